package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Reason;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.Attribution.Resource;
import dev.ration.runtime.energy.MissionStore;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The power caps along a path, and the draws under them (E6). */
final class PowerRoom {
  private PowerRoom() {}

  /**
   * How much is wanted, and for how long.
   *
   * @param forNanos how long it is likely to be drawn; 0 when that is not known
   * @param leastNanos the least time that it needs before the cut
   * @param resource what draws it
   */
  record Wanted(long microwatts, long forNanos, long leastNanos, String what, Resource resource) {
    Wanted(long microwatts, long forNanos, String what) {
      this(microwatts, forNanos, forNanos, what, Resource.BODY);
    }
  }

  /** Tells whether that much more fits every cap around a scope; with the lock held. */
  static boolean fits(Scope innermost, Wanted wanted) {
    return tightest(innermost, wanted) == null;
  }

  /** The innermost scope whose cap that much more would break; null when there is none. */
  private static @Nullable Scope tightest(Scope innermost, Wanted wanted) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      if (nanosToRoom(scope, wanted) > 0) {
        return scope;
      }
    }
    return null;
  }

  /** How long until one cap leaves room: 0 now, the largest number when nobody knows. */
  private static long nanosToRoom(Scope scope, Wanted wanted) {
    long cap = scope.demands.powerMicrowatts;
    if (cap == Demands.NONE) {
      return 0;
    }
    if (scope.demands.powerOverNanos == NEVER) {
      return scope.powerDrawn > cap - wanted.microwatts() ? Long.MAX_VALUE : 0;
    }
    long now = scope.run.scheduler().now();
    return window(scope).nanosToRoom(wanted.microwatts(), wanted.forNanos(), now);
  }

  /** What the narrowest cap without a window leaves; with the lock held. */
  static long left(Scope innermost) {
    long least = Long.MAX_VALUE;
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      if (scope.demands.powerMicrowatts != Demands.NONE && scope.demands.powerOverNanos == NEVER) {
        least = Math.min(least, scope.demands.powerMicrowatts - scope.powerDrawn);
      }
    }
    return least == Long.MAX_VALUE ? least : Math.max(0, least);
  }

  private static PowerWindow window(Scope scope) {
    PowerWindow present = scope.window;
    if (present == null) {
      present =
          new PowerWindow(scope.demands.powerMicrowatts, scope.demands.powerOverNanos, scope.start);
      scope.window = present;
    }
    return present;
  }

  static Accounts.Draw draw(Scope scope, Wanted wanted) {
    scope.strand.refresh();
    Drawn[] drawn = new Drawn[1];
    boolean isRoom =
        scope.run.grants().take(scope, () -> start(scope, wanted, drawn), latest(scope, wanted));
    Drawn result = drawn[0];
    if (isRoom && result != null) {
      return result;
    }
    throw denied(scope, wanted);
  }

  /** Waits until the latest start for room, without taking it; returns whether there is some. */
  static boolean await(Scope scope, Wanted wanted) {
    scope.strand.refresh();
    return scope.run.grants().take(scope, () -> isRoom(scope, wanted), latest(scope, wanted));
  }

  private static long latest(Scope scope, Wanted wanted) {
    return scope.cut == NEVER ? NEVER : scope.cut - wanted.leastNanos();
  }

  private static boolean start(Scope scope, Wanted wanted, Drawn[] drawn) {
    if (!isRoom(scope, wanted)) {
      return false;
    }
    Accounts.Draw draw;
    try {
      draw =
          scope
              .run
              .accounts()
              .start(scope.account, wanted.microwatts(), wanted.what(), wanted.resource());
    } catch (MissionStore.Unwritten unwritten) {
      throw Bug.of(unwritten);
    }
    drawn[0] = new Drawn(scope, draw, wanted.microwatts());
    add(scope, wanted.microwatts());
    return true;
  }

  private static boolean isRoom(Scope scope, Wanted wanted) {
    Scope capped = tightest(scope, wanted);
    if (capped == null) {
      return true;
    }
    if (isAboveCap(scope, wanted)) {
      throw denied(scope, wanted);
    }
    long wait = nanosToRoom(capped, wanted);
    if (wait != Long.MAX_VALUE) {
      scope.run.grants().serveAt(scope.run.scheduler().now() + wait);
    }
    return false;
  }

  /** Whether it would not fit a cap even if nothing else were drawn. */
  static boolean isAboveCap(Scope innermost, Wanted wanted) {
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      long cap = scope.demands.powerMicrowatts;
      if (cap != Demands.NONE && wanted.microwatts() > cap) {
        long over = scope.demands.powerOverNanos;
        boolean isBurst =
            over != NEVER
                && new PowerWindow(cap, over, scope.start)
                        .nanosToRoom(wanted.microwatts(), wanted.forNanos(), scope.start)
                    == 0;
        if (!isBurst) {
          return true;
        }
      }
    }
    return false;
  }

  static Failed denied(Scope scope, Wanted wanted) {
    Scope capped = tightest(scope, wanted);
    long over = capped == null ? NEVER : capped.demands.powerOverNanos;
    String message =
        capped == null
            ? "`%s` gets no %s in time.".formatted(wanted.what(), Words.power(wanted.microwatts()))
            : "`%s` draws %s, but `%s` allows %s%s and %s already."
                .formatted(
                    wanted.what(),
                    Words.power(wanted.microwatts()),
                    capped.spec.name(),
                    Words.power(capped.demands.powerMicrowatts),
                    over == NEVER ? "" : " over " + Words.time(over),
                    already(capped));
    return Failed.of(Reason.denied("power"), message);
  }

  private static String already(Scope capped) {
    String now = "draws " + Words.power(capped.powerDrawn);
    PowerWindow average = capped.window;
    return average == null
        ? now
        : now
            + ", "
            + Words.power(average.averageMicrowatts(capped.run.scheduler().now()))
            + " on average,";
  }

  private static void add(Scope innermost, long microwatts) {
    long now = innermost.run.scheduler().now();
    Shedding shedding = innermost.run.shedding();
    shedding.drawsChanged();
    long total = 0;
    for (Scope scope = innermost; scope != null; scope = scope.parent) {
      scope.powerDrawn += microwatts;
      total = scope.powerDrawn;
      if (scope.demands.powerMicrowatts != Demands.NONE) {
        if (scope.demands.powerOverNanos != NEVER) {
          window(scope).draws(scope.powerDrawn, now);
        }
        shedding.check(scope);
      }
    }
    Journal.power(innermost, microwatts, total);
  }

  /** A draw that counts under the caps around its scope. */
  static final class Drawn implements Accounts.Draw {
    private static final long NANOS_AND_MICRO = 1_000_000_000L;

    private final Scope scope;
    private final Accounts.Draw draw;
    private long microwatts;

    /** What is charged: the declared draw, or its part of what was measured last (E4). */
    private long charged;

    private long since;
    private boolean isEnded;

    Drawn(Scope scope, Accounts.Draw draw, long microwatts) {
      this.scope = scope;
      this.draw = draw;
      this.microwatts = microwatts;
      this.charged = microwatts;
      this.since = scope.run.scheduler().now();
      scope.run.shedding().drawn(this);
    }

    Scope scope() {
      return scope;
    }

    long microwatts() {
      return microwatts;
    }

    /** Charges its part of a measurement from now on, by the declared weights. */
    void measured(double factor) {
      if (!isEnded) {
        count();
        charged = Math.round(microwatts * factor);
        draw.change(charged);
      }
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
                  long more = now - microwatts;
                  microwatts = now;
                  charged = now;
                  draw.change(now);
                  add(scope, more);
                  scope.run.grants().serveSoon();
                }
              });
    }

    @Override
    public OptionalLong metered() {
      return draw.metered();
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
                  draw.end();
                  scope.run.shedding().ended(this);
                  add(scope, -microwatts);
                  scope.run.grants().serveSoon();
                }
              });
    }

    private void count() {
      long now = scope.run.scheduler().now();
      long whole = Math.multiplyHigh(charged, now - since);
      long used =
          whole == 0 ? charged * (now - since) / NANOS_AND_MICRO : Long.MAX_VALUE / NANOS_AND_MICRO;
      scope.notes().drawnMicrojoules += used;
      since = now;
    }
  }
}
