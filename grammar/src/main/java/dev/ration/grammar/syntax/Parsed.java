package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/**
 * A parsed file.
 *
 * @param module what could be read of it; never incomplete in itself
 * @param findings what is wrong with the text, in the order of the text
 */
public record Parsed(Tree.Module module, List<Diagnostic> findings) {
  public Parsed {
    findings = List.copyOf(findings);
  }
}
