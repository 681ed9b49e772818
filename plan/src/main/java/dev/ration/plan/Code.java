package dev.ration.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of finding and fault. Codes are permanent: a retired one is never given out again.
 *
 * <p>Ranges: 00xx text, 01xx names, types and units, 02xx activities and clauses, 03xx feasibility,
 * 04xx lint, 05xx sites and profiles, 06xx run time, 07xx command line. Each has a page in {@code
 * docs/codes/}.
 */
public enum Code {
  // 00xx: text
  SYNTAX("RTN0001", Severity.ERROR, "the text does not follow the grammar"),
  BAD_CHARACTER("RTN0002", Severity.ERROR, "a character that has no meaning here"),
  OPEN_TEXT("RTN0003", Severity.ERROR, "a text is not closed on its line"),
  TOO_DEEP("RTN0004", Severity.ERROR, "nested too deeply"),
  LINE_TOO_LONG("RTN0005", Severity.ERROR, "a line is too long"),
  TEXT_TOO_LARGE("RTN0006", Severity.ERROR, "a file is too large"),
  NOT_TEXT("RTN0007", Severity.ERROR, "a file is not UTF-8 text"),

  // 01xx: names, types and units
  UNKNOWN_NAME("RTN0101", Severity.ERROR, "a name is not known here"),
  DUPLICATE_NAME("RTN0102", Severity.ERROR, "a name is declared twice"),
  UNKNOWN_UNIT("RTN0103", Severity.ERROR, "a unit is not in the table"),
  TYPE_MISMATCH("RTN0104", Severity.ERROR, "a value has another type than is wanted"),
  DIMENSION_MISMATCH("RTN0105", Severity.ERROR, "quantities of different dimensions are mixed");

  private final String id;
  private final Severity severity;
  private final String title;

  Code(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /** The permanent id, as in {@code RTN0101}. */
  public String id() {
    return id;
  }

  /** How much it matters unless configured otherwise. */
  public Severity severity() {
    return severity;
  }

  /** What it is about, in a few words. */
  public String title() {
    return title;
  }

  /** Finds a code by its id, in any case. */
  public static Optional<Code> ofId(String id) {
    return Arrays.stream(values()).filter(code -> code.id.equalsIgnoreCase(id)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
