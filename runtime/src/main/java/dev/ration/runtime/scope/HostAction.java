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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One host action that runs: its phases, its stop, and what is done when it does not stop (C2,
 * T11). Heard from any thread; guarded by the scheduler's lock.
 */
final class HostAction implements CommandListener {
  private static final BigInteger PARTS = BigInteger.valueOf(1_000_000_000L);

  private final Scope scope;
  private final CommandSpec spec;
  private final Completion<Object> ended;
  private final Lease lease;
  private long accepted = NEVER;
  private long begun = NEVER;
  private boolean isOver;
  private volatile boolean isDropped;
  private boolean isHeld;
  private boolean wasHeld;
  private boolean isStopping;
  private volatile @Nullable Command running;
  private final List<Quarantine> quarantines = new ArrayList<>();

  private HostAction(Scope scope, CommandSpec spec) {
    this.scope = scope;
    this.spec = spec;
    this.ended = scope.run.scheduler().completion();
    this.lease = new Lease(scope, spec.contract());
  }

  static @Nullable Object run(Strand strand, CommandSpec command) {
    CommandContract contract = command.contract();
    Scope around = Scope.of(strand);
    Demands.Builder demands =
        Demands.builder()
            .minimum(contract.takes().least())
            .minimumToEffect(leastToEffect(contract))
            .minimumEnergy(around.isWindDown() ? 0 : leastMicrojoules(contract))
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

  /**
   * With less it would only run out: it is not begun (E2, E3). In a handler or cleanup the safety
   * reserve pays instead (E5).
   */
  private static long leastMicrojoules(CommandContract contract) {
    return BigInteger.valueOf(contract.draws().least())
        .multiply(BigInteger.valueOf(contract.takes().least()))
        .divide(PARTS)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
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
    // An average counts what is likely to be drawn, not the least there is.
    long least = scope.minimumNanos();
    long likely = Math.max(least, contract.takes().typical());
    Accounts.@Nullable Draw draw =
        typical > 0 ? scope.draw(typical, likely, least, spec.action()) : null;
    try {
      Command command = start();
      try {
        return scope.strand.await(ended);
      } catch (ScopeCut cut) {
        noteMaximum(cut);
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
    if (scope.run.calls().isInline()) {
      CommandRequest[] request = new CommandRequest[1];
      scope.run.scheduler().atomically(() -> request[0] = accept());
      Command command = handOver(request[0]);
      scope.run.scheduler().atomically(() -> register(command));
      return command;
    }
    Completion<Command> started = scope.run.scheduler().completion();
    // With the lock, so that grants reach the robot in the order of their numbers.
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              CommandRequest request = accept();
              scope.run.calls().make(() -> handOver(request, started));
            });
    try {
      return Objects.requireNonNull(scope.strand.await(started));
    } catch (ScopeCut cut) {
      stopLate(started);
      throw cut;
    }
  }

  private Command handOver(CommandRequest request) {
    try {
      return scope.run.command(request, this, scope.privacy().isPrivate());
    } catch (RuntimeException thrown) {
      throw new Bug(
          Code.HOST_THREW,
          "`%s` broke while it was asked to start: %s"
              .formatted(spec.action(), words(String.valueOf(thrown.getMessage()))),
          thrown);
    }
  }

  private void handOver(CommandRequest request, Completion<Command> started) {
    try {
      Command command = handOver(request);
      scope.run.scheduler().atomically(() -> register(command));
      boolean unused = started.complete(command);
      if (isDropped) {
        command.stop();
      }
    } catch (Bug bug) {
      boolean unused = started.fail(bug);
    } catch (RuntimeException _) {
      // It was left behind: whatever it throws when it is stopped at last has no one to hear it.
      return;
    }
  }

  /** Cancelled before the robot's side came back from being asked to start. */
  private void stopLate(Completion<Command> started) {
    long until = Math.addExact(scope.strand.refresh(), spec.stopNanos());
    boolean unused = scope.strand.awaitUntil(started, until, true);
    Command[] there = new Command[1];
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              there[0] = running;
              isDropped = running == null;
            });
    if (there[0] != null) {
      stop(there[0]);
    } else if (!started.isDone()) {
      scope.fault(
          Code.START_BLOCKED.id(),
          "`%s` did not come back from being asked to start.".formatted(spec.action()));
      scope.run.calls().leaveBehind();
      leaveBehind();
    }
  }

  /** Neither what was asked to stand still is at fault, nor what had to wait for its resources. */
  private void noteMaximum(ScopeCut cut) {
    boolean hadItsTime = scope.cutNanos() - accepted >= spec.contract().takes().max();
    if (hadItsTime
        && !wasHeld
        && cut.owner() == scope
        && cut.cause().kind() == Cause.Kind.TIMEOUT) {
      scope.fault(
          Code.NEVER_RETURNED.id(),
          "`%s` did not end within the %s that it declares at most."
              .formatted(spec.action(), Words.time(spec.contract().takes().max())));
    }
  }

  private void register(Command command) {
    running = command;
    if (isDropped) {
      return;
    }
    scope.action = this;
    lease.begin(command);
    if (scope.isFrozen()) {
      hold();
    }
  }

  /** The limit of its scope is another. */
  void relimited() {
    Command command = running;
    if (command != null && !isOver) {
      lease.relimited(command);
    }
  }

  /** Brings it to its hold state, if it has one; without, it runs to its end (C6). */
  void hold() {
    Command command = running;
    boolean isMoving = !isHeld && !isOver && !isStopping;
    if (command != null && spec.isHoldable() && isMoving) {
      isHeld = true;
      wasHeld = true;
      Journal.write(scope, "command.hold");
      command.hold();
    }
  }

  /** Lets it go on. */
  void resume() {
    Command command = running;
    if (command != null && isHeld && !isOver && !isStopping) {
      isHeld = false;
      Journal.write(scope, "command.resume");
      command.resume();
    }
  }

  private CommandRequest accept() {
    accepted = scope.run.scheduler().now();
    notePhases(NEVER);
    Journal.write(scope, "command.accepted", "action", spec.action());
    return new CommandRequest(
        spec.action(), spec.arguments(), scope.run.nextGrant(), spec.contract(), lease.grant());
  }

  private void notePhases(long end) {
    scope.notes().phases = new Receipt.Phases(accepted, begun, end);
  }

  /** Asks it to stop, waits for its stop time, and leaves it behind if that was not enough. */
  private void stop(Command command) {
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              isStopping = true;
              lease.end();
              Journal.write(scope, "command.stop");
            });
    AtomicBoolean hasReturned = new AtomicBoolean();
    scope.run.calls().make(() -> askToStop(command, hasReturned));
    long until = Math.addExact(scope.strand.refresh(), spec.stopNanos());
    if (!scope.strand.awaitUntil(ended, until, true)) {
      if (!hasReturned.get()) {
        scope.fault(
            Code.STOP_BLOCKED.id(),
            "`%s` did not come back from being asked to stop.".formatted(spec.action()));
        scope.run.calls().leaveBehind();
      }
      leaveBehind();
    }
  }

  private void askToStop(Command command, AtomicBoolean hasReturned) {
    try {
      command.stop();
    } catch (RuntimeException thrown) {
      scope.fault(
          Code.HOST_THREW.id(),
          "`%s` broke while it was asked to stop: %s"
              .formatted(spec.action(), words(String.valueOf(thrown.getMessage()))));
    } finally {
      hasReturned.set(true);
    }
  }

  private void leaveBehind() {
    scope.fault(
        Code.LEFT_BEHIND.id(),
        "`%s` did not stop within %s and was left behind."
            .formatted(spec.action(), Words.time(spec.stopNanos())));
    if (!spec.contract().isPure()) {
      for (String resource : spec.contract().holds()) {
        Quarantine quarantine = Quarantine.after(scope, resource, spec.isUnfenced());
        scope.run.scheduler().atomically(() -> join(quarantine));
      }
    }
  }

  private void join(Quarantine quarantine) {
    if (isOver) {
      quarantine.returned();
    } else {
      quarantines.add(quarantine);
    }
  }

  /** Brings resources to their safe states and waits for it until the scope's limit (C3). */
  static void safeStop(Scope scope, List<String> resources) {
    for (String resource : resources) {
      Completion<Object> confirmed = scope.run.scheduler().completion();
      Quarantine.requestSafeStop(scope.run, resource, () -> confirmed.complete(null));
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

  private void drop() {
    isDropped = true;
    lease.end();
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
  public void onFailed(String said, String message) {
    CommandContract contract = spec.contract();
    String code = CommandRequest.code(said, contract, isTold());
    end(
        code,
        () -> {
          if (!isDropped && !contract.fails().contains(code)) {
            Journal.fault(
                scope,
                Code.UNDECLARED_FAILURE.id(),
                "`%s` failed with `%s`, which it does not declare.".formatted(spec.action(), code));
          }
          ended.fail(Failed.of(Reason.declared(code), words(message)));
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

  @Override
  public void onLapsed() {
    scope
        .run
        .scheduler()
        .atomically(
            () -> {
              if (!isDropped && !isOver) {
                lease.end();
                Journal.fault(
                    scope,
                    Code.LEASE_LAPSED.id(),
                    "The lease of `%s` ran out: the robot stops it.".formatted(spec.action()));
              }
            });
  }

  @Override
  public void onRefused(boolean isStopped, String message) {
    end(
        "refused",
        () -> {
          if (!isDropped && !isStopped) {
            Journal.fault(
                scope,
                Code.COMMAND_REFUSED.id(),
                "`%s` was refused: %s".formatted(spec.action(), words(message)));
          }
          ended.fail(
              Failed.of(
                  Reason.denied(isStopped ? "stopped" : "resource"),
                  "`%s` was refused by the robot: %s".formatted(spec.action(), words(message))));
        });
  }

  @Override
  public void onBroken(String message) {
    end(
        "broken",
        () ->
            ended.fail(
                new Bug(
                    Code.HOST_THREW, "`%s` broke: %s".formatted(spec.action(), words(message)))));
  }

  @Override
  public void onLost(String message) {
    end(
        "lost",
        () -> {
          if (!isDropped) {
            Journal.fault(
                scope,
                Code.DRIVER_LOST.id(),
                "What became of `%s` is not known: %s".formatted(spec.action(), words(message)));
            if (!spec.contract().isPure()) {
              spec.contract().holds().forEach(held -> Quarantine.forGood(scope, held));
            }
          }
          ended.fail(
              Failed.of(
                  Reason.unavailable(""),
                  "`%s` has lost its driver: %s".formatted(spec.action(), words(message))));
        });
  }

  private String words(String said) {
    return CommandRequest.words(said, isTold());
  }

  /** Whether it was told something private, which it may quote in what it says (M7). */
  private boolean isTold() {
    return scope.privacy().isPrivate()
        || spec.arguments().stream().anyMatch(CommandRequest.Argument::isPrivate);
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
              lease.end();
              if (!isDropped) {
                notePhases(scope.run.scheduler().now());
                Journal.write(scope, "command.ended", "how", how);
              }
              delivery.run();
              if (!how.equals("lost")) {
                quarantines.forEach(Quarantine::returned);
              }
            });
  }

  /** Told to the nearest activity that is still open: its own may have ended in the meantime. */
  private void endedTwice() {
    Scope open = scope;
    while (open != null && open.phase == Scope.Phase.CLOSED) {
      open = open.parent;
    }
    if (open != null) {
      Journal.fault(
          open, Code.ENDED_TWICE.id(), "`%s` reported its end twice.".formatted(spec.action()));
    }
  }
}
