package dev.ration.grammar.syntax;

import dev.ration.grammar.syntax.parse.PolicyLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The stretches of a text that an editor shows in a colour of their own, as the lexer sees them.
 */
public final class Colours {
  private Colours() {}

  /** What a stretch is. */
  public enum Kind {
    /** A word of the structure: {@code policy}, {@code if}. */
    WORD,
    /** A clause word: {@code within}. */
    CLAUSE,
    NUMBER,
    TEXT,
    COMMENT
  }

  /** Half-open, in UTF-16 code units. */
  public record Stretch(int start, int end, Kind kind) {}

  /** Finds them, in order; none in a text with a line too long to be read at all. */
  public static List<Stretch> of(String text) {
    List<Stretch> found = new ArrayList<>();
    if (text.length() > Parser.LARGEST_TEXT
        || text.lines().anyMatch(line -> line.length() > Parser.LONGEST_LINE)) {
      return found;
    }
    PolicyLexer lexer = new PolicyLexer(new TextStream("", text, 0, text.length()));
    lexer.removeErrorListeners();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      Kind kind = kind(token);
      if (kind != null) {
        found.add(new Stretch(token.getStartIndex(), token.getStopIndex() + 1, kind));
      }
    }
    return found;
  }

  /** Every reserved word, in the order of the lexer, for completion. */
  public static List<String> reservedWords() {
    return Words.RESERVED.stream().mapToObj(Words::text).toList();
  }

  private static @Nullable Kind kind(Token token) {
    return switch (token.getType()) {
      case PolicyLexer.INT, PolicyLexer.NUMBER -> Kind.NUMBER;
      case PolicyLexer.TEXT, PolicyLexer.TEXT_BLOCK -> Kind.TEXT;
      case PolicyLexer.COMMENT, PolicyLexer.DOC_COMMENT -> Kind.COMMENT;
      default -> {
        if (Words.CLAUSES.get(token.getType()) || Words.TRAILERS.get(token.getType())) {
          yield Kind.CLAUSE;
        }
        if (Words.RESERVED.get(token.getType())) {
          yield Kind.WORD;
        }
        yield null;
      }
    };
  }
}
