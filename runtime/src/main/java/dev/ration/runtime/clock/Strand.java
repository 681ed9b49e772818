package dev.ration.runtime.clock;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One line of guest execution: the policy's own, or that of a branch or an event handler.
 *
 * <p>It has a thread of its own, but runs guest code only while it holds the one baton of its
 * scheduler (rule V4). Except where stated, its methods are called by its own thread, holding the
 * baton and not the scheduler's lock.
 */
public final class Strand {
  private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();
  private static final VarHandle STEP_DUE = stepDue();

  final long order;
  boolean isFresh;
  long round;
  private final Scheduler scheduler;
  private final SchedulerSettings settings;
  private final boolean isVirtual;
  private final @Nullable Recording recording;
  private final boolean isPlayed;
  private final String name;
  private final Deque<Runnable> checks = new ArrayDeque<>();
  private volatile @Nullable Guard guard;
  private volatile boolean isCalled;

  /** Asked by another thread to look at the clock; only in a run that is kept. */
  private volatile boolean isNudged;

  /** Calls and back-edges since the clock was read last; only in a run that is kept or played. */
  private long steps;

  /** Whether {@link #step} has something to do; always so on the virtual clock. */
  private boolean isStepDue;

  private @Nullable Thread thread;
  private long nowNanos;
  private boolean isWaiting;
  private boolean isShielded;
  private boolean isCutFirst;
  private boolean isChecking;
  private boolean isDone;
  private volatile @Nullable RuntimeException lost;

