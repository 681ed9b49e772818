package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Rank;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Power caps that are broken in spite of admission (E6): by a measured draw, or by an average that
 * lasts longer than was expected. The least important activity that may be preempted is shed first.
 * Guarded by the scheduler's lock.
 */
final class Shedding {
  private static final double MICRO = 1e6;

  private final Run run;
  private final List<PowerRoom.Drawn> draws = new ArrayList<>();
  private final Set<Scope> capped = new LinkedHashSet<>();

  /** Measured over declared draw, for the draws that run now. */
  private double factor = 1;

  Shedding(Run run) {
    this.run = run;
  }

  void drawn(PowerRoom.Drawn draw) {
    draws.add(draw);
  }

  void ended(PowerRoom.Drawn draw) {
    draws.remove(draw);
  }

  /** What was measured belonged to other draws. */
  void drawsChanged() {
    factor = 1;
  }

  /** A scope with a cap has ended. */
  void closed(Scope scope) {
    capped.remove(scope);
    forgetTimer(scope);
  }

  /** Takes a measurement of what the whole robot draws, in watts. */
  void metered(double watts) {
    double declared = 0;
    for (PowerRoom.Drawn draw : draws) {
      declared += draw.microwatts();
    }
    double measured = watts * MICRO - run.site().idleMicrowatts();
    if (declared <= 0 || measured <= 0) {
      return;
    }
    factor = measured / declared;
    for (PowerRoom.Drawn draw : draws) {
      draw.measured(factor);
    }
    long now = run.scheduler().now();
    List<Scope> outermostFirst = new ArrayList<>(capped);
    outermostFirst.sort(java.util.Comparator.comparingInt(Scope::depth));
    for (Scope scope : outermostFirst) {
      PowerWindow window = scope.window;
      if (window != null) {
        window.draws(Math.round(scope.powerDrawn * factor), now);
      }
      check(scope);
    }
  }

  /** Looks at one cap after what is drawn under it has changed. */
  void check(Scope scope) {
    capped.add(scope);
    forgetTimer(scope);
    long now = run.scheduler().now();
    PowerWindow window = scope.window;
    boolean isOver =
        window == null ? level(scope) > scope.demands.powerMicrowatts : window.isOver(now);
    if (isOver && !shed(scope)) {
      return;
    }
    long wait = window == null ? Long.MAX_VALUE : window.nanosToOver(now);
    if (wait < Long.MAX_VALUE - now) {
      scope.powerTimer =
          run.scheduler().at(now + wait, Rank.ACCOUNT, scope.depth, () -> check(scope));
    }
  }

  private static void forgetTimer(Scope scope) {
    if (scope.powerTimer != null) {
      scope.powerTimer.cancel();
      scope.powerTimer = null;
    }
  }

  /** What is drawn under a cap by all that has not been shed already. */
  private double level(Scope scope) {
    double sum = 0;
    for (PowerRoom.Drawn draw : draws) {
      if (Cuts.isInside(draw.scope(), scope) && !isShed(draw.scope(), scope)) {
        sum += draw.microwatts() * factor;
      }
    }
    return sum;
  }

  private static boolean isShed(Scope inner, Scope outer) {
    for (Scope scope = inner; scope != null && scope != outer; scope = scope.parent) {
      if (scope.isPreempted) {
        return true;
      }
    }
    return outer.isPreempted;
  }

  /** Sheds until the rest fits; returns whether it does. */
  private boolean shed(Scope scope) {
    while (level(scope) > scope.demands.powerMicrowatts) {
      Scope victim = victim(scope);
      if (victim == null) {
        tell(scope);
        return false;
      }
      victim.isPreempted = true;
      Cuts.fall(victim, victim, Cause.Kind.PREEMPTED, "the power cap of " + scope.spec.name());
    }
    return true;
  }

  private @Nullable Scope victim(Scope capScope) {
    Scope first = null;
    for (PowerRoom.Drawn draw : draws) {
      Scope one = preemptible(draw.scope(), capScope);
      if (one != null
          && !isShed(draw.scope(), capScope)
          && one.phase == Scope.Phase.BODY
          && (first == null || Precedence.FIRST_TO_GO.compare(one, first) < 0)) {
        first = one;
      }
    }
    return first;
  }

  /** The innermost activity around a draw and under a cap that says it may be preempted. */
  private static @Nullable Scope preemptible(Scope drawing, Scope capScope) {
    if (!Cuts.isInside(drawing, capScope)) {
      return null;
    }
    for (Scope scope = drawing; scope != null; scope = scope.parent) {
      if (scope.demands.isPreemptible) {
        return scope;
      }
      if (scope == capScope) {
        return null;
      }
    }
    return null;
  }

  private void tell(Scope scope) {
    if (!scope.isOvershootTold) {
      scope.isOvershootTold = true;
      boolean isAverage = scope.demands.powerOverNanos != NEVER;
      Journal.fault(
          scope,
          Code.POWER_OVERSHOOT.id(),
          "`%s` allows %s%s, but more is drawn and nothing in it may be preempted."
              .formatted(
                  scope.spec.name(),
                  Words.power(scope.demands.powerMicrowatts),
                  isAverage ? " over " + Words.time(scope.demands.powerOverNanos) : ""));
    }
  }
}
