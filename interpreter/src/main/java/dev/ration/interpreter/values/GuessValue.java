package dev.ration.interpreter.values;

/**
 * A model's answer (rule M5).
 *
 * @param value of the declared type
 * @param confidence from 0 to 1
 * @param tier the dotted name of the tier that served it; empty when none did
 */
public record GuessValue(Object value, double confidence, String tier) {}
