package dev.ration.interpreter.values;

/** How large values and calls may become. */
public final class Caps {
  /** UTF-16 code units of a text. */
  public static final int TEXT = 1_000_000;

  /** Items of a list or map. */
  public static final int ITEMS = 1_000_000;

  /** Calls inside each other. */
  public static final int CALLS = 1_000;

  /** Values looked at in one comparison or one rendering. */
  public static final int VISITS = 10_000_000;

  private Caps() {}
}
