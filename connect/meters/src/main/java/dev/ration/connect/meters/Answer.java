package dev.ration.connect.meters;

import dev.ration.plan.Code;

/** What a file that should hold a whole number gave. */
sealed interface Answer {
  /** A number. */
  record Value(long number) implements Answer {}

  /**
   * None, and why.
   *
   * @param words what is wrong, to follow the file's name
   */
  record Trouble(Code code, boolean isAbsent, String words) implements Answer {}

  /** Something is wrong with what a file says. */
  static Trouble nonsense(String words) {
    return new Trouble(Code.METER_NONSENSE, false, words);
  }
}
