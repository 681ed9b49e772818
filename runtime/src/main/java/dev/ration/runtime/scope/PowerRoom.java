package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Reason;
import dev.ration.runtime.energy.Accounts;
import org.jspecify.annotations.Nullable;

/** The power caps along a path, and the draws under them (E6). */
final class PowerRoom {
  private PowerRoom() {}

  /** Tells whether that much more fits every cap around a scope; with the lock held. */
  static boolean fits(Scope innermost, long microwatts) {
    return tightest(innermost, microwatts) == null;
  }

  /** The innermost scope whose cap that much more would break; null when there is none. */
  private static @Nullable Scope tightest(Scope innermost, long microwatts) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      long cap = scope.demands.powerMicrowatts;
      if (cap != Demands.NONE && scope.powerDrawn > cap - microwatts) {
        return scope;
      }
    }
    return null;
  }

  static Accounts.Draw draw(Scope scope, long microwatts, long minimumNanos, String what) {
    scope.strand.refresh();
    Drawn[] drawn = new Drawn[1];
    long latest = scope.cut == NEVER ? NEVER : scope.cut - minimumNanos;
    boolean isRoom =
        scope.run.grants().take(scope, () -> start(scope, microwatts, what, drawn), latest);
    Drawn result = drawn[0];
    if (isRoom && result != null) {
      return result;
    }
    throw denied(scope, microwatts, what);
  }

  private static boolean start(Scope scope, long microwatts, String what, Drawn[] drawn) {
    if (!fits(scope, microwatts)) {
      if (isAboveCap(scope, microwatts)) {
        throw denied(scope, microwatts, what);
      }
      return false;
    }
    add(scope, microwatts);
    drawn[0] =
        new Drawn(
            scope,
            scope.run.accounts().start(scope.account, microwatts, what),
            microwatts,
            scope.run.scheduler().now());
    return true;
  }

  private static boolean isAboveCap(Scope innermost, long microwatts) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      long cap = scope.demands.powerMicrowatts;
      if (cap != Demands.NONE && microwatts > cap) {
        return true;
      }
    }
    return false;
  }

  static Failed denied(Scope scope, long microwatts, String what) {
    Scope capped = tightest(scope, microwatts);
    String message =
        capped == null
            ? "`" + what + "` gets no " + Words.power(microwatts) + " in time."
            : "`%s` draws %s, but `%s` allows %s and draws %s already."
                .formatted(
                    what,
                    Words.power(microwatts),
                    capped.spec.name(),
                    Words.power(capped.demands.powerMicrowatts),
                    Words.power(capped.powerDrawn));
    return Failed.of(Reason.denied("power"), message);
  }

  private static void add(Scope innermost, long microwatts) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      scope.powerDrawn += microwatts;
    }
  }

  /** A draw that counts under the caps around its scope. */
  private static final class Drawn implements Accounts.Draw {
    private static final long NANOS_AND_MICRO = 1_000_000_000L;

    private final Scope scope;
    private final Accounts.Draw draw;
    private long microwatts;
    private long since;
    private boolean isEnded;

    Drawn(Scope scope, Accounts.Draw draw, long microwatts, long since) {
      this.scope = scope;
      this.draw = draw;
      this.microwatts = microwatts;
      this.since = since;
    }

    @Override
    public void change(long now) {
      scope
          .run
          .scheduler()
          .atomically(
              () -> {
                if (!isEnded) {
                  count();
                  add(scope, now - microwatts);
                  microwatts = now;
                  draw.change(now);
                  scope.run.grants().serveSoon();
                }
              });
    }

    @Override
    public void end() {
      scope
          .run
          .scheduler()
          .atomically(
              () -> {
                if (!isEnded) {
                  isEnded = true;
                  count();
                  add(scope, -microwatts);
                  draw.end();
                  scope.run.grants().serveSoon();
                }
              });
    }

    private void count() {
      long now = scope.run.scheduler().now();
      long whole = Math.multiplyHigh(microwatts, now - since);
      long used =
          whole == 0
              ? microwatts * (now - since) / NANOS_AND_MICRO
              : Long.MAX_VALUE / NANOS_AND_MICRO;
      scope.notes().drawnMicrojoules += used;
      since = now;
    }
  }
}
