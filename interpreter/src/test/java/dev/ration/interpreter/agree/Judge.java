package dev.ration.interpreter.agree;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.agree.Mutation.Measure;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.feasible.Need;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the figures of every activity against what each of its runs took. Used by one thread. */
final class Judge {
  /** Some thousand calls of a nanosecond each, which no figure counts (V4). */
  private static final long STEPS_NANOS = 20_000;

  /** Energy is rounded once for each account and each correction. */
  private static final double ROUNDING_MICROJOULES = 50;

  /** What a run and the figures do not agree about. */
  enum Kind {
    OVER_TIME,
    UNDER_TIME,
    OVER_ENERGY,
    UNDER_ENERGY,
    OVER_POWER,
    UNDER_POWER,
    ERROR_SUCCEEDS,
    UNKNOWN_REASON
  }

  /** One disagreement, in words. */
  record Disagreement(Kind kind, long seed, String words) {}

  private final Played played;
  private final List<Disagreement> found = new ArrayList<>();
  private final Map<String, Tree> trees = new HashMap<>();
  private final Map<Tree, Sheet> sheets;
  private final Map<String, Sheet> commands = new HashMap<>();

  private final Mutation mutation;
  private int judged;

  Judge(Played played, Mutation mutation) {
    this.played = played;
    this.mutation = mutation;
    sheets = played.budgets().activities(played.sheet());
    sheets.keySet().forEach(tree -> trees.put(place(tree), tree));
    commands(played.sheet(), new HashSet<>());
  }

  /** Where the run says that an activity stands. */
  private static String place(Tree tree) {
    return switch (tree) {
      case Declaration.Activity activity -> activity.name().span().toString();
      case Declaration.Think think -> think.name().span().toString();
      default -> tree.span().toString();
    };
  }

  private void commands(Sheet sheet, Set<Sheet> seen) {
    if (seen.add(sheet)) {
      if (sheet.work() instanceof Work.Command command) {
        commands.put(command.name(), sheet);
      }
      sheet.parts().forEach(part -> commands(part, seen));
    }
  }

  List<Disagreement> disagreements(List<Seen> scopes) {
    scopes.forEach(this::look);
    return found;
  }

  /** How many scopes were held against a sheet. */
  int judged() {
    return judged;
  }

  /** The sheet of what a scope ran; null for a scope without one. */
  @Nullable Sheet sheetOf(Seen scope) {
    if (scope.kind.equals("command")) {
      return commands.get(scope.name.substring(scope.name.lastIndexOf('.') + 1));
    }
    Tree tree = trees.get(scope.origin);
    return tree == null || !scope.isOutermostOf(scope.origin) || scope.kind.equals("whenever")
        ? null
        : sheets.get(tree);
  }

  private void look(Seen scope) {
    Sheet sheet = sheetOf(scope);
    if (sheet == null) {
      return;
    }
    judged++;
    Need need = sheet.need();
    long time = mutation.bound(Measure.TIME, need.time(), sheet);
    within(Kind.OVER_TIME, scope, time, scope.nanos() - STEPS_NANOS);
    if (!scope.hasLeftBehind) {
      long power = mutation.bound(Measure.POWER, need.power(), sheet);
      within(Kind.OVER_POWER, scope, power, scope.peakMicrowatts);
      if (!scope.hasOvershot) {
        long used = (long) (scope.microjoules - ROUNDING_MICROJOULES);
        long energy = mutation.bound(Measure.ENERGY, need.energy(), sheet);
        within(Kind.OVER_ENERGY, scope, energy, used);
      }
    }
    if (scope.isOk()) {
      least(scope, need);
    }
    if (scope.isOkByItself()) {
      least(scope, sheet.body());
      sheet.verdicts().stream()
          .filter(verdict -> mutation.isError(verdict.kind()))
          .forEach(verdict -> say(Kind.ERROR_SUCCEEDS, scope, verdict.toString()));
    }
    reason(scope);
  }

  private void least(Seen scope, Need need) {
    atLeast(
        Kind.UNDER_TIME,
        scope,
        mutation.minimum(Measure.TIME, need.time()),
        scope.nanos() + STEPS_NANOS);
    long used = (long) Math.ceil(scope.microjoules + ROUNDING_MICROJOULES);
    atLeast(Kind.UNDER_ENERGY, scope, mutation.minimum(Measure.ENERGY, need.energy()), used);
    atLeast(
        Kind.UNDER_POWER,
        scope,
        mutation.minimum(Measure.POWER, need.power()),
        scope.peakMicrowatts);
  }

  private void within(Kind kind, Seen scope, long bound, long actual) {
    if (bound != Spread.NONE && actual > bound) {
      say(kind, scope, "takes %s, bound %s".formatted(text(kind, actual), text(kind, bound)));
    }
  }

  private void atLeast(Kind kind, Seen scope, long minimum, long actual) {
    if (actual < minimum) {
      say(kind, scope, "takes %s, least %s".formatted(text(kind, actual), text(kind, minimum)));
    }
  }

  private static String text(Kind kind, long amount) {
    Dimension dimension =
        switch (kind) {
          case OVER_TIME, UNDER_TIME -> Dimension.TIME;
          case OVER_ENERGY, UNDER_ENERGY -> Dimension.ENERGY;
          default -> Dimension.POWER;
        };
    return Quantity.ofGrains(amount, dimension).toString();
  }

  /** A robot that was stopped denies whatever moves it, and no policy can be blamed for that. */
  private void reason(Seen scope) {
    Tree tree = trees.get(scope.origin);
    boolean hasFailed =
        !scope.isOk()
            && !scope.outcome.equals("skipped")
            && !scope.outcome.startsWith("cancelled")
            && !scope.outcome.startsWith("bug");
    if (tree == null || !hasFailed || scope.outcome.equals("denied(stopped)")) {
      return;
    }
    Set<String> known = mutation.reasons(played.program().facts().escapingFrom(tree));
    String bare = scope.outcome.replaceFirst("\\(.*", "");
    if (!known.contains(scope.outcome) && !known.contains(bare)) {
      say(Kind.UNKNOWN_REASON, scope, scope.outcome + " of " + known);
    }
  }

  private void say(Kind kind, Seen scope, String words) {
    found.add(
        new Disagreement(
            kind,
            played.draft().seed(),
            "%s `%s` at %s (%s): %s"
                .formatted(scope.kind, scope.name, scope.origin, scope.outcome, words)));
  }
}
