package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Code;
import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.resource.Holding;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host action that runs: its phases, its stop, and what is done when it does not stop (C2,
 * T11). Heard from any thread; guarded by the scheduler's lock.
 */
final class HostAction implements CommandListener {
  private static final CommandContract SAFE_STOP =
      new CommandContract(Figures.ZERO, Figures.ZERO, Figures.ZERO, List.of(), List.of(), false);

  private final Scope scope;
  private final CommandSpec spec;
  private final Completion<Object> ended;
  private long accepted = NEVER;
  private long begun = NEVER;
  private boolean isOver;
  private boolean isDropped;
  private boolean isHeld;
  private @Nullable Command running;
  private Runnable onReturned = () -> {};

  private HostAction(Scope scope, CommandSpec spec) {
    this.scope = scope;
    this.spec = spec;
    this.ended = scope.run.scheduler().completion();
  }

  static @Nullable Object run(Strand strand, CommandSpec command) {
    CommandContract contract = command.contract();
    Scope around = Scope.of(strand);
    Demands.Builder demands =
        Demands.builder()
            .minimum(contract.takes().least())
            .minimumToEffect(leastToEffect(contract))
            .holds(contract.holds().stream().map(Holding::of).toArray(Holding[]::new));
    if (command.traits().isPreemptible()) {
      demands.preemptible();
    }
    long max = contract.takes().max();
    if (max != Figures.NO_MAX && max > 0) {
      demands.within(Math.addExact(max, command.stopNanos()));
    }
    return Activity.run(
        strand,
        around.run,
        around,
        ScopeSpec.plain(command.action(), ScopeSpec.Kind.COMMAND),
        demands.build(),
        scope -> new HostAction(scope, command).perform(),
        new Scope.Entry(strand.refresh(), command.stopNanos()));
  }

  private static long leastToEffect(CommandContract contract) {
    boolean isDeclared = !contract.begins().equals(Figures.ZERO);
    return isDeclared ? contract.begins().least() : contract.takes().least();
  }

  private @Nullable Object perform() {
    CommandContract contract = spec.contract();
    if (scope.isStopped() && !contract.isPure()) {
      throw Failed.of(
          Reason.denied("stopped"),
          "`%s` may not move: the robot was stopped.".formatted(spec.action()));
    }
    long typical = contract.draws().typical();
    Accounts.@Nullable Draw draw =
        typical > 0 ? scope.draw(typical, scope.minimumNanos(), spec.action()) : null;
    try {
      Command command = start();
      scope.run.scheduler().atomically(() -> register(command));
      try {
        return scope.strand.await(ended);
      } catch (ScopeCut cut) {
        stop(command);
        throw cut;
      }
    } finally {
      if (draw != null) {
        draw.end();
      }
      scope.run.scheduler().atomically(this::drop);
    }
  }

  private Command start() {
    scope.run.scheduler().atomically(this::accept);
    long grant = scope.run.nextGrant();
    try {
      return scope.run.command(
          new CommandRequest(spec.action(), spec.arguments(), grant, spec.contract()),
          this,
          scope.privacy().isPrivate());
    } catch (RuntimeException thrown) {
      throw new Bug(
          Code.HOST_THREW,
          "`%s` broke while it was asked to start: %s"
              .formatted(spec.action(), thrown.getMessage()),
          thrown);
    }
  }

  private void register(Command command) {
    running = command;
    scope.action = this;
    if (scope.isFrozen()) {
      hold();
    }
  }

  /** Brings it to its hold state, if it has one; without, it runs to its end (C6). */
  void hold() {
    Command command = running;
    if (command != null && spec.isHoldable() && !isHeld && !isOver) {
      isHeld = true;
      Journal.write(scope, "command.hold");
      command.hold();
    }
  }

  /** Lets it go on. */
  void resume() {
    Command command = running;
    if (command != null && isHeld && !isOver) {
      isHeld = false;
      Journal.write(scope, "command.resume");
      command.resume();
    }
  }

  private void accept() {
    accepted = scope.run.scheduler().now();
    notePhases(NEVER);
    Journal.write(scope, "command.accepted", "action", spec.action());
  }

  private void notePhases(long end) {
    scope.notes().phases = new Receipt.Phases(accepted, begun, end);
  }

  /** Asks it to stop, waits for its stop time, and leaves it behind if that was not enough. */
  private void stop(Command command) {
    scope.run.scheduler().atomically(() -> Journal.write(scope, "command.stop"));
    try {
      command.stop();
    } catch (RuntimeException thrown) {
      scope.fault(
          Code.HOST_THREW.id(),
          "`%s` broke while it was asked to stop: %s"
              .formatted(spec.action(), thrown.getMessage()));
    }
    long until = Math.addExact(scope.strand.refresh(), spec.stopNanos());
    if (!scope.strand.awaitUntil(ended, until, true)) {
      leaveBehind();
    }
  }

