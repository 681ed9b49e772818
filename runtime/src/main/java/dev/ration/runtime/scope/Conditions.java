package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.clock.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@code keep} and {@code until} of one scope (P3). Used by its strand. */
final class Conditions {
  private static final Conditions NONE = new Conditions(List.of(), List.of());

  private final List<Held> kept;
  private final List<Ends> ends;

  private Conditions(List<Held> kept, List<Ends> ends) {
    this.kept = kept;
    this.ends = ends;
  }

  static Conditions of(Scope scope, ScopeBody body) {
    ScopeSpec spec = scope.spec;
    if (spec.keep().isEmpty() && spec.until().isEmpty()) {
      return NONE;
    }
    List<Held> kept = new ArrayList<>();
    for (int i = 0; i < spec.keep().size(); i++) {
      int index = i;
      long patience = i < scope.demands.keepForNanos.length ? scope.demands.keepForNanos[i] : 0;
      kept.add(new Held(scope, spec.keep().get(i), watch -> body.keep(index, watch), patience));
    }
    List<Ends> ends = new ArrayList<>();
    for (int i = 0; i < spec.until().size(); i++) {
      int index = i;
      ends.add(new Ends(scope, spec.until().get(i), watch -> body.until(index, watch)));
    }
    return new Conditions(kept, ends);
  }

  /**
   * Looks at all of them for the first time.
   *
   * @return whether the body is to start: not when it is to end already
   * @throws Failed if a held condition does not hold
   */
  boolean begin() {
    for (Held held : kept) {
      held.begin();
    }
    for (Ends end : ends) {
      if (end.watcher.evaluate() == Truth.TRUE) {
        return false;
      }
    }
    return true;
  }

  void end() {
    kept.forEach(Held::end);
    ends.forEach(end -> end.watcher.end());
  }

  /**
   * Cancels the body when all conditions of this instant have been looked at: of several that
   * broke, the outermost counts (C5).
   */
  private static void fallSoon(Scope scope, Cause.Kind kind, String text) {
    scope
        .run
        .scheduler()
        .post(
            Rank.CONDITION,
            () -> {
              if (scope.phase == Scope.Phase.BODY) {
                Cuts.fall(scope, scope, kind, text);
              }
            });
  }

  static Failed unmet(Reason reason, String text, Truth truth) {
    String says = truth == Truth.UNKNOWN ? "unknown" : "false";
    String word =
        switch (reason.kind()) {
          case PRECONDITION -> "require";
          case POSTCONDITION -> "ensure";
          default -> "keep";
        };
    return Failed.of(reason, "`%s %s` is %s.".formatted(word, text, says));
  }

  static void repair(Strand strand, String text, Consumer<Scope> repair) {
    ScopeSpec spec = ScopeSpec.plain("repair of " + text, ScopeSpec.Kind.REPAIR);
    Scopes.run(
        strand,
        spec,
        Demands.NOTHING,
        scope -> {
          repair.accept(scope);
          return null;
        });
  }

  /** One {@code keep}. */
  private static final class Held {
    private final Scope scope;
    private final String text;
    private final Condition condition;
    private final long patience;
    private final Watcher watcher;
    private long brokenSince = NEVER;
    private @Nullable Timer patienceEnds;

    Held(Scope scope, String text, Condition condition, long patience) {
      this.scope = scope;
      this.text = text;
      this.condition = condition;
      this.patience = patience;
      this.watcher = new Watcher(scope, condition, () -> scope.strand.interject(this::look));
    }

    void begin() {
      Truth truth = Watcher.atStart(scope, condition);
      if (truth != Truth.TRUE) {
        throw unmet(Reason.INVARIANT, text, truth);
      }
      look();
    }

    private void look() {
      if (scope.phase != Scope.Phase.BODY) {
        return;
      }
      Truth truth = watcher.evaluate();
      scope.run.scheduler().atomically(() -> judge(truth));
    }

    private void judge(Truth truth) {
      long now = scope.run.scheduler().now();
      if (truth == Truth.TRUE) {
        brokenSince = NEVER;
        forgetPatience();
      } else if (patience == 0 || brokenSince != NEVER && now - brokenSince >= patience) {
        fallSoon(scope, Cause.Kind.INVARIANT, text);
      } else if (brokenSince == NEVER) {
        brokenSince = now;
        patienceEnds =
            scope
                .run
                .scheduler()
                .at(now + patience, Rank.CONDITION, () -> scope.strand.interject(this::look));
      }
    }

    private void forgetPatience() {
      if (patienceEnds != null) {
        patienceEnds.cancel();
        patienceEnds = null;
      }
    }

    void end() {
      watcher.end();
      scope.run.scheduler().atomically(this::forgetPatience);
    }
  }

  /** One {@code until}. */
  private static final class Ends {
    private final Scope scope;
    private final String text;
    private final Watcher watcher;

    Ends(Scope scope, String text, Condition condition) {
      this.scope = scope;
      this.text = text;
      this.watcher = new Watcher(scope, condition, () -> scope.strand.interject(this::look));
    }

    private void look() {
      if (scope.phase == Scope.Phase.BODY && watcher.evaluate() == Truth.TRUE) {
        fallSoon(scope, Cause.Kind.UNTIL, text);
      }
    }
  }
}
