package dev.ration.runtime.spi;

/**
 * What a sensor said, and when.
 *
 * @param value a {@code Boolean}, {@code Long}, {@code Double} (coherent units), {@code String}, or
 *     a value of the host
 * @param nanoTime the instant it was taken, on the scheduler's clock
 */
public record Reading(Object value, long nanoTime) {}
