package dev.ration.grammar.check;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scopes with clauses, handlers and cleanups, and their values. */
final class Trailers {
  /** A block under clauses with what follows it. */
  record Scoped(
      List<Clause> clauses, Place place, Tree.Block body, List<Trailer> trailers, Span span) {}

  private final CheckRun run;

  Trailers(CheckRun run) {
    this.run = run;
  }

  Type scoped(Scoped scoped, @Nullable Type expected, LocalScope scope) {
    run.clauses.check(scoped.clauses(), scoped.place(), scoped.span(), scope);
    boolean mayLack = mayLackValue(scoped.clauses());
    Type wanted = mayLack && expected instanceof Type.Maybe(Type element) ? element : expected;
    Type body = run.blocks.infer(scoped.body(), wanted, scope.inner());
    Type whole = check(scoped.trailers(), body, wanted, scope);
    return mayLack && !Fit.isValueless(whole) ? Fit.maybe(whole) : whole;
  }

  Type governed(Expression.Governed governed, @Nullable Type expected, LocalScope scope) {
    String acts = governed.clauses().isEmpty() ? "answers failures" : "is under clauses";
    run.expressions.mustNotBePure(governed, acts, scope);
    run.clauses.check(governed.clauses(), Place.CALL, governed.span(), scope);
    boolean mayLack = mayLackValue(governed.clauses());
    Type wanted = mayLack && expected instanceof Type.Maybe(Type element) ? element : expected;
    Type body =
        wanted != null && Blocks.wantsValue(wanted)
            ? run.expressions.want(governed.body(), wanted, scope)
            : run.expressions.infer(governed.body(), wanted, scope);
    if (governed.trailers().isEmpty()) {
      return mayLack && !Fit.isValueless(body) ? Fit.maybe(body) : body;
    }
    Type whole = check(governed.trailers(), body, wanted, scope);
    return mayLack && !Fit.isValueless(whole) ? Fit.maybe(whole) : whole;
  }

  /** A skipped activity, and one that ends early, has no value (rule R4). */
  static boolean mayLackValue(List<Clause> clauses) {
    return clauses.stream()
        .anyMatch(clause -> clause instanceof Clause.SkipIf || clause instanceof Clause.Until);
  }

  /** Checks what follows a body of type {@code body}; returns the type of the whole. */
  Type check(List<Trailer> trailers, Type body, @Nullable Type expected, LocalScope scope) {
    Type wanted = expected == null && body instanceof Type.Nothing ? Type.NOTHING : expected;
    Constructs.Alternatives alternatives = new Constructs.Alternatives(run, wanted);
    alternatives.type(body, trailers);
    for (Trailer trailer : trailers) {
      switch (trailer) {
        case Trailer.On on -> {
          on.reasons().forEach(reason -> run.reasons.named(reason, scope.module()));
          alternatives.block(on.body(), scope.inner(LocalScope.Border.HANDLER));
        }
        case Trailer.Else other ->
            alternatives.expression(other.value(), scope.inner(LocalScope.Border.HANDLER));
        case Trailer.Soft soft -> {
          run.expressions.want(soft.limit(), Type.TIME, scope);
          run.blocks.infer(soft.body(), Type.NOTHING, scope.inner(LocalScope.Border.DETACHED));
        }
        case Trailer.Cleanup cleanup -> {
          cleanup.limit().ifPresent(limit -> run.expressions.want(limit, Type.TIME, scope));
          run.blocks.infer(cleanup.body(), Type.NOTHING, scope.inner(LocalScope.Border.CLEANUP));
        }
      }
    }
    return alternatives.type();
  }
}
