package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.DemandsNode;
import dev.ration.interpreter.nodes.action.EntryRootNode;
import dev.ration.interpreter.nodes.action.Parts;
import dev.ration.interpreter.nodes.action.ScopeNode;
import dev.ration.interpreter.nodes.action.ScopeRunNode;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lowers clauses and trailers: every activity becomes a scope. */
final class Activities {
  private final Body body;
  private final Facts facts;

  Activities(Body body) {
    this.body = body;
    this.facts = body.program().facts();
  }

  /** Lowers an expression under clauses and trailers (L5). */
  ExpressionNode governed(Expression.Governed governed) {
    return scope(
        Shape.of(
                name(governed.body()),
                ScopeSpec.Kind.CALL,
                governed.span(),
                governed.clauses(),
                Estimates.of(governed.body()),
                inner -> new Expressions(inner).lower(governed.body()))
            .trailers(governed.trailers()));
  }

  private static String name(Expression expression) {
    return switch (expression) {
      case Expression.Call call -> Expressions.written(call.callee().span());
      case Expression.Grouped grouped -> name(grouped.inner());
      case Expression.Confirm confirm -> name(confirm.guess());
      case Expression.Accept accept -> name(accept.guess());
      default -> Expressions.written(expression.span());
    };
  }

  /** Lowers an activity that is part of the code around it. */
  ExpressionNode scope(Shape shape) {
    Shape innermost = innermost(shape);
    ScopeSpec spec = spec(innermost);
    if (spec.isPlain() && innermost.protocol() == ScopeRunNode.Protocol.PLAIN) {
      return new ScopeNode(spec, demands(innermost), innermost.content().apply(body))
          .at(shape.origin());
    }
    return new ScopeRunNode(innermost.protocol(), spec, demands(innermost), parts(innermost))
        .at(shape.origin());
  }

  /** Lowers an activity that the runtime starts. */
  EntryRootNode.Outermost outermost(Shape shape) {
    Shape innermost = innermost(shape);
    return new EntryRootNode.Outermost(spec(innermost), demands(innermost), parts(innermost));
  }

  /**
   * Splits a chain of trailers: an {@code else} ends a list of cases, and what follows it is a
   * scope around all to its left (L7). Returns the outermost scope, whose content is the rest.
   */
  private Shape innermost(Shape shape) {
    int end = endOfCases(shape.trailers());
    if (end == shape.trailers().size()) {
      return shape;
    }
    int start = 0;
    Shape inner = shape;
    while (end < shape.trailers().size()) {
      Shape wrapped = inner.trailers(shape.trailers().subList(start, end));
      inner =
          new Shape(
              shape.name(),
              shape.kind(),
              shape.origin(),
              List.of(),
              List.of(),
              ScopeRunNode.Protocol.PLAIN,
              Estimates.NOTHING,
              around -> new Activities(around).scope(wrapped));
      start = end;
      end = start + endOfCases(shape.trailers().subList(start, shape.trailers().size()));
    }
    return inner.trailers(shape.trailers().subList(start, end));
  }

  /** How many trailers belong to the first list of cases, its cleanup and soft blocks included. */
  private static int endOfCases(List<Trailer> trailers) {
    boolean isEnded = false;
    for (int i = 0; i < trailers.size(); i++) {
      switch (trailers.get(i)) {
        case Trailer.On _ -> {
          if (isEnded) {
            return i;
          }
        }
        case Trailer.Else _ -> {
          if (isEnded) {
            return i;
          }
          isEnded = true;
        }
        case Trailer.Soft _, Trailer.Cleanup _ -> {}
      }
    }
    return trailers.size();
  }

  private DemandsNode demands(Shape shape) {
    return new Figures(body).demands(shape);
  }

