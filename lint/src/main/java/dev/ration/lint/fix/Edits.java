package dev.ration.lint.fix;

import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a text. */
public final class Edits {
  private Edits() {}

  /** A changed text, and how many fixes are in it. */
  public record Edited(String text, int count) {}

  /**
   * Applies fixes that do not touch one another, from the start of the text on; the others are left
   * out, and so are those of other sources.
   */
  public static Edited apply(Source source, List<Fix> fixes) {
    List<Fix> ordered = new ArrayList<>(fixes);
    ordered.removeIf(fix -> fix.replace().source() != source);
    ordered.sort(
        Comparator.<Fix>comparingInt(fix -> fix.replace().start())
            .thenComparingInt(fix -> fix.replace().end()));
    StringBuilder text = new StringBuilder();
    int done = 0;
    int count = 0;
    for (Fix fix : ordered) {
      int start = fix.replace().start();
      if (start >= done && (count == 0 || start > done)) {
        text.append(source.text(), done, start).append(fix.with());
        done = fix.replace().end();
        count++;
      }
    }
    return new Edited(text.append(source.text().substring(done)).toString(), count);
  }
}
