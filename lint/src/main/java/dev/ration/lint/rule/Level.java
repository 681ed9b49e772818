package dev.ration.lint.rule;

import dev.ration.plan.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a rule's findings matter here, or that they do not. */
public enum Level {
  ERROR,
  WARNING,
  INFO,
  OFF;

  /** The word of settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a level by its word. */
  public static Optional<Level> ofWord(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** The level that shows a severity as it is. */
  public static Level of(Severity severity) {
    return switch (severity) {
      case ERROR -> ERROR;
      case WARNING -> WARNING;
      case INFO -> INFO;
    };
  }

  /** The severity of findings at this level; empty when they are not shown. */
  public Optional<Severity> severity() {
    return switch (this) {
      case ERROR -> Optional.of(Severity.ERROR);
      case WARNING -> Optional.of(Severity.WARNING);
      case INFO -> Optional.of(Severity.INFO);
      case OFF -> Optional.empty();
    };
  }
}
