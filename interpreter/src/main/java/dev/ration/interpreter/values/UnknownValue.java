package dev.ration.interpreter.values;

/** The subject of a {@code when} that rests on an unknown reading (P3). */
public record UnknownValue(String what) {}
