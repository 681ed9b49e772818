package dev.ration.interpreter.lower;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.DemandsNode;
import dev.ration.interpreter.nodes.expr.AmountNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.values.RangeValue;
import dev.ration.runtime.resource.Holding;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.Priority;
import dev.ration.runtime.scope.Privacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Lowers the figures of an activity's clauses. */
final class Figures {
  private final Body body;
  private final Expressions expressions;
  private final List<ExpressionNode> figures = new ArrayList<>();
  private final List<BiConsumer<Demands.Builder, Object[]>> parts = new ArrayList<>();
  private final List<Integer> keeps = new ArrayList<>();
  private final List<Integer> softs = new ArrayList<>();

  Figures(Body body) {
    this.body = body;
    this.expressions = new Expressions(body);
  }

  DemandsNode demands(Shape shape) {
    shape.clauses().forEach(this::clause);
    for (Trailer trailer : shape.trailers()) {
      switch (trailer) {
        case Trailer.Soft soft -> softs.add(figure(soft.limit()));
        case Trailer.Cleanup cleanup ->
            cleanup.limit().ifPresent(limit -> whole(limit, Demands.Builder::cleanup));
        case Trailer.On _, Trailer.Else _ -> {}
      }
    }
    if (!keeps.isEmpty()) {
      List<Integer> places = List.copyOf(keeps);
      parts.add((builder, values) -> builder.keepFor(longs(places, values)));
    }
    if (!softs.isEmpty()) {
      List<Integer> places = List.copyOf(softs);
      parts.add((builder, values) -> builder.soft(longs(places, values)));
    }
    estimate(shape);
    return node();
  }

  private DemandsNode node() {
    List<BiConsumer<Demands.Builder, Object[]>> recipe = List.copyOf(parts);
    Function<Object[], Demands> made =
        values -> {
          Demands.Builder builder = Demands.builder();
          recipe.forEach(part -> part.accept(builder, values));
          return builder.build();
        };
    if (figures.stream().allMatch(LiteralNode.class::isInstance)) {
      Object[] values = figures.stream().map(figure -> ((LiteralNode) figure).value()).toArray();
      return DemandsNode.of(made.apply(values));
    }
    return DemandsNode.of(made, figures);
  }

  /** What the activity needs at least, and what its handlers and its wind-down may need. */
  private void estimate(Shape shape) {
    Estimates.Kept kept = body.program().estimates().kept(shape);
    parts.add(
        (builder, values) -> {
          builder.minimum(kept.minimumNanos());
          builder.minimumToEffect(kept.effectNanos());
          builder.minimumEnergy(kept.minimumMicrojoules());
          builder.keptEnergy(kept.keptMicrojoules());
        });
  }

  private static long[] longs(List<Integer> places, Object[] values) {
    return places.stream().mapToLong(place -> place < 0 ? 0 : (long) values[place]).toArray();
  }

  private int figure(Expression expression) {
    figures.add(expressions.lower(expression));
    return figures.size() - 1;
  }

  private int ratio(Expression expression) {
    ExpressionNode node = expressions.lower(expression);
    figures.add(Kinds.isLong(expressions.type(expression)) ? AmountNode.coherent(node, 0) : node);
    return figures.size() - 1;
  }

  private void whole(Expression expression, LongPart part) {
    int place = figure(expression);
    parts.add((builder, values) -> part.set(builder, (long) values[place]));
  }

  @FunctionalInterface
  private interface LongPart {
    @SuppressWarnings("UnusedReturnValue")
    Demands.Builder set(Demands.Builder builder, long value);
  }

