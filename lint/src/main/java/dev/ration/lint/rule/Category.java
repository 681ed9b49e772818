package dev.ration.lint.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule is about. */
public enum Category {
  /** Time that is not limited, or limits that mean nothing. */
  DEADLINE,
  /** Energy, power and money. */
  ENERGY,
  /** Which models think, and what is made of their answers. */
  TIER,
  /** What can hurt somebody or break something. */
  SAFETY,
  /** What leaves the robot, or is said aloud. */
  PRIVACY,
  /** Branches, events and resources that get in each other's way. */
  CONCURRENCY,
  /** Text that does not do what it seems to do. */
  BUG,
  /** How it reads. */
  STYLE;

  /** The word of settings and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a category by its word. */
  public static Optional<Category> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
