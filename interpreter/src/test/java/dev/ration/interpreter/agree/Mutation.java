package dev.ration.interpreter.agree;

import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Verdict;
import dev.ration.plan.feasible.Work;
import java.util.Set;
import java.util.stream.Collectors;

/** A way in which figures could be wrong, and which some run has to show. */
enum Mutation {
  NONE,
  MINIMUM_OF_TIME_IS_ITS_MEAN,
  MINIMUM_OF_ENERGY_IS_ITS_MEAN,
  MINIMUM_OF_POWER_IS_ITS_BOUND,
  BOUND_OF_TIME_IS_ITS_P95,
  BOUND_OF_TIME_WITHOUT_CLEANUP,
  BOUND_OF_TIME_WITHOUT_STOP,
  BOUND_OF_ENERGY_IS_ITS_MEAN,
  BOUND_OF_POWER_IS_ITS_MINIMUM,
  LIKELY_IS_AN_ERROR,
  TIMEOUTS_DO_NOT_ESCAPE,
  DENIALS_DO_NOT_ESCAPE;

  /** Which of a need's measures a figure is of. */
  enum Measure {
    TIME,
    ENERGY,
    POWER
  }

  long minimum(Measure measure, Spread figures) {
    boolean isMean =
        this == MINIMUM_OF_TIME_IS_ITS_MEAN && measure == Measure.TIME
            || this == MINIMUM_OF_ENERGY_IS_ITS_MEAN && measure == Measure.ENERGY;
    if (isMean) {
      return Math.max(0, figures.expected());
    }
    boolean isBound = this == MINIMUM_OF_POWER_IS_ITS_BOUND && measure == Measure.POWER;
    return isBound ? Math.max(0, figures.bound()) : figures.minimum();
  }

  long bound(Measure measure, Spread figures, Sheet sheet) {
    if (figures.bound() == Spread.NONE) {
      return Spread.NONE;
    }
    return switch (this) {
      case BOUND_OF_TIME_IS_ITS_P95 ->
          measure == Measure.TIME && figures.p95() != Spread.NONE ? figures.p95() : figures.bound();
      case BOUND_OF_TIME_WITHOUT_CLEANUP -> figures.bound() - cleanup(measure, sheet);
      case BOUND_OF_TIME_WITHOUT_STOP ->
          measure == Measure.TIME && sheet.work() instanceof Work.Command command
              ? figures.bound() - command.stopNanos()
              : figures.bound();
      case BOUND_OF_ENERGY_IS_ITS_MEAN ->
          measure == Measure.ENERGY && figures.expected() != Spread.NONE
              ? figures.expected()
              : figures.bound();
      case BOUND_OF_POWER_IS_ITS_MINIMUM ->
          measure == Measure.POWER ? figures.minimum() : figures.bound();
      default -> figures.bound();
    };
  }

  private static long cleanup(Measure measure, Sheet sheet) {
    boolean hasCleanup =
        measure == Measure.TIME
            && sheet.work() instanceof Work.Activity activity
            && activity.cleanup() != null
            && activity.limits().nanos() == Spread.NONE;
    return hasCleanup
            && sheet.work() instanceof Work.Activity activity
            && activity.cleanup() != null
        ? activity.cleanup().limitNanos()
        : 0;
  }

  /** Whether a verdict says that something can never succeed. */
  boolean isError(Verdict.Kind kind) {
    return switch (kind) {
      case TIME_MINIMUM, EFFECT_MINIMUM, ENERGY_MINIMUM, POWER_MINIMUM, NO_TIER -> true;
      case TIME_EXPECTED, TIME_P95, ENERGY_EXPECTED -> this == LIKELY_IS_AN_ERROR;
      case TIME_KEPT, EFFECT_EXPECTED, NO_LIKELY_TIER, DEAD_TIER -> false;
    };
  }

  Set<String> reasons(Set<String> known) {
    return known.stream()
        .filter(
            reason ->
                switch (this) {
                  case TIMEOUTS_DO_NOT_ESCAPE -> !reason.equals("timeout");
                  case DENIALS_DO_NOT_ESCAPE -> !reason.startsWith("denied");
                  default -> true;
                })
        .collect(Collectors.toSet());
  }
}
