package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.resource.Claim;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The lease of one command: renewed while its scope lives, and never past that scope's limit (C8).
 * Guarded by the scheduler's lock.
 */
final class Lease {
  /** A lease is renewed so often before it runs out. */
  private static final int RENEWALS = 3;

  private static final long LEAST_NANOS = 1_000_000;

  private final Scope scope;
  private final boolean isNeeded;
  private final AtomicBoolean isRenewing = new AtomicBoolean();
  private @Nullable Timer timer;

  /** When what was granted last runs out. */
  private long until;

  private boolean isEnded;

  Lease(Scope scope, CommandContract contract) {
    this.scope = scope;
    this.isNeeded = !contract.isPure() && moves(scope);
  }

  /** Whether something that it takes has a safe state, to which it can lapse. */
  private static boolean moves(Scope scope) {
    Claim claim = scope.claim;
    return claim != null && claim.resources().stream().anyMatch(scope.run.holdings()::hasSafeState);
  }

  /** Grants it from now on; returns for how long. */
  long grant() {
    long nanos = nanos();
    until = scope.run.scheduler().now() + Math.max(0, nanos);
    return nanos;
  }

  private long nanos() {
    if (!isNeeded) {
      return CommandRequest.NO_LEASE;
    }
    long full = Math.max(LEAST_NANOS, scope.run.site().leaseNanos());
    return scope.limit == NEVER
        ? full
        : Math.clamp(scope.limit - scope.run.scheduler().now(), 0, full);
  }

  /** Renews it from now on. */
  void begin(Command command) {
    relimited(command);
    again(command);
  }

  /**
   * Renews it at once where a limit that had shortened it is lifted: the next renewal may come too
   * late (T9).
   */
  void relimited(Command command) {
    if (isNeeded && !isEnded && scope.run.scheduler().now() + nanos() > until) {
      renew(command);
    }
  }

  private void again(Command command) {
    if (isNeeded) {
      long period = Math.max(LEAST_NANOS, scope.run.site().leaseNanos() / RENEWALS);
      timer =
          scope
              .run
              .scheduler()
              .at(
                  scope.run.scheduler().now() + period,
                  Rank.ACCOUNT,
                  Long.MAX_VALUE,
                  () -> {
                    renew(command);
                    again(command);
                  });
    }
  }

  private void renew(Command command) {
    long nanos = grant();
    // One that does not return must not have others pile up behind it.
    if (nanos > 0 && isRenewing.compareAndSet(false, true)) {
      scope
          .run
          .calls()
          .make(
              () -> {
                try {
                  command.renew(nanos);
                } catch (RuntimeException _) {
                  // A lease that is not renewed lapses, which is what it is for.
                  return;
                } finally {
                  isRenewing.set(false);
                }
              });
    }
  }

  /** Lets it run out. */
  void end() {
    isEnded = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