  private void clause(Clause clause) {
    switch (clause) {
      case Clause.Within within -> within(within);
      case Clause.Energy energy ->
          whole(
              energy.limit(),
              energy.isTotal() ? Demands.Builder::totalEnergy : Demands.Builder::energy);
      case Clause.Power power -> {
        whole(power.limit(), Demands.Builder::power);
        Expression over = power.over();
        if (over != null) {
          whole(over, Demands.Builder::powerOver);
        }
      }
      case Clause.Spend spend -> whole(spend.limit(), Demands.Builder::spend);
      case Clause.Tiers tiers -> {
        List<String> names = tiers.names().stream().map(this::tier).toList();
        parts.add((builder, values) -> builder.tiers(names));
      }
      case Clause.Prefer prefer -> prefer(prefer);
      case Clause.Private _ ->
          parts.add((builder, values) -> builder.privacy(new Privacy(true, null)));
      case Clause.ShareOnly share -> {
        List<String> names = share.names().stream().map(Tree.Name::text).toList();
        parts.add((builder, values) -> builder.privacy(new Privacy(false, names)));
      }
      case Clause.ShareEnergy _ -> parts.add((builder, values) -> builder.shareEnergy());
      case Clause.Holds holds -> holds(holds);
      case Clause.Priority priority -> {
        Priority level = Priority.valueOf(priority.level().text().toUpperCase(Locale.ROOT));
        parts.add((builder, values) -> builder.priority(level));
      }
      case Clause.Preemptible _ -> parts.add((builder, values) -> builder.preemptible());
      case Clause.Keep keep -> {
        Expression holdFor = keep.holdFor();
        keeps.add(holdFor == null ? -1 : figure(holdFor));
      }
      case Clause.Retry retry -> retry(retry);
      case Clause.Require _,
          Clause.Ensure _,
          Clause.SkipIf _,
          Clause.Until _,
          Clause.Busy _,
          Clause.Takes _,
          Clause.Begins _,
          Clause.Draws _,
          Clause.Fails _,
          Clause.Pure _,
          Clause.Unfenced _,
          Clause.Needs _ -> {}
    }
  }

  private String tier(Tree.Path path) {
    return body.program().facts().symbolOf(path).map(one -> one.name()).orElseGet(path::text);
  }

  private void within(Clause.Within within) {
    whole(within.limit(), Demands.Builder::within);
    Expression at = within.at();
    if (at != null) {
      int place = ratio(at);
      parts.add((builder, values) -> builder.at((double) values[place]));
    }
    Expression reserve = within.reserve();
    if (reserve != null) {
      whole(reserve, Demands.Builder::reserve);
    }
  }

  private void prefer(Clause.Prefer prefer) {
    Prefer.Goal goal = Prefer.Goal.valueOf(prefer.goal().text().toUpperCase(Locale.ROOT));
    Expression min = prefer.min();
    Expression by = prefer.by();
    int minPlace = min == null ? -1 : ratio(min);
    int byPlace = by == null ? -1 : ratio(by);
    parts.add(
        (builder, values) ->
            builder.prefer(
                new Prefer(
                    goal,
                    minPlace < 0 ? 0 : (double) values[minPlace],
                    byPlace < 0 ? 0 : (double) values[byPlace])));
  }

  private void holds(Clause.Holds holds) {
    List<String> names = new ArrayList<>();
    List<Integer> shares = new ArrayList<>();
    for (Clause.Holding holding : holds.holdings()) {
      names.add(
          body.program()
              .facts()
              .symbolOf(holding.resource())
              .map(one -> one.name())
              .orElseGet(holding.resource()::text));
      Expression share = holding.share();
      shares.add(share == null ? -1 : ratio(share));
    }
    parts.add(
        (builder, values) -> {
          Holding[] all = new Holding[names.size()];
          for (int i = 0; i < all.length; i++) {
            int place = shares.get(i);
            all[i] =
                place < 0
                    ? Holding.of(names.get(i))
                    : new Holding(
                        names.get(i),
                        Math.max(1, Math.round((double) values[place] * Holding.WHOLE)));
          }
          builder.holds(all);
        });
    if (holds.isNow()) {
      parts.add((builder, values) -> builder.now());
    }
  }

  private void retry(Clause.Retry retry) {
    Expression attempts = retry.attempts();
    if (attempts != null) {
      whole(attempts, Demands.Builder::attempts);
    }
    Expression backoff = retry.backoff();
    if (backoff == null) {
      return;
    }
    int place = figure(backoff);
    Expression by = retry.by();
    int factor = by == null ? -1 : ratio(by);
    parts.add(
        (builder, values) -> {
          double growth = factor < 0 ? 2 : (double) values[factor];
          if (values[place] instanceof RangeValue range) {
            builder.backoff((long) range.low(), (long) range.high(), growth);
          } else {
            builder.backoff((long) values[place], (long) values[place], growth);
          }
        });
  }
}
