package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Guard;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.energy.Purse;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.replay.RecordedRobot;
import dev.ration.runtime.resource.Holdings;
import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.Standing;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One execution of a policy. Thread-safe: {@link #stop} and the like come from any thread. */
public final class Run {
  /**
   * Grants count on over the runs on one robot: a driver refuses what is older than it has seen.
   */
  private static final Map<Robot, AtomicLong> GRANTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The topic of the event {@code energy low} (E5). */
  private static final String LOW_TOPIC = "budget.low";

  /** The input that a stop is, in the trace. */
  private static final String STOP = "operator.stop";

  private static final String STALL = "stall";

  private final RunSettings settings;
  private final Holdings holdings;
  private final Precedence precedence;
  private final Shedding shedding;
  private final Grants grants;
  private final Senses senses;
  private final AtomicLong grantNumbers;
  private final @Nullable Inputs inputs;
  private final RobotCalls calls;
  private final List<Strand> strands = new CopyOnWriteArrayList<>();
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private volatile @Nullable Mark stopMark;
  private volatile boolean isStopped;
  private @Nullable Bug brokenBy;
  private @Nullable Scope root;
  private @Nullable Receipt rootReceipt;
  private long ids;
  private long receipts;

  public Run(RunSettings settings) {
    this.settings = settings;
    this.holdings = new Holdings(settings.site().resources());
    this.precedence = new Precedence(this);
    this.shedding = new Shedding(this);
    this.grants = new Grants(settings.scheduler(), precedence);
    this.senses = new Senses(this);
    this.inputs = service(Inputs.class).orElse(null);
    if (inputs != null) {
      inputs.onPlayed(STOP, line -> playedStop(Boolean.TRUE.equals(line.get("emergency"))));
    }
    this.grantNumbers = GRANTS.computeIfAbsent(settings.robot(), robot -> new AtomicLong());
    // A run that is kept hears its robot at the places that it counts (0006).
    this.calls = new RobotCalls(settings.scheduler().isVirtual() || inputs != null);
  }

  /** Starts the policy on a strand of its own; the result does not wait for a stuck thread. */
  public CompletableFuture<RunResult> start(ScopeSpec spec, Demands demands, ScopeBody body) {
    accounts().onEvents(new AccountEvents());
    senses.listen();
    meetRobot();
    Strand unused = spawn(spec.name(), null, strand -> live(strand, spec, demands, body));
    return result;
  }

  /** Goes on from the last grant that the robot has seen, and has it confirm that it is safe. */
  private void meetRobot() {
    Standing standing = robot().standing();
    long unused = grantNumbers.accumulateAndGet(standing.grant(), Math::max);
    standing.unsafe().stream()
        .filter(holdings::hasSafeState)
        .sorted()
        .forEach(resource -> Quarantine.atStart(this, resource));
    scheduler().atomically(() -> settings.stalls().begin(this));
  }

  /** Starts the policy and waits for its end. */
  public RunResult execute(ScopeSpec spec, Demands demands, ScopeBody body) {
    return start(spec, demands, body).join();
  }

  private void live(Strand strand, ScopeSpec spec, Demands demands, ScopeBody body) {
    long start = strand.refresh();
    scheduler()
        .atomically(
            () -> {
              write(TraceEvent.of("run.begin", start).with("name", spec.name()));
              mission("mission.begin");
            });
    Outcome outcome;
    try {
      Object value =
          Activity.run(strand, this, null, spec, demands, body, new Scope.Entry(start, 0));
      outcome = Ending.ok(value).outcome();
    } catch (Failed failed) {
      outcome = new Outcome.Failed(failed.failure());
    } catch (ScopeCut cut) {
      outcome = new Outcome.Cancelled(cut.cause());
    } catch (Bug bug) {
      outcome = new Outcome.Broken(bug);
    } catch (Throwable ended) {
      finish(
          new Outcome.Broken(new Bug(Code.DEFECT, "The run was ended from outside.", ended)), true);
      throw ended;
    }
    finish(outcome, false);
  }

  private void finish(Outcome outcome, boolean isAbandoned) {
    scheduler()
        .atomically(
            () -> {
              if (result.isDone()) {
                return;
              }
              Bug bug = brokenBy;
              Outcome last =
                  bug == null || outcome instanceof Outcome.Broken
                      ? outcome
                      : new Outcome.Broken(bug);
              Receipt receipt = rootReceipt;
              Scope top = root;
              if (receipt == null && top != null) {
                receipt = Journal.receipt(top, last);
              }
              if (!isAbandoned) {
                accounts().end();
              }
              mission("mission.end");
              write(
                  Journal.event(this, "run.end")
                      .with("outcome", last.word())
                      .with("abandoned", isAbandoned));
              calls.close();
              if (receipt == null) {
                result.completeExceptionally(new IllegalStateException("a run without a scope"));
              } else {
                result.complete(new RunResult(last, receipt, isAbandoned));
              }
            });
  }

  /** Where the mission stands by what is written of it (E8). */
  private void mission(String type) {
    MissionStore.Balance balance = accounts().mission();
    if (balance != null) {
      TraceEvent event = Journal.event(this, type).with("mission", balance.mission());
      left(event, "energy_left_uj", balance.energy());
      left(event, "micro_money_left", balance.money());
      left(event, "reserve_left_uj", balance.reserve());
      if (type.equals("mission.begin")) {
        service(MissionEnd.class).ifPresent(end -> event.with("ends_ns", end.atNanos()));
      }
      write(event);
    }
  }

  private static void left(TraceEvent event, String name, Purse purse) {
    if (purse.budget() != Accounts.AccountRequest.NONE) {
      event.with(name, purse.left());
    }
  }

  private void write(TraceEvent event) {
    if (trace().isOn()) {
      trace().write(event);
    }
  }

  /** The operator's stop: through the cleanups, ignoring critical sections (C7). */
  public void stop() {
    stop(Cause.Kind.OPERATOR);
  }

  /** Brings the robot to its safe state first, then cancels; refuses every motion from now on. */
  public void emergencyStop() {
    if (inputs == null) {
      isStopped = true;
    }
    robot().emergencyStop();
    stop(Cause.Kind.EMERGENCY);
  }

  /** The robot's own emergency stop was pressed: it is on its way to its safe state already. */
  void robotStopped() {
    isStopped = true;
    if (inputs == null) {
      stop(Cause.Kind.EMERGENCY);
    } else {
      // What the robot said is in the trace already; that it stops the run follows from it.
      scheduler().atomically(() -> fall(Cause.Kind.EMERGENCY, ""));
    }
  }

  /** How long the machine stood still by this look: an input, like all that is measured. */
  long stoodStill(long look, long measuredNanos) {
    if (inputs == null) {
      return measuredNanos;
    }
    Map<String, Object> earlier = inputs.said(STALL, look);
    long passed =
        earlier != null && earlier.get("passed_ns") instanceof Number nanos
            ? nanos.longValue()
            : measuredNanos;
    if (passed > site().leaseNanos()) {
      inputs.say(STALL, look, event -> event.with("passed_ns", passed));
    }
    return passed;
  }

  /** The machine slept or stalled longer than a lease; with the lock held, at rank STOP. */
  void stalled(long nanos) {
    Scope top = root;
    if (top != null) {
      Journal.fault(
          top,
          Code.STALLED.id(),
          "The machine slept or stalled for %s; a lease lasts %s."
              .formatted(Words.time(nanos), Words.time(site().leaseNanos())));
    }
    fall(Cause.Kind.STALLED, "");
  }

  private void stop(Cause.Kind kind) {
    if (inputs == null) {
      scheduler().post(Rank.STOP, () -> fall(kind, ""));
      return;
    }
    boolean isEmergency = kind == Cause.Kind.EMERGENCY;
    inputs.take(
        Rank.STOP,
        STOP,
        event -> event.with("emergency", isEmergency),
        () -> {
          isStopped |= isEmergency;
          fall(kind, "");
        });
  }

  private void playedStop(boolean isEmergency) {
    if (isEmergency) {
      emergencyStop();
    } else {
      stop();
    }
  }

  private void fall(Cause.Kind kind, String detail) {
    Mark before = stopMark;
    boolean isStronger = kind == Cause.Kind.EMERGENCY && before != null;
    if (before == null || isStronger && before.cause().kind() != Cause.Kind.EMERGENCY) {
      stopMark = new Mark(Cuts.cause(this, null, kind, detail), null);
      write(Journal.event(this, "run.stop").with("cause", kind.word()));
      for (Strand strand : strands) {
        if (strand.guard() instanceof Scope innermost && Cuts.pending(innermost) != null) {
          cut(strand);
        }
      }
    }
  }

  /** A bug beside the policy's own strand ends the run (R2). */
  void broken(Scope scope, Bug bug) {
    scheduler()
        .atomically(
            () -> {
              if (brokenBy == null) {
                brokenBy = bug;
              }
              fall(Cause.Kind.BUG, scope.spec.name());
            });
  }

  /** Has a strand look at a cancellation; one that does not come back is left behind. */
  void cut(Strand strand) {
    strand.cutChanged();
    if (!scheduler().isVirtual() && strand.needsPoll()) {
      scheduler()
          .at(
              scheduler().now() + settings.graceNanos(),
              Rank.ACCOUNT,
              Long.MAX_VALUE,
              () -> leaveBehindIfStuck(strand));
    }
  }

  private void leaveBehindIfStuck(Strand strand) {
    if (strands.contains(strand) && strand.isComputing() && strand.needsPoll()) {
      abandon(strand);
    }
  }

  /** Gives up waiting for a strand that does not come back: the run ends without it. */
  private void abandon(Strand stuck) {
    robot().emergencyStop();
    isStopped = true;
    if (stuck.guard() instanceof Scope scope) {
      Journal.fault(
          scope,
          Code.STUCK.id(),
          "`%s` did not come back within %s after it was cancelled."
              .formatted(scope.spec.name(), Words.time(settings.graceNanos())));
      Mark landing = Cuts.pending(scope);
      Outcome outcome = landing == null ? Outcome.SKIPPED : new Outcome.Cancelled(landing.cause());
      for (Strand strand : strands) {
        strand.leaveBehind();
      }
      strands.clear();
      finish(outcome, true);
    }
  }

  /** Leaves every strand behind: a run that is played and went another way. */
  public void leave() {
    scheduler()
        .atomically(
            () -> {
              isStopped = true;
              for (Strand strand : strands) {
                strand.leaveBehind();
              }
              strands.clear();
            });
  }

  /** Tells conditions that something they may have read has changed: a shared variable. */
  public void changed() {
    scheduler().post(Rank.CONDITION, senses::changed);
  }

  /** Starts a strand of this run. */
  Strand spawn(String name, @Nullable Guard guard, Consumer<Strand> body) {
    scheduler().lock();
    try {
      Strand[] self = new Strand[1];
      self[0] =
          scheduler()
              .start(
                  name,
                  guard,
                  () -> {
                    try {
                      body.accept(self[0]);
                    } finally {
                      strands.remove(self[0]);
                    }
                  });
      strands.add(self[0]);
      return self[0];
    } finally {
      scheduler().unlock();
    }
  }

  List<Strand> strands() {
    return strands;
  }

  Holdings holdings() {
    return holdings;
  }

  Shedding shedding() {
    return shedding;
  }

  Precedence precedence() {
    return precedence;
  }

  Grants grants() {
    return grants;
  }

  Senses senses() {
    return senses;
  }

  RobotCalls calls() {
    return calls;
  }

  boolean hasEnded() {
    return result.isDone();
  }

  @Nullable Mark stopMark() {
    return stopMark;
  }

  boolean isStopped() {
    return isStopped;
  }

  int maxDepth() {
    return settings.maxDepth();
  }

  long nextId() {
    return ++ids;
  }

  long nextGrant() {
    return grantNumbers.incrementAndGet();
  }

  long countReceipt() {
    return ++receipts;
  }

  void rootReceipt(Receipt receipt) {
    rootReceipt = receipt;
  }

  void root(Scope scope) {
    root = scope;
  }

  public Scheduler scheduler() {
    return settings.scheduler();
  }

  public Robot robot() {
    return settings.robot();
  }

  /** Asks the robot for something; a private result does not stand in the trace (M7). */
  Command command(CommandRequest request, CommandListener listener, boolean isPrivate) {
    return robot() instanceof RecordedRobot recorded
        ? recorded.start(request, listener, isPrivate)
        : robot().start(request, listener);
  }

  public Accounts accounts() {
    return settings.accounts();
  }

  public Site site() {
    return settings.site();
  }

  public TraceSink trace() {
    return settings.trace();
  }

  /** Finds a service by the type it was registered under. */
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(type.cast(settings.services().get(type)));
  }

  /** Cancels the scope whose account runs out (E5). */
  private final class AccountEvents implements Accounts.Listener {
    @Override
    public void onExhausted(Account account, String what) {
      Scope owner = account.owner() instanceof Scope scope ? scope : root;
      if (account.owner() == null && what.equals("energy")) {
        // The mission's own account: what winds the run down is paid by the safety reserve.
        account.openKept();
      }
      if (owner != null) {
        Cuts.fall(owner, owner, Cause.Kind.OVERRUN, what);
      }
    }

    @Override
    public void onUnwritten(MissionStore.Unwritten unwritten) {
      if (root != null) {
        broken(root, Bug.of(unwritten));
      }
    }

    @Override
    public void onLow(Account account) {
      if (account.owner() instanceof Scope scope) {
        Journal.write(scope, "account.low");
      }
      senses.tell(LOW_TOPIC, null, scope -> Admission.budget(scope) == account);
    }

    @Override
    public void onUncovered(Account account) {
      Scope scope = account.owner() instanceof Scope owner ? owner : root;
      if (scope != null) {
        Journal.fault(
            scope,
            Code.SAFETY_RESERVE.id(),
            "`%s` needs more than was kept for its end; the safety reserve pays."
                .formatted(scope.spec.name()));
      }
    }
  }
}
