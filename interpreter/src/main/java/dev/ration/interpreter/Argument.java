package dev.ration.interpreter;

import dev.ration.grammar.check.CheckedArgument;
import dev.ration.grammar.syntax.Expression;

/** What a policy's parameter is given. */
public sealed interface Argument {
  /** An expression that was checked against the program. */
  record Given(Expression expression) implements Argument {}

  /** A value from an earlier run. */
  record Earlier(GuestValue value) implements Argument {}

  /** The value of a checked argument, which must have no errors. */
  static Argument of(CheckedArgument checked) {
    if (checked.hasErrors()) {
      throw new IllegalArgumentException("the argument " + checked.parameter() + " has errors");
    }
    return new Given(checked.expression());
  }

  /** A value from an earlier run. */
  static Argument of(GuestValue value) {
    return new Earlier(value);
  }
}
