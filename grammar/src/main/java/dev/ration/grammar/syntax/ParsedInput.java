package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/**
 * What somebody typed at a prompt.
 *
 * @param items each a {@link Tree.Use}, a {@link Declaration} or a {@link Statement}, in order; a
 *     {@code let} is a statement
 * @param isIncomplete whether more lines belong to it: something is open, or an operand is missing
 * @param findings what is wrong with the text; of an incomplete one they mean nothing yet
 */
public record ParsedInput(List<Tree> items, boolean isIncomplete, List<Diagnostic> findings) {
  public ParsedInput {
    items = List.copyOf(items);
    findings = List.copyOf(findings);
  }
}
