package dev.ration.interpreter.values;

/** What {@code confirm} gives to a {@code when} that has an arm for it. */
public enum UnsureValue {
  UNSURE
}
