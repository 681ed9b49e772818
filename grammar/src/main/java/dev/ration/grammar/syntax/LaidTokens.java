package dev.ration.grammar.syntax;

import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.WritableToken;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The tokens of a text as the parser reads them: all are there, all are its own, the end of the
 * text is last.
 */
final class LaidTokens implements TokenStream {
  private final Token[] tokens;
  private int index;

  LaidTokens(List<Token> laid) {
    tokens = laid.toArray(Token[]::new);
    for (int i = 0; i < tokens.length; i++) {
      ((WritableToken) tokens[i]).setTokenIndex(i);
    }
  }

  /** Before the first there is none; behind the last there is the last. */
  @Override
  @SuppressWarnings("NullAway") // what ANTLR declares knows no null, and its own streams give it
  public Token LT(int k) {
    int at = k > 0 ? index + k - 1 : index + k;
    return k == 0 || at < 0 ? null : tokens[Math.min(at, tokens.length - 1)];
  }

  @Override
  public int LA(int k) {
    int at = k > 0 ? index + k - 1 : index + k;
    return k == 0 || at < 0
        ? Token.INVALID_TYPE
        : tokens[Math.min(at, tokens.length - 1)].getType();
  }

  @Override
  public Token get(int at) {
    return tokens[at];
  }

  @Override
  public void consume() {
    if (index == tokens.length - 1) {
      throw new IllegalStateException("nothing follows the end");
    }
    index++;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = Math.min(to, tokens.length - 1);
  }

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public String getSourceName() {
    return tokens[0].getInputStream().getSourceName();
  }

  @Override
  public TokenSource getTokenSource() {
    return tokens[0].getTokenSource();
  }

  @Override
  public String getText(Interval interval) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, interval.a); i <= interval.b && i < tokens.length; i++) {
      text.append(tokens[i].getText());
    }
    return text.toString();
  }

  @Override
  public String getText() {
    return getText(Interval.of(0, tokens.length - 1));
  }

  @Override
  public String getText(RuleContext rule) {
    return getText(rule.getSourceInterval());
  }

  @Override
  public String getText(Token start, Token stop) {
    return getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }
}
