package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How long things can take at most, from enforced figures only (rules T3 and S1). */
final class Bounds {
  private static final Quantity NOTHING =
      new Quantity(BigInteger.ZERO, BigInteger.ONE, Dimension.TIME);

  private final Facts facts;
  private final Deeds deeds;

  Bounds(Facts facts) {
    this.facts = facts;
    this.deeds = new Deeds(facts);
  }

  /** No time at all. */
  static Quantity none() {
    return NOTHING;
  }

  /** What keeps a part from having a bound, and why; empty when it has one. */
  Optional<Unbounded> unbounded(Tree node) {
    return unbounded(node, new HashSet<>());
  }

  /** Something without a bound, with what it is. */
  record Unbounded(Tree at, String what) {}

  private Optional<Unbounded> unbounded(Tree node, Set<Symbol> seen) {
    if (Deeds.has(Deeds.clausesOf(node), Clause.Within.class)
        || node instanceof Trailer.Soft
        || node instanceof Statement.Whenever) {
      return Optional.empty();
    }
    Clause.Retry retry = Deeds.clause(Deeds.clausesOf(node), Clause.Retry.class);
    if (retry != null && retry.attempts() == null) {
      return Optional.of(new Unbounded(retry, "a retry without a number"));
    }
    Optional<Unbounded> own =
        switch (node) {
          case Construct.While loop -> Optional.of(new Unbounded(loop, "a loop"));
          case Construct.Every every -> Optional.of(new Unbounded(every, "a loop"));
          case Construct.For loop when !isShort(loop.items()) ->
              Optional.of(new Unbounded(loop, "a loop"));
          case Expression.WaitUntil wait ->
              Optional.of(new Unbounded(wait, "a wait for something that may never be"));
          case Expression.Call call -> call(call, seen);
          default -> Optional.empty();
        };
    if (own.isPresent()) {
      return own;
    }
    for (Tree part : Parts.of(node)) {
      Optional<Unbounded> inside = unbounded(part, seen);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private boolean isShort(Expression items) {
    return rounds(items) != null;
  }

  /** How often a loop over these goes round; null when that is not known before it runs. */
  @Nullable BigInteger rounds(Expression items) {
    return switch (items) {
      case Expression.Grouped grouped -> rounds(grouped.inner());
      case Expression.ListLiteral list -> BigInteger.valueOf(list.items().size());
      case Expression.Range range -> {
        Quantity low = facts.constantOf(range.low()).orElse(null);
        Quantity high = facts.constantOf(range.high()).orElse(null);
        yield low == null || high == null
            ? null
            : whole(high.minus(low)).add(BigInteger.ONE).max(BigInteger.ZERO);
      }
      default -> null;
    };
  }

  private static BigInteger whole(Quantity count) {
    return count.numerator().divide(count.denominator());
  }

  private Optional<Unbounded> call(Expression.Call call, Set<Symbol> seen) {
    return switch (deeds.called(call)) {
      case Symbol.ThinkSymbol think
          when !Deeds.has(think.declaration().clauses(), Clause.Within.class) ->
          Optional.of(new Unbounded(call, "a question to a model without `within`"));
      case Symbol.ActivitySymbol activity -> activity(call, activity, seen);
      case null, default -> Optional.empty();
    };
  }

  private Optional<Unbounded> activity(
      Expression.Call call, Symbol.ActivitySymbol activity, Set<Symbol> seen) {
    Declaration.Activity declaration = activity.declaration();
    if (Deeds.has(declaration.clauses(), Clause.Within.class) || !seen.add(activity)) {
      return Optional.empty();
    }
    if (declaration.kind() == Declaration.Activity.Kind.HOST_ACTION) {
      return hasMax(declaration)
          ? Optional.empty()
          : Optional.of(new Unbounded(call, "an action that declares no maximum, `takes … max …`"));
    }
    Tree body = declaration.body();
    return body == null
        ? Optional.empty()
        : unbounded(body, seen).map(inside -> new Unbounded(call, inside.what()));
  }

  private static boolean hasMax(Declaration.Activity declaration) {
    Clause.Takes takes = Deeds.clause(declaration.clauses(), Clause.Takes.class);
    return takes != null && takes.max() != null;
  }

  /** The bound of a part where it is known before anything runs; null when it is not. */
  @Nullable Quantity of(Tree node) {
    return of(node, new HashSet<>());
  }

  private @Nullable Quantity of(Tree node, Set<Symbol> seen) {
    Clause.Within within = Deeds.clause(Deeds.clausesOf(node), Clause.Within.class);
    if (within != null) {
      return time(within.limit());
    }
    Quantity body = attempts(node, body(node, seen));
    return sum(body, handlers(Deeds.trailersOf(node), seen));
  }

  /** All attempts at a body, with the longest pauses between them. */
  private @Nullable Quantity attempts(Tree node, @Nullable Quantity body) {
    Clause.Retry retry = Deeds.clause(Deeds.clausesOf(node), Clause.Retry.class);
    if (retry == null || body == null) {
      return body;
    }
    Quantity attempts =
        retry.attempts() == null ? null : facts.constantOf(retry.attempts()).orElse(null);
    Quantity pause = retry.backoff() == null ? NOTHING : time(last(retry.backoff()));
    if (attempts == null || pause == null) {
      return null;
    }
    BigInteger all = whole(attempts).max(BigInteger.ONE);
    return times(all, body).plus(times(all.subtract(BigInteger.ONE), pause));
  }

  private static Expression last(Expression figure) {
    return figure instanceof Expression.Range range ? range.high() : figure;
  }

  private static Quantity times(BigInteger count, Quantity time) {
    return time.times(Quantity.number(new BigDecimal(count)));
  }

  /** One handler of each list of cases runs, then the cleanup. */
  private @Nullable Quantity handlers(List<Trailer> trailers, Set<Symbol> seen) {
    Quantity total = NOTHING;
    List<Tree> cases = new ArrayList<>();
    for (Trailer trailer : trailers) {
      switch (trailer) {
        case Trailer.On on -> cases.add(on.body());
        case Trailer.Else other -> {
          cases.add(other.value());
          total = sum(total, longest(cases, seen));
          cases.clear();
        }
        case Trailer.Cleanup cleanup ->
            total =
                sum(
                    total,
                    cleanup.limit().isPresent()
                        ? time(cleanup.limit().get())
                        : of(cleanup.body(), seen));
        case Trailer.Soft _ -> {}
      }
    }
    return sum(total, longest(cases, seen));
  }

  private @Nullable Quantity body(Tree node, Set<Symbol> seen) {
    return switch (node) {
      case Construct.While _, Construct.Every _, Expression.WaitUntil _ -> null;
      case Construct.For loop -> {
        BigInteger rounds = rounds(loop.items());
        Quantity round = of(loop.body(), seen);
        yield rounds == null || round == null
            ? null
            : sum(of(loop.items(), seen), times(rounds, round));
      }
      case Statement.Whenever _, Trailer.Soft _ -> NOTHING;
      case Expression.WaitFor wait -> time(wait.duration());
      case Construct.If choice -> sum(of(choice.condition(), seen), longest(ways(choice), seen));
      case Construct.When when ->
          sum(
              of(when.subject(), seen),
              longest(when.arms().stream().map(Construct.Arm::value).toList(), seen));
      case Construct.Parallel parallel ->
          longest(parallel.branches().stream().map(Construct.Branch::body).toList(), seen);
      case Expression.Call call -> sum(all(Parts.of(call), seen), callee(call, seen));
      default ->
          all(Parts.of(node).stream().filter(part -> !(part instanceof Trailer)).toList(), seen);
    };
  }

  private static List<Tree> ways(Construct.If choice) {
    List<Tree> ways = new ArrayList<>();
    ways.add(choice.then());
    if (choice.otherwise() != null) {
      ways.add(choice.otherwise());
    }
    if (choice.unknown() != null) {
      ways.add(choice.unknown());
    }
    return ways;
  }

  private @Nullable Quantity callee(Expression.Call call, Set<Symbol> seen) {
    return switch (deeds.called(call)) {
      case Symbol.ThinkSymbol think -> limit(think.declaration().clauses());
      case Symbol.ActivitySymbol activity -> {
        Declaration.Activity declaration = activity.declaration();
        if (Deeds.has(declaration.clauses(), Clause.Within.class)) {
          yield limit(declaration.clauses());
        }
        if (declaration.kind() == Declaration.Activity.Kind.HOST_ACTION) {
          Clause.Takes takes = Deeds.clause(declaration.clauses(), Clause.Takes.class);
          yield takes == null || takes.max() == null ? null : time(takes.max());
        }
        yield declaration.body() == null || !seen.add(activity)
            ? null
            : of(declaration.body(), seen);
      }
      case null -> null;
      default -> NOTHING;
    };
  }

  private @Nullable Quantity limit(List<Clause> clauses) {
    Clause.Within within = Deeds.clause(clauses, Clause.Within.class);
    return within == null ? null : time(within.limit());
  }

  /** The longest time from the start of a part to its first effect; null when it has none. */
  @Nullable Quantity toFirstEffect(Tree node) {
    if (deeds.called(node) instanceof Symbol.ActivitySymbol activity) {
      Declaration.Activity declaration = activity.declaration();
      Clause.Begins begins = Deeds.clause(declaration.clauses(), Clause.Begins.class);
      if (begins != null && begins.max() != null) {
        return time(begins.max());
      }
      return declaration.body() == null ? of(node) : toFirstEffect(declaration.body());
    }
    for (Tree part : Parts.of(node)) {
      Quantity inside = toFirstEffect(part);
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }

  /** A constant time; null when it is not known yet. */
  @Nullable Quantity time(Expression expression) {
    return facts
        .constantOf(expression)
        .filter(value -> value.dimension().equals(Dimension.TIME))
        .orElse(null);
  }

  private @Nullable Quantity all(List<? extends Tree> parts, Set<Symbol> seen) {
    Quantity total = NOTHING;
    for (Tree part : parts) {
      total = sum(total, of(part, seen));
    }
    return total;
  }

  static @Nullable Quantity sum(@Nullable Quantity one, @Nullable Quantity other) {
    return one == null || other == null ? null : one.plus(other);
  }

  private @Nullable Quantity longest(List<? extends Tree> ways, Set<Symbol> seen) {
    Quantity longest = NOTHING;
    for (Tree way : ways) {
      Quantity time = of(way, new HashSet<>(seen));
      if (time == null) {
        return null;
      }
      longest = time.compareTo(longest) > 0 ? time : longest;
    }
    return longest;
  }
}
