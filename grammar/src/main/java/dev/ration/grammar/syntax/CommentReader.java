package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Finds the comments of a text, as the lexer sees them. */
public final class CommentReader {
  private CommentReader() {}

  /** Every comment, in order. */
  public static List<Comment> read(Source source) {
    List<Comment> comments = new ArrayList<>();
    List<CommonToken> tokens = new TokenReader(source, 0, source.text().length()).tokens();
    int lineEnds = 2;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      if (token.getType() == PolicyLexer.NEWLINE) {
        lineEnds++;
        continue;
      }
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        boolean isDoc = token.getChannel() == PolicyLexer.DOC;
        comments.add(
            new Comment(
                token.getStartIndex(),
                token.getText().stripTrailing(),
                lineEnds > 0,
                lineEnds > 1,
                isDoc ? nextWord(tokens, i) : -1));
      }
      lineEnds = 0;
    }
    return comments;
  }

  private static int nextWord(List<CommonToken> tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != PolicyLexer.NEWLINE) {
        return token.getStartIndex();
      }
    }
    throw new IllegalStateException("a text without its end");
  }
}
