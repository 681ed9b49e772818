package dev.ration.interpreter.lower;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.ScopeRunNode;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.List;
import java.util.function.Function;

/**
 * An activity to be lowered.
 *
 * @param name what reports call it
 * @param work what its body does
 * @param content makes the body's code, in the frame it is given
 */
record Shape(
    String name,
    ScopeSpec.Kind kind,
    Span origin,
    List<Clause> clauses,
    List<Trailer> trailers,
    ScopeRunNode.Protocol protocol,
    Estimates.Making work,
    Function<Body, ExpressionNode> content) {

  /** An activity of the common kind. */
  static Shape of(
      String name,
      ScopeSpec.Kind kind,
      Span origin,
      List<Clause> clauses,
      Estimates.Making work,
      Function<Body, ExpressionNode> content) {
    return new Shape(
        name, kind, origin, clauses, List.of(), ScopeRunNode.Protocol.PLAIN, work, content);
  }

  Shape trailers(List<Trailer> others) {
    return new Shape(name, kind, origin, clauses, others, protocol, work, content);
  }

  Shape protocol(ScopeRunNode.Protocol other) {
    return new Shape(name, kind, origin, clauses, trailers, other, work, content);
  }
}
