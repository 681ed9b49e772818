package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.EntryRootNode;
import dev.ration.interpreter.nodes.action.StartNode;
import dev.ration.interpreter.nodes.action.WheneverNode;
import dev.ration.interpreter.nodes.expr.ArgumentNode;
import dev.ration.interpreter.nodes.expr.WriteNode;
import dev.ration.interpreter.values.HostConversion;
import dev.ration.interpreter.values.HostValues;
import dev.ration.runtime.scope.EventSpec;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lowers event handlers (P4). */
final class Events {
  private final Body body;
  private final Facts facts;
  private final Expressions expressions;

  Events(Body body) {
    this.body = body;
    this.facts = body.program().facts();
    this.expressions = new Expressions(body);
  }

  ExpressionNode lower(Statement.Whenever whenever) {
    Expression event = whenever.event();
    Type type = facts.typeOf(event);
    boolean isMessage = type instanceof Type.TopicOf;
    EventSpec.Busy busy = EventSpec.Busy.SKIP;
    Expression queue = null;
    List<Clause> clauses = new ArrayList<>();
    for (Clause clause : whenever.clauses()) {
      if (clause instanceof Clause.Busy one) {
        busy = EventSpec.Busy.valueOf(one.mode().text().toUpperCase(Locale.ROOT));
        queue = one.count();
      } else {
        clauses.add(clause);
      }
    }
    String name = Expressions.written(event.span());
    WheneverNode.Form form =
        new WheneverNode.Form(
            name,
            whenever.span().toString(),
            isMessage ? source(event) : null,
            busy,
            conversion(type));
    WheneverNode.Figures figures =
        new WheneverNode.Figures(
            expressions.lowerOrNull(whenever.holdFor()),
            expressions.lowerOrNull(whenever.every()),
            expressions.lowerOrNull(queue));
    return new WheneverNode(
        form,
        isMessage ? null : expressions.condition(event),
        handler(name, whenever, clauses),
        figures);
  }

  /** The dotted name of a topic or sensor. */
  private String source(Expression expression) {
    return facts
        .symbolOf(expression)
        .map(Symbol::name)
        .orElseGet(() -> expression.span().text().strip());
  }

  private static @Nullable HostConversion conversion(Type type) {
    return type instanceof Type.TopicOf(Type message) && !(message instanceof Type.Nothing)
        ? HostValues.conversion(message, "a message")
        : null;
  }

  private RootCallTarget handler(String name, Statement.Whenever whenever, List<Clause> clauses) {
    Shape shape =
        Shape.of(
                name,
                ScopeSpec.Kind.EVENT,
                whenever.span(),
                clauses,
                Estimates.block(whenever.body()),
                inner -> new Statements(inner).block(whenever.body()))
            .trailers(whenever.trailers());
    Symbol.Variable message =
        facts.symbolOf(whenever).orElse(null) instanceof Symbol.Variable variable ? variable : null;
    if (message == null) {
      return body.closure(name, whenever.span(), inner -> start(inner, shape));
    }
    return body.given(
        name,
        whenever.span(),
        inner -> new WriteNode(inner.declare(message), new ArgumentNode(0, null), false),
        inner -> start(inner, shape));
  }

  private static ExpressionNode start(Body inner, Shape shape) {
    EntryRootNode.Outermost outermost = new Activities(inner).outermost(shape);
    return new StartNode(outermost);
  }
}
