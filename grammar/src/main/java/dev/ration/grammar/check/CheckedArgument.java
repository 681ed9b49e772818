package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Severity;
import java.util.List;

/**
 * A value given for a parameter from outside.
 *
 * @param parameter its name
 * @param expression the value; the program's {@link Facts} know it
 * @param findings what is wrong with it
 */
public record CheckedArgument(String parameter, Expression expression, List<Diagnostic> findings) {
  public CheckedArgument {
    findings = List.copyOf(findings);
  }

  /** Whether anything was found that keeps it from being used. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
