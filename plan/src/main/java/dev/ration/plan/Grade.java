package dev.ration.plan;

import java.util.Locale;
import java.util.Optional;

/** How far a figure can be trusted. */
public enum Grade {
  /** Read from a sensor of the thing itself. */
  MEASURED,
  /** Split from a measured total. */
  ATTRIBUTED,
  /** Computed from a model; no sensor was read. */
  MODELLED,
  /** Read in the maker's own document. */
  DATASHEET,
  /** Read in somebody else's document. */
  SECONDARY,
  /** Computed from other figures. */
  DERIVED,
  /** From general knowledge, to be checked. */
  RECALLED,
  /** Given by the person who wrote the file, without a source. */
  STATED;

  /** The word used in source files and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds the grade whose word is {@code word}, exactly. */
  public static Optional<Grade> ofWord(String word) {
    for (Grade grade : values()) {
      if (grade.word().equals(word)) {
        return Optional.of(grade);
      }
    }
    return Optional.empty();
  }
}
