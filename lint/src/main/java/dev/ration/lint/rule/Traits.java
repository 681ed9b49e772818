package dev.ration.lint.rule;

import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.util.List;
import java.util.Locale;

/**
 * What is fixed about a rule. Title and severity belong to its code, reasons and examples to the
 * code's page.
 *
 * @param isOn whether it is on where nobody says otherwise
 */
public record Traits(
    Code code, Category category, boolean isOn, FixKind fix, List<RuleOption> options) {
  public Traits {
    options = List.copyOf(options);
  }

  /** A rule that is on and mends nothing. */
  public static Traits of(Code code, Category category) {
    return new Traits(code, category, true, FixKind.NONE, List.of());
  }

  /** The same, off unless switched on. */
  public Traits off() {
    return new Traits(code, category, false, fix, options);
  }

  /** The same with fixes of a kind. */
  public Traits fix(FixKind kind) {
    return new Traits(code, category, isOn, kind, options);
  }

  /** The same with one option. */
  public Traits option(RuleOption option) {
    return new Traits(code, category, isOn, fix, List.of(option));
  }

  /** The level that holds where nobody says otherwise. */
  public Level level() {
    return isOn ? Level.of(code.severity()) : Level.OFF;
  }

  /** The line on the code's page that states these traits. */
  public String line() {
    StringBuilder line = new StringBuilder("*Rule: ").append(category.word()).append(", ");
    line.append(
        isOn
            ? word(code.severity())
            : "off by default (" + word(code.severity()) + " when switched on)");
    line.append(
        switch (fix) {
          case NONE -> "";
          case SAFE -> ", safe fix";
          case UNSAFE -> ", unsafe fix";
        });
    for (RuleOption option : options) {
      line.append(", option `").append(option.name()).append("` (").append(option.meaning());
      line.append("; ").append(option.preset()).append(")");
    }
    return line.append(".*").toString();
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
