package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks clauses: where they stand, what they say, and whether they go together. */
final class Clauses {
  private static final List<String> GOALS = List.of("quality", "energy", "speed", "cost");
  private static final List<String> LEVELS = List.of("safety", "person", "task", "idle");
  private static final List<String> ROUND_MODES = List.of("skip", "queue");
  private static final List<String> EVENT_MODES = List.of("skip", "restart", "queue");
  private static final List<String> ABILITIES =
      List.of("choose", "write", "structure", "see", "json", "vision");

  private static final Type ENERGY = new Type.Measure(Dimension.ENERGY);
  private static final Type POWER = new Type.Measure(Dimension.POWER);

  private final CheckRun run;

  Clauses(CheckRun run) {
    this.run = run;
  }

  void check(List<Clause> clauses, Place place, Span owner, LocalScope scope) {
    Map<String, Clause> seen = new HashMap<>();
    for (Clause clause : clauses) {
      String word = Place.wordOf(clause);
      if (!place.allows(clause)) {
        run.report(
            Code.MISPLACED_CLAUSE,
            clause.span(),
            "`" + word + "` means nothing on " + place.words() + ".",
            Place.homeOf(clause));
      }
      Clause before = seen.putIfAbsent(word, clause);
      if (before != null) {
        run.report(
            Diagnostic.of(Code.DUPLICATE_CLAUSE, clause.span(), "`" + word + "` stands here twice.")
                .hint(together(clause))
                .label(before.span(), "the first one"));
      }
      clause(clause, place, scope);
    }
    fence(seen);
    conflicts(seen);
    wanted(seen, place, owner);
  }

  /** How two clauses of one kind become one. */
  private static String together(Clause clause) {
    return switch (clause) {
      case Clause.Require _, Clause.Ensure _, Clause.Keep _ -> "join the conditions with `and`";
      case Clause.SkipIf _, Clause.Until _ -> "join the conditions with `or`";
      case Clause.Holds _, Clause.Tiers _, Clause.ShareOnly _, Clause.Fails _, Clause.Needs _ ->
          "list all of them in one clause, with commas";
      default -> "keep one of them";
    };
  }

  private void conflicts(Map<String, Clause> seen) {
    conflict(seen, "private", "share only", "nothing leaves the robot, yet something may");
    conflict(seen, "pure", "unfenced", "what changes nothing in the world needs no fence");
  }

  private void conflict(Map<String, Clause> seen, String one, String other, String why) {
    Clause first = seen.get(one);
    Clause second = seen.get(other);
    if (first != null && second != null) {
      run.report(
          Diagnostic.of(
                  Code.CLAUSE_CONFLICT,
                  second.span(),
                  "`" + one + "` and `" + other + "` contradict each other: " + why + ".")
              .hint("keep one of them")
              .label(first.span(), "the other one"));
    }
  }

  private void fence(Map<String, Clause> seen) {
    Clause unfenced = seen.get("unfenced");
    if (unfenced != null && !seen.containsKey("pure")) {
      run.report(
          Code.UNFENCED,
          unfenced.span(),
          "This action can still move the robot after it was cancelled.",
          "let the driver refuse commands of an old grant, or accept the risk knowingly");
    }
  }

  private void wanted(Map<String, Clause> seen, Place place, Span owner) {
    if ((place == Place.CRITICAL || place == Place.RESPOND) && !seen.containsKey("within")) {
      Span word = new Span(owner.source(), owner.start(), Math.min(owner.end(), owner.start() + 8));
      run.report(
          Code.MISSING_CLAUSE,
          word,
          place == Place.CRITICAL
              ? "A critical section does not say how long it takes at most."
              : "`respond` does not say by when something begins.",
          "add `within`, as in `within 300 ms`");
    }
  }

  private void clause(Clause clause, Place place, LocalScope scope) {
    switch (clause) {
      case Clause.Within within -> within(within, scope);
      case Clause.Energy energy -> limit(energy.limit(), ENERGY, scope);
      case Clause.Power power -> {
        limit(power.limit(), POWER, scope);
        optional(power.over(), Type.TIME, scope);
      }
      case Clause.Spend spend -> money(spend.limit(), scope);
      case Clause.Tiers tiers -> tiers(tiers, scope);
      case Clause.Prefer prefer -> prefer(prefer, scope);
      case Clause.Private _,
          Clause.ShareEnergy _,
          Clause.Preemptible _,
          Clause.Pure _,
          Clause.Unfenced _ -> {}
      case Clause.ShareOnly share -> share(share, scope);
      case Clause.Holds holds -> holds.holdings().forEach(holding -> holding(holding, scope));
      case Clause.Priority priority -> word(priority.level(), LEVELS, "A priority");
      case Clause.Require require -> {
        run.expressions.condition(require.condition(), scope);
        if (require.repair() != null) {
          run.expressions.infer(require.repair(), Type.NOTHING, scope.inner());
        }
      }
      case Clause.Keep keep -> {
        run.expressions.condition(keep.condition(), scope);
        optional(keep.holdFor(), Type.TIME, scope);
      }
      case Clause.Ensure ensure -> run.expressions.condition(ensure.condition(), scope);
      case Clause.SkipIf skip -> run.expressions.condition(skip.condition(), scope);
      case Clause.Until until -> run.expressions.condition(until.condition(), scope);
      case Clause.Retry retry -> retry(retry, scope);
      case Clause.Busy busy -> busy(busy, place, scope);
      case Clause.Takes takes -> figure(takes.figure(), takes.max(), Type.TIME, scope);
      case Clause.Begins begins -> figure(begins.figure(), begins.max(), Type.TIME, scope);
      case Clause.Draws draws -> figure(draws.figure(), null, POWER, scope);
      case Clause.Fails fails -> run.reasons.declared(fails);
      case Clause.Needs needs ->
          needs.abilities().forEach(ability -> word(ability, ABILITIES, "An ability"));
    }
  }

