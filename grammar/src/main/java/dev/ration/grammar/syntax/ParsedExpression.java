package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/**
 * A parsed expression.
 *
 * @param expression what could be read; an {@link Expression.Broken} if nothing could
 * @param findings what is wrong with the text
 */
public record ParsedExpression(Expression expression, List<Diagnostic> findings) {
  public ParsedExpression {
    findings = List.copyOf(findings);
  }
}
