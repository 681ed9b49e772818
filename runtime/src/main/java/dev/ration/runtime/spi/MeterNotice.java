package dev.ration.runtime.spi;

import dev.ration.plan.Code;

/**
 * Something about a meter that a person should know; told when it begins, not at every reading.
 *
 * @param meter the name of the meter it is about
 */
public record MeterNotice(Code code, String meter, String message) {}
