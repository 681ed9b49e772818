package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Guard;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.Attribution;
import dev.ration.runtime.resource.Claim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity that runs.
 *
 * <p>Thread rule: the getters of what is fixed on entry may be called by its strand at any time;
 * all else changes with the scheduler's lock held.
 */
public final class Scope implements Guard {
  private static final double DEFAULT_QUANTILE = 0.95;
  private static final double HARD_QUANTILE = 0.99;

  /** How far an activity has come. */
  enum Phase {
    OPENING,
    BODY,
    HANDLER,
    CLEANUP,
    CLOSED
  }

  final Run run;
  final Strand strand;
  final @Nullable Scope parent;
  final ScopeSpec spec;
  final Demands demands;
  final long id;
  final int depth;
  final long start;
  final long stopNanos;

  long ownEnd;
  long limit = NEVER;
  @Nullable Scope limitOwner;
  long cut = NEVER;
  @Nullable Timer limitTimer;
  volatile Phase phase = Phase.OPENING;
  volatile @Nullable Mark mark;
  Account account;
  boolean hasAccount;
  boolean isSeated;
  @Nullable Claim claim;
  long powerDrawn;
  @Nullable Parallel parallel;
  @Nullable Handlers handlers;
  @Nullable HostAction action;
  boolean isFrozenHere;
  boolean wasCut;

  /** Whether its body, or a repair, has begun: then it is cleaned up (C3). */
  boolean hasStarted;

  boolean wasLastSkipped;
  @Nullable PowerWindow window;
  @Nullable Timer powerTimer;
  boolean isOvershootTold;
  boolean isPreempted;
  @Nullable Priority inheritedPriority;
  long inheritedPlace = NEVER;
  long thawedNanos = NEVER;
  @Nullable Notes notes;

  Scope(
      Strand strand,
      @Nullable Scope parent,
      Run run,
      ScopeSpec spec,
      Demands demands,
      Entry entry) {
    this.run = run;
    this.strand = strand;
    this.parent = parent;
    this.spec = spec;
    this.demands = demands;
    this.start = entry.startNanos();
    this.stopNanos = entry.stopNanos();
    this.id = run.nextId();
    this.depth = parent == null ? 0 : parent.depth + 1;
    this.account = parent == null ? run.accounts().root() : parent.account;
    this.ownEnd = Instants.plus(start, demands.withinNanos);
  }

  /** When an activity starts, and how long it takes to stop what it does. */
  record Entry(long startNanos, long stopNanos) {}

  /** The innermost scope a strand is in. */
  public static Scope of(Strand strand) {
    Guard guard = strand.guard();
    if (guard instanceof Scope scope) {
      return scope;
    }
    throw new IllegalStateException("no scope");
  }

  public Run run() {
    return run;
  }

  public Strand strand() {
    return strand;
  }

  /** The scope around it; null for the outermost. */
  public @Nullable Scope parent() {
    return parent;
  }

  /** Its number in the trace, from 1. */
  public long id() {
    return id;
  }

  public ScopeSpec spec() {
    return spec;
  }

  /** How deep it lies; 0 is the outermost. */
  public int depth() {
    return depth;
  }

  public long startNanos() {
    return start;
  }

  /** By when it has ended (T1); {@link Instants#NEVER} without a limit. */
  @Override
  public long limitNanos() {
    return limit;
  }

  @Override
  public @Nullable RuntimeException pendingCut() {
    Mark landing = Cuts.pending(this);
    return landing == null ? null : new ScopeCut(landing.cause(), landing.owner());
  }

  @Override
  public boolean isFrozen() {
    return Freezing.isFrozen(this);
  }

  /** When its body is stopped (T3); {@link Instants#NEVER} without a limit. */
  public long cutNanos() {
    return cut;
  }

  /** The time to the cut (T7); {@link Instants#NEVER} without a limit. */
  public long remainingNanos() {
    long now = strand.refresh();
    return cut == NEVER ? NEVER : Math.max(0, Instants.between(now, cut));
  }

  /** Tightens the limit (T7); a later one than it has changes nothing. */
  public void tighten(long withinNanos) {
    long now = strand.refresh();
    run.scheduler()
        .atomically(
            () -> {
              long wanted = Math.max(Math.addExact(now, withinNanos), Deadlines.leastLimit(this));
              if (Instants.isBefore(wanted, limit)) {
                ownEnd = wanted;
                Deadlines.again(this);
                Journal.tightened(this);
              }
            });
  }

