package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.NearWords;
import dev.ration.grammar.diag.Span;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which known words somebody may have meant: at most three, at most two edits away. */
final class Spelling {
  private Spelling() {}

  /** The nearest of {@code known} to {@code word}, best first. */
  static List<String> near(String word, Collection<String> known) {
    return NearWords.near(word, known);
  }

  /** Adds {@code did you mean} and, when one is nearest, the fix. */
  static Diagnostic suggest(Diagnostic finding, Span at, String word, Collection<String> known) {
    List<String> near = near(word, known);
    if (near.isEmpty()) {
      return finding;
    }
    Diagnostic hinted =
        finding.hint(
            "did you mean "
                + near.stream().map(one -> "`" + one + "`").collect(Collectors.joining(" or "))
                + "?");
    for (String one : near) {
      hinted = hinted.fix("write `" + one + "`", at, one);
    }
    return hinted;
  }
}
