package dev.ration.runtime.scope;

/** What a condition says: a reading that is too old, or absent, makes it unknown (P3). */
public enum Truth {
  FALSE,
  TRUE,
  UNKNOWN;

  /** The truth of a known value. */
  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