  private void optional(@Nullable Expression value, Type wanted, LocalScope scope) {
    if (value != null) {
      run.expressions.want(value, wanted, scope);
      notNegative(value);
    }
  }

  private void limit(Expression limit, Type wanted, LocalScope scope) {
    run.expressions.want(limit, wanted, scope);
    notNegative(limit);
  }

  private void notNegative(Expression value) {
    if (run.facts.constantOf(value).filter(amount -> amount.signum() < 0).isPresent()) {
      run.report(
          Code.OUT_OF_RANGE,
          value.span(),
          Mismatch.shown(value) + " is negative, which no limit is.");
    }
  }

  private void within(Clause.Within within, LocalScope scope) {
    limit(within.limit(), Type.TIME, scope);
    optional(within.reserve(), Type.TIME, scope);
    if (within.at() != null) {
      run.expressions.want(within.at(), Type.NUMBER, scope);
      Quantity promise = run.facts.constantOf(within.at()).orElse(null);
      if (promise != null && (promise.signum() <= 0 || promise.toDouble() >= 1)) {
        run.report(
            Code.IMPOSSIBLE_THRESHOLD,
            within.at().span(),
            Mismatch.shown(within.at())
                + (promise.signum() <= 0
                    ? " is promised by everything."
                    : " is a promise that no model can give."),
            "choose a share between 0 % and 100 %, as in `at 99 %`");
      }
    }
    Quantity limit = run.facts.constantOf(within.limit()).orElse(null);
    Quantity reserve =
        within.reserve() == null ? null : run.facts.constantOf(within.reserve()).orElse(null);
    if (limit != null
        && reserve != null
        && limit.dimension().equals(reserve.dimension())
        && reserve.compareTo(limit) >= 0) {
      run.report(
          Diagnostic.of(
                  Code.RESERVE_TOO_LARGE,
                  within.span(),
                  "A reserve of " + reserve + " leaves nothing of " + limit + " for the work.")
              .hint("the reserve is a part of the deadline: make it smaller"));
    }
  }

  private void money(Expression limit, LocalScope scope) {
    Type type = run.expressions.value(limit, scope);
    boolean isMoney =
        type instanceof Type.Measure(Dimension dimension) && dimension.isMoney()
            || type instanceof Type.Broken;
    if (!isMoney) {
      run.report(
          Fit.isNumeric(type) ? Code.DIMENSION_MISMATCH : Code.TYPE_MISMATCH,
          limit.span(),
          Mismatch.shown(limit) + " is " + type.display() + ", but an amount of money is wanted.",
          "name the currency: `0.01 EUR`");
    }
    notNegative(limit);
  }

  private void tiers(Clause.Tiers tiers, LocalScope scope) {
    Set<String> seen = new HashSet<>();
    for (Tree.Path name : tiers.names()) {
      tier(name, scope);
      if (!seen.add(name.text())) {
        run.report(Code.DUPLICATE_CLAUSE, name.span(), "The tier `" + name + "` is named twice.");
      }
    }
  }

  /** Finds the tier that a path names. */
  void tier(Tree.Path name, LocalScope scope) {
    Symbol symbol = run.names.require(scope.module(), name, "a tier", scope.setting().seesSite());
    if (symbol != null
        && !(symbol instanceof Symbol.ProfileSymbol profile
            && profile.declaration().kind() == Declaration.Profile.Kind.TIER)) {
      run.names.wrongKind(symbol, name.span(), "a tier");
    }
  }

  private void prefer(Clause.Prefer prefer, LocalScope scope) {
    word(prefer.goal(), GOALS, "A preference");
    share(prefer.min(), scope);
    share(prefer.by(), scope);
  }

