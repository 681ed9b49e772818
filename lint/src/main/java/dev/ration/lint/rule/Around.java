package dev.ration.lint.rule;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the clauses of a scope have to do with those of the scopes around it. */
public final class Around {
  /** A clause with what it stands on. */
  public record Owned<C extends Clause>(Tree owner, C clause) {}

  /** A figure of a scope, and the same of the nearest scope around it that has one. */
  public record Pair<C extends Clause>(
      Owned<C> inner, Quantity figure, Owned<C> outer, Quantity whole) {}

  private Around() {}

  /** Every clause of a kind, with what it stands on. */
  public static <C extends Clause> List<Owned<C>> all(RuleContext context, Class<C> kind) {
    List<Owned<C>> found = new ArrayList<>();
    for (Tree node : context.scopes()) {
      RuleContext.clause(node, kind).ifPresent(clause -> found.add(new Owned<>(node, clause)));
    }
    return found;
  }

  /** The nearest clause of a kind on what stands around a node. */
  public static <C extends Clause> Optional<Owned<C>> nearest(
      RuleContext context, Tree node, Class<C> kind) {
    return nearest(context, node, kind, _ -> true);
  }

  private static <C extends Clause> Optional<Owned<C>> nearest(
      RuleContext context, Tree node, Class<C> kind, Predicate<Tree> counts) {
    for (Tree one : context.around(node)) {
      C clause = Deeds.clause(Deeds.clausesOf(one), kind);
      if (clause != null && counts.test(one)) {
        return Optional.of(new Owned<>(one, clause));
      }
    }
    return Optional.empty();
  }

  /**
   * Every two nested figures of one kind that are known before anything runs.
   *
   * @param figure reads a clause; nothing where it has no comparable figure
   */
  public static <C extends Clause> List<Pair<C>> pairs(
      RuleContext context, Class<C> kind, Function<C, Optional<Quantity>> figure) {
    return pairs(context, kind, figure, _ -> true);
  }

  /**
   * The same, where not all that stands around counts.
   *
   * @param counts whether the clause of what is around holds for what is in it
   */
  public static <C extends Clause> List<Pair<C>> pairs(
      RuleContext context,
      Class<C> kind,
      Function<C, Optional<Quantity>> figure,
      Predicate<Tree> counts) {
    List<Pair<C>> found = new ArrayList<>();
    for (Owned<C> inner : all(context, kind)) {
      Optional<Owned<C>> outer = nearest(context, inner.owner(), kind, counts);
      Optional<Quantity> part = figure.apply(inner.clause());
      Optional<Quantity> whole = outer.flatMap(one -> figure.apply(one.clause()));
      if (outer.isPresent()
          && part.isPresent()
          && whole.isPresent()
          && part.get().dimension().equals(whole.get().dimension())) {
        found.add(new Pair<>(inner, part.get(), outer.get(), whole.get()));
      }
    }
    return found;
  }

  /** Whether a scope below the activity that a node stands in limits its time. */
  public static boolean isLimitedBelowActivity(RuleContext context, Tree node) {
    return RuleContext.clause(node, Clause.Within.class).isPresent()
        || nearest(context, node, Clause.Within.class)
            .filter(found -> !(found.owner() instanceof Declaration))
            .isPresent();
  }

  /** Whether a node is part of an activity with a body: a policy or an action. */
  public static boolean isInActivity(RuleContext context, Tree node) {
    return context.declarationOf(node).filter(Declaration.Activity.class::isInstance).isPresent();
  }
}
