package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Expression;
import java.util.Optional;

/** Names and texts that stand where an expression may. */
final class Paths {
  private Paths() {}

  /** The dotted name that an expression is, if it is one. */
  static Optional<String> of(Expression expression) {
    return switch (expression) {
      case Expression.Reference(var name, _) -> Optional.of(name.text());
      case Expression.Member(Expression target, var member, _) ->
          of(target).map(before -> before + "." + member.text());
      default -> Optional.empty();
    };
  }

  /** The text that an expression is, if it is one without holes. */
  static Optional<String> text(Expression expression) {
    if (!(expression instanceof Expression.TextLiteral literal)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (Expression.TextPart part : literal.parts()) {
      switch (part) {
        case Expression.TextPart.Chunk(String chunk) -> text.append(chunk);
        case Expression.TextPart.Hole _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(text.toString());
  }
}
