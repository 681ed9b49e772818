package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import java.util.List;

/** Lays out the text of a file in the form of the house. */
public final class Formatter {
  private Formatter() {}

  /**
   * A text in the form of the house.
   *
   * @param text the text; as it was if it could not be laid out
   * @param findings why it could not; empty if it could
   */
  public record Formatted(String text, List<Diagnostic> findings) {
    public Formatted {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Lays out a text. No comment is lost, and the tree stays the same, the order of clauses apart:
   * what was printed is read again and compared. A text with mistakes is left as it is.
   *
   * @throws IllegalStateException if the printed text means something else; a fault in Ration
   */
  public static Formatted format(Source source) {
    Parsed parsed = Parser.parse(source);
    if (!parsed.findings().isEmpty()) {
      return new Formatted(source.text(), parsed.findings());
    }
    List<Comment> comments = CommentReader.read(source);
    String text = Printer.print(parsed.module(), comments);
    Source printed = new Source(source.name(), text);
    Parsed again = Parser.parse(printed);
    boolean isSame =
        again.findings().isEmpty()
            && SameTree.is(parsed.module(), again.module())
            && words(comments).equals(words(CommentReader.read(printed)));
    if (!isSame) {
      throw new IllegalStateException("laying out " + source.name() + " would change it");
    }
    return new Formatted(text, List.of());
  }

  /** What comments say; moving one may make it a plain comment. */
  private static List<String> words(List<Comment> comments) {
    return comments.stream()
        .map(comment -> comment.text().replaceFirst("^/+", "").strip())
        .sorted()
        .toList();
  }
}
