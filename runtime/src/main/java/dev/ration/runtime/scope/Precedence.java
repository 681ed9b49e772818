package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.resource.Claim;
import dev.ration.runtime.resource.Holdings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds, who waits for it, and who has to give way (P5): holders inherit from those who wait,
 * and a strictly less important one that may be preempted is cancelled. Guarded by the scheduler's
 * lock.
 */
final class Precedence {
  /** The least important first, then the one that began last. */
  static final Comparator<Scope> FIRST_TO_GO =
      Comparator.comparing(Scope::declaredPriority).thenComparingLong(scope -> scope.id).reversed();

  private final Run run;
  private final Set<Scope> holders = new LinkedHashSet<>();

  Precedence(Run run) {
    this.run = run;
  }

  void holds(Scope scope) {
    holders.add(scope);
  }

  void released(Scope scope) {
    holders.remove(scope);
    scope.inheritedPriority = null;
    scope.inheritedPlace = NEVER;
  }

  /** The most important of what is declared at {@code scope} and what is inherited from there. */
  static Priority priority(Scope scope, @Nullable Scope inheritsFrom) {
    Priority most = scope.declaredPriority();
    for (Scope around = inheritsFrom; around != null; around = around.parent) {
      Priority inherited = around.inheritedPriority;
      if (inherited != null && inherited.compareTo(most) < 0) {
        most = inherited;
      }
    }
    return most;
  }

  /** Lets every holder have priority and place of those who wait for what it holds. */
  void inherit(List<Scope> waiting) {
    for (Scope holder : holders) {
      holder.inheritedPriority = null;
      holder.inheritedPlace = NEVER;
    }
    boolean isChanged = true;
    for (int round = 0; isChanged && round <= waiting.size(); round++) {
      isChanged = false;
      for (Scope wish : waiting) {
        for (Scope holder : blocking(wish)) {
          isChanged |= give(wish, holder);
        }
      }
    }
  }

  private static boolean give(Scope wish, Scope holder) {
    boolean isChanged = false;
    Priority priority = wish.priority();
    if (priority.compareTo(holder.priority()) < 0) {
      holder.inheritedPriority = priority;
      isChanged = true;
    }
    long place = wish.placeNanos();
    if (Instants.isBefore(place, holder.placeNanos())) {
      holder.inheritedPlace = place;
      isChanged = true;
    }
    return isChanged;
  }

  private List<Scope> blocking(Scope wish) {
    List<Scope> found = new ArrayList<>();
    Claim claim = wish.claim;
    if (claim != null && !claim.isHeld()) {
      for (String resource : claim.resources()) {
        if (run.holdings().missing(claim, resource) > 0) {
          blocking(wish, claim, resource, found);
        }
      }
    }
    return found;
  }

  private void blocking(Scope wish, Claim claim, String resource, List<Scope> found) {
    for (Scope holder : holders) {
      Claim held = holder.claim;
      if (held != null
          && Holdings.isBeside(held, claim, resource)
          && !Cuts.isInside(wish, holder)
          && !found.contains(holder)) {
        found.add(holder);
      }
    }
  }

  /** Preempts as few as it takes for {@code wish}; nobody when that would not be enough. */
  void preempt(Scope wish) {
    Claim claim = wish.claim;
    if (claim == null || claim.isHeld()) {
      return;
    }
    Set<Scope> victims = new LinkedHashSet<>();
    for (String resource : claim.resources()) {
      long missing = run.holdings().missing(claim, resource);
      if (missing > 0 && !choose(wish, claim, resource, missing, victims)) {
        return;
      }
    }
    for (Scope victim : victims) {
      if (!victim.isPreempted) {
        victim.isPreempted = true;
        Cuts.fall(victim, victim, Cause.Kind.PREEMPTED, wish.spec.name());
      }
    }
  }

  private boolean choose(
      Scope wish, Claim claim, String resource, long missing, Set<Scope> victims) {
    if (run.holdings().isQuarantined(resource)) {
      return false;
    }
    long coming = 0;
    List<Scope> candidates = new ArrayList<>();
    List<Scope> beside = new ArrayList<>();
    blocking(wish, claim, resource, beside);
    for (Scope holder : beside) {
      if (holder.isPreempted || victims.contains(holder)) {
        coming += share(holder, resource);
      } else if (mustGiveWay(holder, wish)) {
        candidates.add(holder);
      }
    }
    candidates.sort(FIRST_TO_GO);
    for (Scope candidate : candidates) {
      if (coming >= missing) {
        break;
      }
      victims.add(candidate);
      coming += share(candidate, resource);
    }
    return coming >= missing;
  }

  private static long share(Scope holder, String resource) {
    Claim held = holder.claim;
    return held == null ? 0 : held.share(resource);
  }

  private static boolean mustGiveWay(Scope holder, Scope wish) {
    boolean isRunning = holder.phase == Scope.Phase.BODY;
    return isRunning
        && isPreemptible(holder)
        && priority(holder, holder.parent).compareTo(wish.priority()) > 0;
  }

  /** Whether it, or an activity around it, says that it may be preempted. */
  static boolean isPreemptible(Scope inner) {
    for (Scope scope = inner; scope != null; scope = scope.parent) {
      if (scope.demands.isPreemptible) {
        return true;
      }
    }
    return false;
  }
}