  /** The nearest account around it. */
  public Account account() {
    return account;
  }

  /** What the nearest account has free, in microjoules; {@link Demands#NONE} when unbounded. */
  public long energyLeftMicrojoules() {
    strand.refresh();
    run.scheduler().lock();
    try {
      return account.freeMicrojoules();
    } finally {
      run.scheduler().unlock();
    }
  }

  /** The tiers allowed along the whole path, in the innermost order; null when none is declared. */
  public @Nullable List<String> tiers() {
    List<String> allowed = null;
    for (Scope scope = this; scope != null; scope = scope.parent) {
      List<String> declared = scope.demands.tiers;
      if (declared != null) {
        allowed = allowed == null ? declared : allowed.stream().filter(declared::contains).toList();
      }
    }
    return allowed;
  }

  /** The nearest preference; null when none is declared. */
  public @Nullable Prefer prefer() {
    Scope scope = this;
    while (scope != null && scope.demands.prefer == null) {
      scope = scope.parent;
    }
    return scope == null ? null : scope.demands.prefer;
  }

  /** What may leave the robot, along the whole path. */
  public Privacy privacy() {
    boolean isPrivate = false;
    List<String> shared = null;
    for (Scope scope = this; scope != null; scope = scope.parent) {
      Privacy declared = scope.demands.privacy;
      isPrivate |= declared.isPrivate();
      List<String> only = declared.shareOnly();
      if (only != null) {
        shared = shared == null ? only : shared.stream().filter(only::contains).toList();
      }
    }
    return isPrivate || shared != null ? new Privacy(isPrivate, shared) : Privacy.OPEN;
  }

  /** {@code at P} of the scope that owns the limit; 0.95 without (T3). */
  public double quantile() {
    Scope owner = limitOwner;
    return owner == null || Double.isNaN(owner.demands.quantile)
        ? DEFAULT_QUANTILE
        : owner.demands.quantile;
  }

  /** Whether the limit is hard: {@code at} 99 % or more. */
  public boolean isHard() {
    return quantile() >= HARD_QUANTILE;
  }

  /** The priority declared nearest around it; {@link Priority#TASK} without (P5). */
  Priority declaredPriority() {
    Scope scope = this;
    while (scope != null) {
      if (scope.demands.priority != null) {
        return scope.demands.priority;
      }
      scope = scope.parent;
    }
    return Priority.TASK;
  }

  /** Its priority, or that of who waits for what it or a scope around it holds (P5). */
  public Priority priority() {
    return Precedence.priority(this, this);
  }

  /** Its limit, or that of who waits for what it or a scope around it holds (P5, T10). */
  @Override
  public long placeNanos() {
    long place = limit;
    for (Scope scope = this; scope != null; scope = scope.parent) {
      place = Instants.earlier(place, scope.inheritedPlace);
    }
    return place;
  }

