package dev.ration.interpreter.values;

/** The absent value: {@code none}, and what an activity without a value gives. */
public enum NoneValue {
  NONE;

  @Override
  public String toString() {
    return "none";
  }
}
