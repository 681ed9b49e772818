package dev.ration.interpreter.values;

import org.jspecify.annotations.Nullable;

/** Two or three points, ends included (L21). */
public record RangeValue(Object low, @Nullable Object middle, Object high) {}