  /** Whether it is running its handler, cleanup or lies inside one. */
  public boolean isWindDown() {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.phase == Phase.HANDLER || scope.phase == Phase.CLEANUP) {
        return true;
      }
    }
    return false;
  }

  /** Whether everything on the way out must not move: after an emergency stop (C7). */
  public boolean isStopped() {
    return run.isStopped();
  }

  /**
   * Begins to draw power in this scope, on its account and under the power caps around it (E6):
   * waits until the latest start for room.
   *
   * @throws Failed {@code denied(power)} if there is none in time
   */
  public Accounts.Draw draw(long microwatts, long minimumNanos, String what) {
    return draw(microwatts, minimumNanos, minimumNanos, what);
  }

  /**
   * As {@link #draw(long, long, String)}; under an average it is likely to be drawn for longer than
   * the least time that it needs.
   *
   * @throws Failed {@code denied(power)} if there is no room in time
   */
  public Accounts.Draw draw(long microwatts, long likelyNanos, long leastNanos, String what) {
    return PowerRoom.draw(
        this,
        new PowerRoom.Wanted(microwatts, likelyNanos, leastNanos, what, Attribution.Resource.BODY));
  }

  /** As {@link #draw(long, long, String)}, by something that a meter may see apart (E4). */
  public Accounts.Draw draw(
      long microwatts, long minimumNanos, String what, Attribution.Resource resource) {
    return PowerRoom.draw(
        this, new PowerRoom.Wanted(microwatts, minimumNanos, minimumNanos, what, resource));
  }

  /**
   * Waits until the latest start for room under the power caps, without taking it (E6).
   *
   * @throws Failed {@code denied(power)} if there is none in time
   */
  public void awaitPower(long microwatts, long forNanos, String what) {
    PowerRoom.Wanted wanted = new PowerRoom.Wanted(microwatts, forNanos, what);
    if (!PowerRoom.await(this, wanted)) {
      throw PowerRoom.denied(this, wanted);
    }
  }

  /** Tells whether so much power would fit the caps if nothing else were drawn under them. */
  public boolean powerCanFit(long microwatts, long forNanos) {
    return !PowerRoom.isAboveCap(this, new PowerRoom.Wanted(microwatts, forNanos, ""));
  }

  /** Tells whether that much more power fits the caps now, for so long, without waiting (M2). */
  public boolean powerFits(long microwatts, long forNanos) {
    run.scheduler().lock();
    try {
      return PowerRoom.fits(this, new PowerRoom.Wanted(microwatts, forNanos, ""));
    } finally {
      run.scheduler().unlock();
    }
  }

  /**
   * How much power the caps on what may be drawn at once leave now, in microwatts; the largest
   * number where there is none. Averages over a window are left out: they depend on how long.
   */
  public long powerLeft() {
    run.scheduler().lock();
    try {
      return PowerRoom.left(this);
    } finally {
      run.scheduler().unlock();
    }
  }

  /** Whether the last activity that ended directly in it was skipped (R4). */
  public boolean wasLastSkipped() {
    return wasLastSkipped;
  }

  /** Reads the outcome of a named branch beside this one or one around it; null until it ends. */
  public @Nullable Outcome branch(String name) {
    Parallel construct = Freezing.constructOf(this, name);
    return construct == null ? null : construct.outcome(name);
  }

  /** Reads when a named branch came to a phase (R5); NEVER until it has. */
  public long branchNanos(String name, BranchPhase phase) {
    Parallel construct = Freezing.constructOf(this, name);
    return construct == null ? NEVER : construct.phaseNanos(name, phase);
  }

  /** The phases of a branch (R5). */
  public enum BranchPhase {
    /** It was admitted. */
    ACCEPTED,
    /** Its first effect began. */
    BEGUN,
    /** It has ended. */
    ENDED
  }

  /** The least time to what its limit asks for: the end, or for a `respond` the first effect. */
  long minimumNanos() {
    Scope owner = limitOwner;
    boolean isAnswer = owner != null && owner.spec.kind() == ScopeSpec.Kind.RESPOND;
    return isAnswer ? demands.effectNanos : demands.minimumNanos;
  }

  /** Reports the first effect of what runs in it: discharges the {@code respond} around it (T9). */
  public void begun() {
    run.scheduler()
        .atomically(
            () -> {
              for (Scope scope = this; scope != null; scope = scope.parent) {
                if (scope.spec.kind() == ScopeSpec.Kind.BRANCH) {
                  Parallel.begun(scope);
                }
                if (scope.spec.kind() == ScopeSpec.Kind.RESPOND && scope.ownEnd != NEVER) {
                  Deadlines.discharge(scope);
                  Journal.begun(scope, this);
                }
              }
            });
  }

  /** Writes the tier and the reason for it into the receipt. */
  public void served(String tier, String why) {
    run.scheduler()
        .atomically(
            () -> {
              notes().tier = tier;
              notes().why = why;
            });
  }

  /** Writes a coded fault into the receipt and the trace. */
  public void fault(String code, String message) {
    run.scheduler().atomically(() -> Journal.fault(this, code, message));
  }

  /** Whether cancellation from outside does not reach into it (C3). */
  boolean isShield() {
    return spec.kind() == ScopeSpec.Kind.CLEANUP;
  }

  Notes notes() {
    Notes present = notes;
    if (present == null) {
      present = new Notes();
      notes = present;
    }
    return present;
  }

  void onLimit() {
    limitTimer = null;
    Cuts.fall(this, limitOwner, Cause.Kind.TIMEOUT, "");
  }
}