  /** A share of a whole, at most all of it. */
  private void share(@Nullable Expression value, LocalScope scope) {
    if (value == null) {
      return;
    }
    run.expressions.want(value, Type.NUMBER, scope);
    Quantity share = run.facts.constantOf(value).orElse(null);
    if (share != null
        && share.dimension().isNone()
        && (share.signum() <= 0 || share.toDouble() > 1)) {
      run.report(
          Code.OUT_OF_RANGE,
          value.span(),
          Mismatch.shown(value) + " is no share of a whole.",
          "choose more than 0 % and at most 100 %");
    }
  }

  private void word(Tree.Name given, List<String> known, String what) {
    if (known.contains(given.text())) {
      return;
    }
    String all = String.join("`, `", known.subList(0, known.size() - 1));
    run.report(
        Spelling.suggest(
            Diagnostic.of(
                Code.UNKNOWN_WORD,
                given.span(),
                what + " is `" + all + "` or `" + known.getLast() + "`, not `" + given + "`."),
            given.span(),
            given.text(),
            known));
  }

  private void share(Clause.ShareOnly share, LocalScope scope) {
    for (Tree.Name name : share.names()) {
      Symbol.Variable variable = scope.find(name.text());
      if (variable == null) {
        run.names.unknownValue(name.text(), name.span(), scope);
      } else {
        run.facts.symbol(name, variable);
      }
    }
  }

  private void holding(Clause.Holding holding, LocalScope scope) {
    Tree.Path path = holding.resource();
    Symbol.Variable local =
        path.names().size() == 1 ? scope.find(path.names().getFirst().text()) : null;
    if (local != null && local.type() instanceof Type.Resource) {
      run.facts.symbol(path, local);
    } else {
      Symbol symbol = run.names.require(scope.module(), path, "a resource", false);
      if (symbol != null
          && !(symbol instanceof Symbol.WorldSymbol world
              && world.declaration().kind() == Declaration.World.Kind.RESOURCE)) {
        run.names.wrongKind(symbol, path.span(), "a resource");
      }
    }
    share(holding.share(), scope);
  }

  private void retry(Clause.Retry retry, LocalScope scope) {
    if (retry.attempts() != null) {
      run.expressions.want(retry.attempts(), Type.INT, scope);
      atLeastOne(retry.attempts());
    }
    retry.after().forEach(reason -> run.reasons.named(reason, scope.module()));
    if (retry.backoff() != null) {
      points(retry.backoff(), Type.TIME, scope);
    }
    if (retry.by() != null) {
      run.expressions.want(retry.by(), Type.NUMBER, scope);
    }
  }

  private void atLeastOne(Expression count) {
    Quantity value = run.facts.constantOf(count).orElse(null);
    if (value != null && value.numerator().compareTo(BigInteger.ONE) < 0) {
      run.report(Code.OUT_OF_RANGE, count.span(), "At least 1 is wanted here.");
    }
  }

  private void busy(Clause.Busy busy, Place place, LocalScope scope) {
    word(busy.mode(), place == Place.EVERY ? ROUND_MODES : EVENT_MODES, "What comes too soon");
    boolean isQueue = busy.mode().text().equals("queue");
    if (busy.count() != null) {
      run.expressions.want(busy.count(), Type.INT, scope);
      atLeastOne(busy.count());
      if (!isQueue) {
        run.report(
            Code.CLAUSE_CONFLICT,
            busy.count().span(),
            "`busy " + busy.mode() + "` keeps nothing, so it takes no number.",
            "write `busy queue 3` to keep up to three");
      }
    } else if (isQueue) {
      run.report(
          Code.MISSING_VALUE,
          busy.span(),
          "`busy queue` does not say how many it keeps.",
          "write `busy queue 3`");
    }
  }

  /** A figure of one to three points. */
  private void figure(Expression figure, @Nullable Expression max, Type wanted, LocalScope scope) {
    points(figure, wanted, scope);
    if (max == null) {
      return;
    }
    run.expressions.want(max, wanted, scope);
    Expression last = figure instanceof Expression.Range range ? range.high() : figure;
    Quantity most = run.facts.constantOf(max).orElse(null);
    Quantity high = run.facts.constantOf(last).orElse(null);
    if (most != null
        && high != null
        && most.dimension().equals(high.dimension())
        && most.compareTo(high) < 0) {
      run.report(
          Code.BAD_FIGURE,
          max.span(),
          "A maximum of " + most + " is less than " + high + ", which it is to bound.",
          "nothing may take longer than its maximum");
    }
  }

  private void points(Expression figure, Type wanted, LocalScope scope) {
    if (figure instanceof Expression.Range) {
      run.expressions.want(figure, new Type.RangeOf(wanted), scope);
    } else {
      Type type = run.expressions.value(figure, scope);
      if (!(type instanceof Type.RangeOf(Type element) && Fit.fits(element, wanted))) {
        run.expressions.settle(figure, type, wanted);
      }
    }
  }
}
