package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One word, one meaning, on a policy, an action, a block and a call. */
public sealed interface Clause extends Tree {
  /** {@code within D at P reserve R}. */
  record Within(Expression limit, @Nullable Expression at, @Nullable Expression reserve, Span span)
      implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(limit, at, reserve);
    }
  }

  /** {@code energy E} or {@code total energy E}. */
  record Energy(boolean isTotal, Expression limit, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(limit);
    }
  }

  /** {@code power P over T}. */
  record Power(Expression limit, @Nullable Expression over, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(limit, over);
    }
  }

  /** {@code spend M}. */
  record Spend(Expression limit, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(limit);
    }
  }

  /** {@code tiers a, b}. */
  record Tiers(List<Path> names, Span span) implements Clause {
    public Tiers {
      names = List.copyOf(names);
    }

    @Override
    public Tree[] children() {
      return Children.of(names);
    }
  }

  /** {@code prefer quality min 80 % by 2 %}. */
  record Prefer(Name goal, @Nullable Expression min, @Nullable Expression by, Span span)
      implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(goal, min, by);
    }
  }

  /** {@code private}. */
  record Private(Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code share only x, y}. */
  record ShareOnly(List<Name> names, Span span) implements Clause {
    public ShareOnly {
      names = List.copyOf(names);
    }

    @Override
    public Tree[] children() {
      return Children.of(names);
    }
  }

  /** {@code share energy}: branches mean to share one pot (E3). */
  record ShareEnergy(Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code holds r, s 60 % now}. */
  record Holds(List<Holding> holdings, boolean isNow, Span span) implements Clause {
    public Holds {
      holdings = List.copyOf(holdings);
    }

    @Override
    public Tree[] children() {
      Children all = new Children();
      for (Holding holding : holdings) {
        all.add(holding.resource()).add(holding.share());
      }
      return all.toArray();
    }
  }

  /** One resource, whole or a share of it. */
  record Holding(Path resource, @Nullable Expression share, Span span) {}

  /** {@code priority person}. */
  record Priority(Name level, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(level);
    }
  }

  /** {@code preemptible}. */
  record Preemptible(Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code require c else repair} in a header. */
  record Require(Expression condition, @Nullable Expression repair, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(condition, repair);
    }
  }

  /** {@code keep c for d}. */
  record Keep(Expression condition, @Nullable Expression holdFor, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(condition, holdFor);
    }
  }

  /** {@code ensure c} in a header. */
  record Ensure(Expression condition, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(condition);
    }
  }

  /** {@code skip if c}. */
  record SkipIf(Expression condition, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(condition);
    }
  }

  /** {@code until c}. */
  record Until(Expression condition, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(condition);
    }
  }

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

    @Override
    public Tree[] children() {
      return new Children().add(attempts).addAll(after).add(backoff).add(by).toArray();
    }
  }

  /** {@code busy skip}, {@code busy restart} or {@code busy queue 3}. */
  record Busy(Name mode, @Nullable Expression count, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(mode, count);
    }
  }

  /** {@code takes a .. b .. c max d}: what the host promises. */
  record Takes(Expression figure, @Nullable Expression max, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(figure, max);
    }
  }

  /** {@code begins a .. b .. c max d}: from request to first effect. */
  record Begins(Expression figure, @Nullable Expression max, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(figure, max);
    }
  }

  /** {@code draws a .. b .. c}: marginal power. */
  record Draws(Expression figure, Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.of(figure);
    }
  }

  /** {@code fails slipped, out_of_reach}. */
  record Fails(List<Path> reasons, Span span) implements Clause {
    public Fails {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Tree[] children() {
      return Children.of(reasons);
    }
  }

  /** {@code pure}: nothing in the world changes. */
  record Pure(Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code unfenced}: commands of an old grant cannot be refused (T11). */
  record Unfenced(Span span) implements Clause {
    @Override
    public Tree[] children() {
      return Children.NONE;
    }
  }

  /** {@code needs vision, json}. */
  record Needs(List<Name> abilities, Span span) implements Clause {
    public Needs {
      abilities = List.copyOf(abilities);
    }

    @Override
    public Tree[] children() {
      return Children.of(abilities);
    }
  }
}