  private ScopeSpec spec(Shape shape) {
    Estimates estimates = body.program().estimates();
    ScopeSpec.Builder builder =
        ScopeSpec.builder(shape.name(), shape.kind()).origin(shape.origin().toString());
    List<String> skipIf = new ArrayList<>();
    List<String> require = new ArrayList<>();
    List<String> ensure = new ArrayList<>();
    List<String> keep = new ArrayList<>();
    List<String> until = new ArrayList<>();
    for (Clause clause : shape.clauses()) {
      switch (clause) {
        case Clause.SkipIf skip -> skipIf.add(text(skip.condition()));
        case Clause.Require one -> require.add(text(one.condition()));
        case Clause.Ensure one -> ensure.add(text(one.condition()));
        case Clause.Keep one -> keep.add(text(one.condition()));
        case Clause.Until one -> until.add(text(one.condition()));
        case Clause.Retry retry -> builder.retry(reasons(retry.after()));
        default -> {}
      }
    }
    List<ScopeSpec.Handler> handlers = new ArrayList<>();
    boolean isResponding = shape.kind() == ScopeSpec.Kind.RESPOND;
    int soft = 0;
    for (Trailer trailer : shape.trailers()) {
      switch (trailer) {
        case Trailer.On on ->
            handlers.add(
                estimates.handler(
                    List.of(reasons(on.reasons())), Estimates.block(on.body()), isResponding));
        case Trailer.Else other ->
            handlers.add(estimates.handler(List.of(), Estimates.of(other.value()), isResponding));
        case Trailer.Soft _ -> soft++;
        case Trailer.Cleanup _ -> builder.cleanup();
      }
    }
    return builder
        .skipIf(array(skipIf))
        .require(array(require))
        .ensure(array(ensure))
        .keep(array(keep))
        .until(array(until))
        .handlers(handlers.toArray(ScopeSpec.Handler[]::new))
        .soft(soft)
        .build();
  }

  private static String text(Expression condition) {
    return Expressions.written(condition.span());
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  private String[] reasons(List<Tree.Path> paths) {
    return paths.stream()
        .map(path -> facts.reasonOf(path).orElseGet(path::text))
        .toArray(String[]::new);
  }

  private Parts parts(Shape shape) {
    Parts parts = new Parts(closure(shape.name(), shape.origin(), shape.content()));
    for (Clause clause : shape.clauses()) {
      switch (clause) {
        case Clause.SkipIf skip -> parts.addSkipIf(condition(skip.condition()));
        case Clause.Require require ->
            parts.addRequire(condition(require.condition()), repair(require.repair()));
        case Clause.Ensure ensure -> parts.addEnsure(condition(ensure.condition()));
        case Clause.Keep keep -> parts.addKeep(condition(keep.condition()));
        case Clause.Until until -> parts.addUntil(condition(until.condition()));
        default -> {}
      }
    }
    for (Trailer trailer : shape.trailers()) {
      switch (trailer) {
        case Trailer.On on ->
            parts.addHandler(
                body.handler("on", on.span(), inner -> new Statements(inner).block(on.body())));
        case Trailer.Else other ->
            parts.addHandler(
                body.handler(
                    "else", other.span(), inner -> new Expressions(inner).lower(other.value())));
        case Trailer.Soft soft ->
            parts.addSoft(
                closure("soft", soft.span(), inner -> new Statements(inner).block(soft.body())));
        case Trailer.Cleanup cleanup ->
            parts.setCleanup(
                closure(
                    "cleanup",
                    cleanup.span(),
                    inner -> new Statements(inner).block(cleanup.body())));
      }
    }
    return parts;
  }

  private RootCallTarget condition(Expression condition) {
    return new Expressions(body).condition(condition);
  }

  private @org.jspecify.annotations.Nullable RootCallTarget repair(
      @org.jspecify.annotations.Nullable Expression repair) {
    return repair == null
        ? null
        : closure("repair", repair.span(), inner -> new Expressions(inner).lower(repair));
  }

  private RootCallTarget closure(
      String name, dev.ration.grammar.diag.Span span, Function<Body, ExpressionNode> content) {
    return body.closure(name, span, content);
  }
}
