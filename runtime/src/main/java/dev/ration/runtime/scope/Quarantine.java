package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource that nobody gets until it is known to be safe (C3, C8, T11). Guarded by the
 * scheduler's lock.
 */
final class Quarantine {
  private static final CommandContract SAFE_STOP =
      new CommandContract(Figures.ZERO, Figures.ZERO, Figures.ZERO, List.of(), List.of(), false);

  private final Run run;
  private final String resource;
  private final boolean isUnfenced;
  private boolean isSafe;
  private boolean hasReturned;

  private Quarantine(Run run, String resource, boolean isUnfenced) {
    this.run = run;
    this.resource = resource;
    this.isUnfenced = isUnfenced;
  }

  /** Takes a resource out of use at the start of a run, until its safe state is confirmed (C8). */
  static void atStart(Run run, String resource) {
    run.scheduler()
        .atomically(
            () -> {
              run.holdings().quarantine(resource);
              if (run.trace().isOn()) {
                run.trace()
                    .write(Journal.event(run, "quarantine.begin").with("resource", resource));
              }
            });
    Quarantine quarantine = new Quarantine(run, resource, false);
    requestSafeStop(run, resource, quarantine::safe);
  }

  /** Takes a resource out of use because of an action that was left behind (T11). */
  static Quarantine after(Scope scope, String resource, boolean isUnfenced) {
    Quarantine quarantine = new Quarantine(scope.run, resource, isUnfenced);
    scope.run.scheduler().atomically(() -> begin(scope, resource));
    if (scope.run.holdings().hasSafeState(resource)) {
      requestSafeStop(scope.run, resource, quarantine::safe);
    }
    return quarantine;
  }

  /** Takes a resource out of use for the rest of the run: nobody can confirm anything. */
  static void forGood(Scope scope, String resource) {
    scope.run.scheduler().atomically(() -> begin(scope, resource));
  }

  private static void begin(Scope scope, String resource) {
    scope.run.holdings().quarantine(resource);
    Journal.fault(
        scope,
        Code.QUARANTINED.id(),
        "`%s` is out of use until it is known to be safe.".formatted(resource));
  }

  static void requestSafeStop(Run run, String resource, Runnable onSafe) {
    run.scheduler()
        .atomically(
            () -> {
              if (run.trace().isOn()) {
                run.trace().write(Journal.event(run, "safe_stop").with("resource", resource));
              }
              CommandRequest request = safeStop(resource, run.nextGrant());
              run.calls().make(() -> ask(run, request, onSafe));
            });
  }

  private static void ask(Run run, CommandRequest request, Runnable onSafe) {
    try {
      Command unused = run.robot().start(request, new SafeStop(onSafe));
    } catch (RuntimeException _) {
      // What cannot be asked is not confirmed: the resource stays where it is.
      return;
    }
  }

  private static CommandRequest safeStop(String resource, long grant) {
    return new CommandRequest(
        Robot.SAFE_STOP,
        List.of(new CommandRequest.Argument("resource", resource, resource)),
        grant,
        SAFE_STOP);
  }

  private void safe() {
    run.scheduler()
        .atomically(
            () -> {
              isSafe = true;
              lift();
            });
  }

  /** The action that was left behind has ended after all; with the lock held. */
  void returned() {
    hasReturned = true;
    if (isUnfenced && run.holdings().hasSafeState(resource)) {
      isSafe = false;
      requestSafeStop(run, resource, this::safe);
    }
    lift();
  }

  private void lift() {
    boolean isQuiet = isSafe || !run.holdings().hasSafeState(resource) && hasReturned;
    if (isQuiet && (hasReturned || !isUnfenced) && run.holdings().confirmSafe(resource)) {
      if (run.trace().isOn()) {
        run.trace().write(Journal.event(run, "quarantine.lifted").with("resource", resource));
      }
      run.grants().serveSoon();
    }
  }

  /** Hears whether a safe state is reached. */
  private record SafeStop(Runnable onSafe) implements CommandListener {
    @Override
    public void onBegun() {}

    @Override
    public void onDone(@Nullable Object result) {
      onSafe.run();
    }

    @Override
    public void onFailed(String code, String message) {}

    @Override
    public void onStopped() {
      onSafe.run();
    }
  }
}