  Strand(
      Scheduler scheduler,
      SchedulerSettings settings,
      String name,
      long order,
      @Nullable Guard guard) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.isVirtual = scheduler.isVirtual();
    this.recording = scheduler.recording();
    this.isPlayed = recording != null && recording.isPlaying();
    this.isStepDue = isVirtual || isPlayed;
    this.name = name;
    this.order = order;
    this.guard = guard;
  }

  private static VarHandle stepDue() {
    try {
      return MethodHandles.lookup().findVarHandle(Strand.class, "isStepDue", boolean.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  /** The scheduler it runs under. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** The name given when it was made, for traces. */
  public String name() {
    return name;
  }

  /** The strand of the calling thread, or null. */
  public static @Nullable Strand current() {
    return CURRENT.get();
  }

  /** Its instant: the stamp of what woke it, moved on only by {@link #step} and {@link #poll}. */
  public long now() {
    return isVirtual ? scheduler.now() : nowNanos;
  }

  /** Reads the real clock, working off what is due first; the virtual one stands still. */
  public long refresh() {
    if (isVirtual) {
      return scheduler.now();
    }
    return refresh(ClockTape.Kind.READ);
  }

  private long refresh(ClockTape.Kind kind) {
    nowNanos = Math.max(nowNanos, scheduler.refresh(this, kind));
    return nowNanos;
  }

  /** The innermost scope it is in. */
  public @Nullable Guard guard() {
    return guard;
  }

  /** Goes into a scope, or back out to the one around it; with or without the lock. */
  public void enter(@Nullable Guard innermost) {
    guard = innermost;
  }

  /**
   * Marks a call or a loop back-edge: moves time on (by the step time on the virtual clock, to what
   * the clock says on the real one), takes turns, and throws the cancellation that is due.
   */
  public void step() {
    if (recording != null) {
      boolean isDue = isDue(recording);
      if (isVirtual ? isDue || !scheduler.advanceQuietly() : isDue) {
        attend(true);
      }
    } else if (isVirtual) {
      if (isCalled || !scheduler.advanceQuietly()) {
        attend(true);
      }
    } else if (isCalled) {
      attend(false);
    }
  }

  /**
   * Tells whether {@link #step} has something to do. An opaque read: compiled code reads the field
   * again at every step, but may keep everything else that it knows.
   */
  public boolean isStepDue() {
    return (boolean) STEP_DUE.getOpaque(this);
  }

  private boolean isDue(Recording kept) {
    RuntimeException gone = lost;
    if (gone != null) {
      throw gone;
    }
    steps++;
    return isCalled || isNudged || kept.isPollDue(this, steps);
  }

  long steps() {
    return steps;
  }

  long takeSteps() {
    long passed = steps;
    steps = 0;
    isNudged = false;
    return passed;
  }

  /** It has looked, and there was nothing; with the lock held. */
  void calm() {
    isNudged = false;
  }

  /** Asks it, from another thread, to look at the clock; with the lock held. */
  void nudge() {
    isNudged = true;
    if (!isStepDue) {
      STEP_DUE.setRelease(this, true);
    }
  }

  /** Stands for {@link #step} where {@link #isStepDue} has said that it has nothing to do. */
  public void pass() {
    if (recording != null) {
      steps++;
    }
  }

  private void called(boolean isDue) {
    isCalled = isDue;
    boolean isStep = isDue || isNudged || isVirtual || isPlayed;
    if (isStepDue != isStep) {
      STEP_DUE.setRelease(this, isStep);
    }
  }

  /** As {@link #step}, but costs no time on the virtual clock. Cheap when nothing is due. */
  public void poll() {
    if (recording != null ? isDue(recording) : isCalled) {
      attend(false);
    }
  }

  /** Tells whether {@link #poll} has something to do; may be asked from any thread. */
  public boolean needsPoll() {
    return isCalled;
  }

  private void attend(boolean takesTime) {
    if (isChecking) {
      return;
    }
    if (!isVirtual) {
      long unused = refresh(ClockTape.Kind.POLL);
    }
    scheduler.lock();
    try {
      called(false);
      if (isVirtual && recording != null) {
        recording.lookVirtually(this);
      }
      if (takesTime && isVirtual) {
        scheduler.advance(this);
      }
      while (scheduler.baton().isSomeoneFirst(this) || scheduler.baton().isSliceOver()) {
        stepBack();
      }
      check();
      throwIfCut();
      standStill();
    } finally {
      scheduler.unlock();
    }
  }

  private void throwIfCut() {
    RuntimeException cut = pendingCut();
    if (cut != null) {
      throw cut;
    }
  }

  /** Waits while what it is inside of is frozen; conditions are still looked at. */
  private void standStill() {
    while (isFrozen()) {
      isWaiting = true;
      try {
        giveUp();
      } finally {
        isWaiting = false;
      }
      check();
      throwIfCut();
    }
  }

  /**
   * Hands the baton over until the result is there, and returns it. Throws its failure, or the
   * cancellation that lands first. A result stamped at the cut wins over the limit (T4).
   */
  public <T> @Nullable T await(Completion<T> completion) {
    await(completion, false);
    return completion.result();
  }

  /** Waits until an instant; {@link Instants#NEVER} waits for a cancellation. */
  public void waitUntil(long instantNanos) {
    Completion<Object> over = scheduler.completion();
    Timer timer = Instants.isSet(instantNanos) ? wakeAt(instantNanos, over) : null;
    try {
      await(over, false);
    } finally {
      if (timer != null) {
        timer.cancel();
      }
    }
  }

  /** Waits for a result, come what may; conditions are still looked at. */
  public void awaitShielded(Completion<?> completion) {
    await(completion, true);
  }

  /** As {@link #await}, but only until an instant; returns whether the result is there. */
  public boolean awaitUntil(Completion<?> completion, long instantNanos, boolean shielded) {
    if (!Instants.isSet(instantNanos)) {
      await(completion, shielded);
      return true;
    }
    Completion<Object> either = scheduler.completion();
    completion.whenDone(either::settleNow);
    Timer timer = wakeAt(instantNanos, either);
    try {
      await(either, shielded);
    } finally {
      timer.cancel();
    }
    return completion.isDone();
  }

  private Timer wakeAt(long instantNanos, Completion<?> over) {
    return scheduler.at(instantNanos, Rank.COMPLETION, over::settleNow);
  }

  private void await(Completion<?> completion, boolean shielded) {
    scheduler.lock();
    try {
      completion.whenDone(() -> wakeFromWait(false));
      isShielded = shielded;
      isCutFirst = false;
      while (true) {
        check();
        RuntimeException cut = completion.isDone() && !isCutFirst || shielded ? null : pendingCut();
        if (cut != null) {
          throw cut;
        }
        if (completion.isDone() && (shielded || !isFrozen())) {
          return;
        }
        isWaiting = true;
        giveUp();
      }
    } finally {
      isWaiting = false;
      isShielded = false;
      recheck();
      scheduler.unlock();
    }
  }

  /**
   * Lets the next poll throw a cancellation that is due by now, or hand over to a strand that comes
   * first by now: with another scope it has another limit (T10). With the lock held.
   */
  public void recheck() {
    if (!isCalled
        && (pendingCut() != null || isFrozen() || scheduler.baton().isSomeoneFirst(this))) {
      called(true);
    }
  }

  /**
   * Has {@code check} run by this strand, between statements or in the middle of a wait; it must
   * not wait. With the lock held.
   */
  public void interject(Runnable check) {
    checks.add(check);
    if (isWaiting) {
      wakeFromWait(false);
    } else {
      call();
    }
  }

  /** Has the strand look at its guard's cancellation; with the lock held. */
  public void cutChanged() {
    if (isWaiting && !isShielded) {
      wakeFromWait(true);
    } else if (!isWaiting) {
      call();
    }
  }

  /** Has the strand look at whether it is frozen; with the lock held. */
  public void freezeChanged() {
    if (isWaiting) {
      wakeFromWait(false);
    } else {
      call();
    }
  }

  private void wakeFromWait(boolean isCut) {
    if (isWaiting) {
      isWaiting = false;
      isCutFirst = isCut;
      scheduler.wake(this);
    }
  }

  void wokenAt(long instantNanos) {
    nowNanos = Math.max(nowNanos, instantNanos);
  }

  /** Asks it to poll. */
  void call() {
    if (!isCalled && !isDone) {
      called(true);
      if (!isVirtual && scheduler.baton().holder() == this) {
        settings.interrupter().interrupt(this);
      }
    }
  }

  /** Runs what was interjected, without the lock and without being cancelled meanwhile. */
  private void check() {
    while (!checks.isEmpty() && !isChecking) {
      Runnable next = checks.remove();
      isChecking = true;
      scheduler.unlock();
      try {
        next.run();
      } finally {
        scheduler.lock();
        isChecking = false;
      }
    }
  }

  private @Nullable RuntimeException pendingCut() {
    Guard innermost = guard;
    return innermost == null ? null : innermost.pendingCut();
  }

  private boolean isFrozen() {
    Guard innermost = guard;
    return innermost != null && innermost.isFrozen();
  }

  long limitNanos() {
    Guard innermost = guard;
    return innermost == null ? Instants.NEVER : innermost.placeNanos();
  }

  /** Lets others go first; with the lock held. */
  void stepBack() {
    scheduler.baton().stepBack(this);
    scheduler.go(this);
    untilMyTurn();
  }

  private void giveUp() {
    scheduler.baton().put(this);
    scheduler.go(this);
    untilMyTurn();
  }

  private void untilMyTurn() {
    if (scheduler.baton().holder() == this) {
      return;
    }
    scheduler.unlock();
    try {
      settings.parking().park(this::blockUntilMyTurn);
    } catch (RuntimeException | Error ended) {
      lost = ended instanceof RuntimeException exception ? exception : new LostStrand(ended);
      throw ended;
    } finally {
      scheduler.lock();
    }
    RuntimeException gone = lost;
    if (gone != null) {
      throw gone;
    }
  }

  private void blockUntilMyTurn() throws InterruptedException {
    while (scheduler.baton().holder() != this && lost == null) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Tells whether it has the baton; may be asked from any thread. */
  public boolean isComputing() {
    return scheduler.baton().holder() == this;
  }

  void onThread(Thread own) {
    thread = own;
  }

  void unpark() {
    LockSupport.unpark(thread);
  }

  /** Tells whether it was left behind, or its thread refused to wait: nothing may run on it. */
  public boolean isLost() {
    return lost != null;
  }

  /** Ends it where it is, for it can no longer be played; with the lock held. */
  RuntimeException lose() {
    RuntimeException gone = new LostStrand(null);
    lost = gone;
    return gone;
  }

  /** Leaves it behind: others go on without it. With the lock held. */
  public void leaveBehind() {
    lost = new LostStrand(null);
    if (!isDone) {
      isDone = true;
      scheduler.ended(this);
    }
    unpark();
  }

  /** The life of its thread. */
  void live(Runnable body) {
    CURRENT.set(this);
    try {
      scheduler.lock();
      try {
        untilMyTurn();
      } finally {
        scheduler.unlock();
      }
      body.run();
    } catch (RuntimeException gone) {
      if (lost == null) {
        throw gone;
      }
    } finally {
      CURRENT.remove();
      scheduler.lock();
      try {
        if (!isDone) {
          isDone = true;
          scheduler.ended(this);
        }
      } finally {
        scheduler.unlock();
      }
    }
  }

  /** What a strand throws that may not go on. */
  private static final class LostStrand extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostStrand(@Nullable Throwable cause) {
      super("the strand was left behind", cause, false, false);
    }
  }
}
