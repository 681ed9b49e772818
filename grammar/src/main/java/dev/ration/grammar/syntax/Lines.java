package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Things that stand on lines of their own, with their comments and the empty lines between. */
final class Lines {
  private final Comments comments;
  private final List<Doc> parts = new ArrayList<>();
  private boolean wantsBlank;

  Lines(Comments comments) {
    this.comments = comments;
  }

  /** Adds a line without documentation. */
  void add(Span span, Supplier<Doc> line) {
    add(span, Optional.empty(), false, line);
  }

  /** Adds a line that {@code doc} documents. */
  void add(Span span, Optional<String> doc, Supplier<Doc> line) {
    add(span, doc, true, line);
  }

  /** Puts an empty line before whatever is added next. */
  void blank() {
    wantsBlank = true;
  }

  private void add(Span span, Optional<String> doc, boolean takesDoc, Supplier<Doc> line) {
    for (Comment comment : comments.take(0, span.start())) {
      boolean documents = !takesDoc || comment.documents() == span.start();
      put(comment, documents);
    }
    Doc body = line.get();
    // What stands inside, where no line ends, moves in front.
    comments.take(span.start(), span.end()).forEach(comment -> put(comment, false));
    if (!comments.isKnown()) {
      doc.ifPresent(this::document);
    }
    separate(Comments.isAfterBlank(span));
    parts.add(body);
    comments.takeBehind(span).ifPresent(comment -> parts.add(behind(comment)));
  }

  /** Adds what is left before {@code end}, where the list ends. */
  void end(int end) {
    comments.take(0, end).forEach(comment -> put(comment, true));
  }

  /** Tells whether nothing was added. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The lines. */
  Doc doc() {
    return Doc.concat(parts);
  }

  /** A comment at the end of a line. */
  static Doc behind(Comment comment) {
    return new Doc.Suffix("  " + comment.asPlain());
  }

  private void put(Comment comment, boolean documents) {
    separate(comment.isAfterBlank());
    parts.add(new Doc.Suffix(documents ? comment.text() : comment.asPlain()));
  }

  private void document(String text) {
    for (String line : text.split("\n", -1)) {
      separate(false);
      parts.add(new Doc.Suffix(line.isEmpty() ? "///" : "/// " + line));
    }
  }

  private void separate(boolean isAfterBlank) {
    if (!parts.isEmpty()) {
      parts.add(isAfterBlank || wantsBlank ? Doc.BLANK : Doc.HARD);
    }
    wantsBlank = false;
  }
}