  private void leaveBehind() {
    scope.fault(
        Code.LEFT_BEHIND.id(),
        "`%s` did not stop within %s and was left behind."
            .formatted(spec.action(), Words.time(spec.stopNanos())));
    if (!spec.contract().isPure()) {
      for (String resource : spec.contract().holds()) {
        new Quarantine(scope.run, resource, spec.isUnfenced()).begin(this);
      }
    }
  }

  /** Brings resources to their safe states and waits for it until the scope's limit (C3). */
  static void safeStop(Scope scope, List<String> resources) {
    for (String resource : resources) {
      Completion<Object> confirmed = scope.run.scheduler().completion();
      requestSafeStop(scope.run, resource, () -> confirmed.complete(null));
      if (!scope.strand.awaitUntil(confirmed, scope.limit, true)) {
        scope.run.scheduler().atomically(() -> quarantine(scope, resource));
      }
    }
  }

  private static void quarantine(Scope scope, String resource) {
    scope.run.holdings().quarantine(resource);
    Journal.fault(
        scope,
        Code.QUARANTINED.id(),
        "`%s` did not confirm its safe state in time; nobody gets it.".formatted(resource));
  }

  private static void requestSafeStop(Run run, String resource, Runnable onSafe) {
    run.scheduler()
        .atomically(
            () -> {
              if (run.trace().isOn()) {
                run.trace().write(Journal.event(run, "safe_stop").with("resource", resource));
              }
            });
    List<CommandRequest.Argument> arguments =
        List.of(new CommandRequest.Argument("resource", resource, resource));
    CommandRequest request =
        new CommandRequest(Robot.SAFE_STOP, arguments, run.nextGrant(), SAFE_STOP);
    Command unused = run.robot().start(request, new SafeStop(onSafe));
  }

  private void drop() {
    isDropped = true;
  }

  @Override
  public void onBegun() {
    scope.run.scheduler().post(Rank.COMPLETION, this::begin);
  }

  private void begin() {
    if (!isDropped && begun == NEVER) {
      begun = scope.run.scheduler().now();
      notePhases(NEVER);
      Journal.write(scope, "command.begun");
      scope.begun();
    }
  }

  @Override
  public void onDone(@Nullable Object result) {
    end("done", () -> ended.complete(result));
  }

  @Override
  public void onFailed(String code, String message) {
    end(
        code,
        () -> {
          if (!isDropped && !spec.contract().fails().contains(code)) {
            Journal.fault(
                scope,
                Code.UNDECLARED_FAILURE.id(),
                "`%s` failed with `%s`, which it does not declare.".formatted(spec.action(), code));
          }
          ended.fail(Failed.of(Reason.declared(code), message));
        });
  }

  @Override
  public void onStopped() {
    end(
        "stopped",
        () ->
            ended.fail(
                Failed.of(
                    Reason.denied("stopped"),
                    "`%s` was stopped by the robot.".formatted(spec.action()))));
  }

  private void end(String how, Runnable delivery) {
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              if (isOver) {
                endedTwice();
                return;
              }
              isOver = true;
              if (!isDropped) {
                notePhases(scope.run.scheduler().now());
                Journal.write(scope, "command.ended", "how", how);
              }
              delivery.run();
              onReturned.run();
            });
  }

  private void endedTwice() {
    if (!isDropped) {
      Journal.fault(
          scope, Code.ENDED_TWICE.id(), "`%s` reported its end twice.".formatted(spec.action()));
    }
  }

  /** A resource out of use after a call was left behind (T11). */
  private static final class Quarantine {
    private final Run run;
    private final String resource;
    private final boolean isUnfenced;
    private boolean isSafe;
    private boolean hasReturned;

    Quarantine(Run run, String resource, boolean isUnfenced) {
      this.run = run;
      this.resource = resource;
      this.isUnfenced = isUnfenced;
    }

    void begin(HostAction left) {
      run.scheduler()
          .atomically(
              () -> {
                run.holdings().quarantine(resource);
                Journal.fault(
                    left.scope,
                    Code.QUARANTINED.id(),
                    "`%s` is out of use until it is known to be safe.".formatted(resource));
                Runnable before = left.onReturned;
                left.onReturned =
                    () -> {
                      before.run();
                      returned();
                    };
              });
      if (run.holdings().hasSafeState(resource)) {
        requestSafeStop(run, resource, this::safe);
      }
    }

    private void safe() {
      run.scheduler()
          .atomically(
              () -> {
                isSafe = true;
                lift();
              });
    }

    private void returned() {
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
