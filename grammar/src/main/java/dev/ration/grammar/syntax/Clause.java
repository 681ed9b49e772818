package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One word, one meaning, on a policy, an action, a block and a call. */
public sealed interface Clause extends Tree {
  /** {@code within D at P reserve R}. */
  record Within(Expression limit, @Nullable Expression at, @Nullable Expression reserve, Span span)
      implements Clause {}

  /** {@code energy E} or {@code total energy E}. */
  record Energy(boolean isTotal, Expression limit, Span span) implements Clause {}

  /** {@code power P over T}. */
  record Power(Expression limit, @Nullable Expression over, Span span) implements Clause {}

  /** {@code spend M}. */
  record Spend(Expression limit, Span span) implements Clause {}

  /** {@code tiers a, b}. */
  record Tiers(List<Path> names, Span span) implements Clause {
    public Tiers {
      names = List.copyOf(names);
    }
  }

  /** {@code prefer quality min 80 % by 2 %}. */
  record Prefer(Name goal, @Nullable Expression min, @Nullable Expression by, Span span)
      implements Clause {}

  /** {@code private}. */
  record Private(Span span) implements Clause {}

  /** {@code share only x, y}. */
  record ShareOnly(List<Name> names, Span span) implements Clause {
    public ShareOnly {
      names = List.copyOf(names);
    }
  }

  /** {@code share energy}: branches mean to share one pot (E3). */
  record ShareEnergy(Span span) implements Clause {}

  /** {@code holds r, s 60 % now}. */
  record Holds(List<Holding> holdings, boolean isNow, Span span) implements Clause {
    public Holds {
      holdings = List.copyOf(holdings);
    }
  }

  /** One resource, whole or a share of it. */
  record Holding(Path resource, @Nullable Expression share, Span span) {}

  /** {@code priority person}. */
  record Priority(Name level, Span span) implements Clause {}

  /** {@code preemptible}. */
  record Preemptible(Span span) implements Clause {}

  /** {@code require c else repair} in a header. */
  record Require(Expression condition, @Nullable Expression repair, Span span) implements Clause {}

  /** {@code keep c for d}. */
  record Keep(Expression condition, @Nullable Expression holdFor, Span span) implements Clause {}

  /** {@code ensure c} in a header. */
  record Ensure(Expression condition, Span span) implements Clause {}

  /** {@code skip if c}. */
  record SkipIf(Expression condition, Span span) implements Clause {}

  /** {@code until c}. */
  record Until(Expression condition, Span span) implements Clause {}

  /** {@code retry n after reasons backoff a .. b by k}. */
  record Retry(
      @Nullable Expression attempts,
      List<Path> after,
      @Nullable Expression backoff,
      @Nullable Expression by,
      Span span)
      implements Clause {
    public Retry {
      after = List.copyOf(after);
    }
  }

  /** {@code busy skip}, {@code busy restart} or {@code busy queue 3}. */
  record Busy(Name mode, @Nullable Expression count, Span span) implements Clause {}

  /** {@code takes a .. b .. c max d}: what the host promises. */
  record Takes(Expression figure, @Nullable Expression max, Span span) implements Clause {}

  /** {@code begins a .. b .. c max d}: from request to first effect. */
  record Begins(Expression figure, @Nullable Expression max, Span span) implements Clause {}

  /** {@code draws a .. b .. c}: marginal power. */
  record Draws(Expression figure, Span span) implements Clause {}

  /** {@code fails slipped, out_of_reach}. */
  record Fails(List<Path> reasons, Span span) implements Clause {
    public Fails {
      reasons = List.copyOf(reasons);
    }
  }

  /** {@code pure}: nothing in the world changes. */
  record Pure(Span span) implements Clause {}

  /** {@code unfenced}: commands of an old grant cannot be refused (T11). */
  record Unfenced(Span span) implements Clause {}

  /** {@code needs vision, json}. */
  record Needs(List<Name> abilities, Span span) implements Clause {
    public Needs {
      abilities = List.copyOf(abilities);
    }
  }
}
