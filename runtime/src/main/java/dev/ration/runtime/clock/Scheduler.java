package dev.ration.runtime.clock;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of time: a queue of events ordered by instant, rank and program order, and the
 * baton that strands hand over (rules T4, T10, V1, V4).
 *
 * <p>Thread rule: one lock guards everything. An event's action runs with the lock held, on the
 * timer thread (real clock) or on the strand that gave up the baton (virtual clock); it must be
 * short and never block. {@link #at} and {@link #post} may be called from any thread, with or
 * without the lock. {@link #atomically} takes the lock.
 */
public final class Scheduler implements AutoCloseable {
  /** Written without a fence: whoever must not miss a change has the lock or the baton. */
  private static final VarHandle NOW = handle("nowNanos");

  private static final VarHandle DUE = handle("dueNanos");

  private final SchedulerSettings settings;
  private final boolean isVirtual;
  private final long originNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final EventHeap events = new EventHeap();
  private final Baton baton;
  private final Streams streams;
  private final @Nullable Thread timer;

  /** What is done besides when the run is kept or played again. */
  private final @Nullable Recording recording;

  /** Written with the lock held, or on the virtual clock by the strand that has the baton. */
  private volatile long nowNanos;

  /** The instant of the first event; the largest number when there is none. */
  private volatile long dueNanos = Long.MAX_VALUE;

  private long wakeNanos = Long.MAX_VALUE;

  /** How often whoever has the lock has taken it once more. */
  private int nested;

  private long sequence;
  private long strands;
  private int living;
  private boolean isTaking;
  private boolean isDriving;
  private boolean isClosed;
  private @Nullable Event taken;

  private Scheduler(SchedulerSettings settings, boolean isVirtual, @Nullable ClockTape tape) {
    this.settings = settings;
    this.isVirtual = isVirtual;
    this.streams = new Streams(settings.seed());
    boolean isPlaying = tape != null && tape.isPlaying();
    this.originNanos = isVirtual || isPlaying ? 0 : settings.clock().getAsLong();
    this.recording = tape == null ? null : new Recording(this, tape);
    this.baton = new Baton(this, settings.sliceNanos());
    this.timer =
        isVirtual || isPlaying
            ? null
            : Thread.ofPlatform().name("ration-clock").daemon().unstarted(this::tick);
  }

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(Scheduler.class, field, long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  /** A scheduler on the machine's monotonic clock. */
  public static Scheduler real(SchedulerSettings settings) {
    return real(settings, null);
  }

  /**
   * As {@link #real(SchedulerSettings)}, and keeps what it takes from the world on {@code tape}. A
   * tape that plays stands for the clock: time jumps, and nothing is waited for.
   */
  public static Scheduler real(SchedulerSettings settings, @Nullable ClockTape tape) {
    Scheduler scheduler = new Scheduler(settings, false, tape);
    if (scheduler.timer != null) {
      scheduler.timer.start();
    }
    return scheduler;
  }

  /** A scheduler on a discrete-event clock that starts at 0 and jumps (rule V1). */
  public static Scheduler virtual(SchedulerSettings settings) {
    return virtual(settings, null);
  }

  /** As {@link #virtual(SchedulerSettings)}, and keeps or plays what reaches it from outside. */
  public static Scheduler virtual(SchedulerSettings settings, @Nullable ClockTape tape) {
    return new Scheduler(settings, true, tape);
  }

  /** What it is made of. */
  public SchedulerSettings settings() {
    return settings;
  }

  /** Tells whether time is virtual. */
  public boolean isVirtual() {
    return isVirtual;
  }

  /**
   * The present instant, 0 when the scheduler was made: inside an event's action its stamp, inside
   * a strand {@link Strand#now}, elsewhere what the clock says.
   */
  public long now() {
    if (isVirtual || lock.isHeldByCurrentThread()) {
      return nowNanos;
    }
    Strand strand = Strand.current();
    return strand != null && strand.scheduler() == this ? strand.now() : clock();
  }

  /** Sets a timer; an instant that has passed means now. */
  public Timer at(long instantNanos, Rank rank, Runnable action) {
    return addAny(instantNanos, rank, 0, null, action);
  }

  /** As above; {@code order} decides among those of one instant and rank, the least first. */
  public Timer at(long instantNanos, Rank rank, long order, Runnable action) {
    return addAny(instantNanos, rank, order, null, action);
  }

  /**
   * Sets a timer on the virtual clock that needs an answer from the real world (an in-process
   * model): the clock does not pass the instant before {@code answer} is done. On the real clock it
   * is an ordinary timer that additionally waits for the answer.
   */
  public Timer atWhenReady(long instantNanos, Rank rank, Future<?> answer, Runnable action) {
    return addAny(instantNanos, rank, 0, answer, action);
  }

  /** Brings in something that just happened; it is stamped now. */
  public void post(Rank rank, Runnable action) {
    addAny(Long.MIN_VALUE, rank, 0, null, action);
  }

  /**
   * Does something outside the run: asks the robot or a model. A run that is kept counts how often,
   * and tells what was set there from its own events.
   */
  public void outside(Runnable action) {
    Recording kept = recording;
    if (kept == null) {
      action.run();
    } else {
      kept.outside(action);
    }
  }

  /** Does something of the run that is brought to it from outside; with the lock held. */
  public void inside(Runnable action) {
    Recording kept = recording;
    if (kept == null) {
      action.run();
    } else {
      kept.as(false, action);
    }
  }

  /** What the calling thread is taking; null outside an event's action. */
  public @Nullable Taken taken() {
    return lock.isHeldByCurrentThread() && isTaking && taken != null ? Taken.of(taken) : null;
  }

  /** Makes a completion. */
  public <T> Completion<T> completion() {
    return new Completion<>(this);
  }

  /** The stream of random numbers called {@code name}: the same for the same seed and name. */
  public RandomGenerator random(String name) {
    lock();
    try {
      return streams.of(name);
    } finally {
      unlock();
    }
  }

  /** Runs {@code action} with the lock held. */
  public void atomically(Runnable action) {
    lock();
    try {
      action.run();
    } finally {
      unlock();
    }
  }

  /**
   * Starts a strand on a thread of its own; it runs when its turn comes. Program order among
   * strands is the order of these calls.
   *
   * @param guard what it is inside of at first, or null
   */
  public Strand start(String name, @Nullable Guard guard, Runnable body) {
    lock();
    try {
      Strand strand = new Strand(this, settings, name, strands++, guard);
      Thread thread = settings.threads().newThread(() -> strand.live(body));
      strand.onThread(thread);
      if (recording != null && living == 0) {
        recording.begin();
      }
      living++;
      wake(strand);
      thread.start();
      go(null);
      return strand;
    } finally {
      unlock();
    }
  }

  /**
   * Tells whether the running strand is the only one that can go on now, and nothing is due; with
   * the lock held.
   */
  public boolean isQuiet() {
    return !baton.isSomeoneReady() && dueNanos > nowNanos;
  }

  /** Stops the timer thread; strands must have ended or been left behind. */
  @Override
  public void close() {
    lock();
    try {
      isClosed = true;
      LockSupport.unpark(timer);
    } finally {
      unlock();
    }
  }

  /** Takes the lock, as {@link #atomically} does; {@link #unlock} must follow. */
  public void lock() {
    acquire();
    if (!isVirtual && !isTaking) {
      Strand strand = Strand.current();
      if (strand != null && strand.scheduler() == this) {
        nowAtLeast(strand.now());
      }
    }
  }

  /**
   * Takes the lock; one taken already is only counted, for memory fences cost more than a scope.
   */
  private void acquire() {
    if (lock.isHeldByCurrentThread()) {
      nested++;
    } else {
      lock.lock();
    }
  }

  /** Gives the lock back. */
  public void unlock() {
    if (nested > 0) {
      nested--;
    } else {
      lock.unlock();
    }
  }

  private void nowAtLeast(long instantNanos) {
    if (instantNanos > nowNanos) {
      NOW.setRelease(this, instantNanos);
    }
  }

  Baton baton() {
    return baton;
  }

  long stepNanos() {
    return settings.stepNanos();
  }

  long nextSequence() {
    return sequence++;
  }

  long clock() {
    boolean isPlayed = isVirtual || recording != null && recording.isPlaying();
    return isPlayed ? nowNanos : settings.clock().getAsLong() - originNanos;
  }

  /** Tells whether every strand waits. */
  boolean isIdle() {
    return baton.holder() == null && living > 0;
  }

  void wakeTimer() {
    LockSupport.unpark(timer);
  }

  @Nullable Recording recording() {
    return recording;
  }

  /** Adds an event from any thread. */
  private Event addAny(
      long instantNanos, Rank rank, long order, @Nullable Future<?> answer, Runnable action) {
    Recording kept = recording;
    if (kept == null) {
      return add(instantNanos, rank, order, answer, action);
    }
    lock();
    try {
      boolean isInside = isTaking || living == 0 || Strand.current() == baton.holder() && !isIdle();
      return isInside
          ? add(instantNanos, rank, order, answer, action)
          : kept.mail(
              new Event(this, Math.max(instantNanos, clock()), rank, order, answer, action));
    } finally {
      unlock();
    }
  }

  /** Puts an event into the queue as it is. */
  void put(Event event) {
    events.add(event);
    changed();
  }

  Event add(long instantNanos, Rank rank, long order, @Nullable Future<?> answer, Runnable action) {
    lock();
    try {
      long instant = Math.max(nowNanos, instantNanos);
      if (instantNanos == Long.MIN_VALUE && !isTaking && !isVirtual && recording == null) {
        instant = Math.max(nowNanos, clock());
      }
      Event event = new Event(this, instant, rank, order, answer, action);
      put(event);
      if (!isTaking) {
        if (isVirtual) {
          go(null);
        } else if (instant < wakeNanos) {
          LockSupport.unpark(timer);
        }
      }
      return event;
    } finally {
      unlock();
    }
  }

  boolean remove(Event event) {
    lock();
    try {
      boolean wasIn = events.remove(event) || recording != null && recording.withdraw(event);
      changed();
      return wasIn;
    } finally {
      unlock();
    }
  }

  private void changed() {
    Event first = events.peek();
    long due = first == null ? Long.MAX_VALUE : first.instantNanos;
    if (due != dueNanos) {
      DUE.setRelease(this, due);
    }
  }

  /** Lets a strand go on that an event woke. */
  void wake(Strand strand) {
    strand.wokenAt(nowNanos);
    baton.wake(strand);
  }

  /**
   * Keeps things going when nobody has the baton. On the virtual clock this takes events until a
   * strand can go on; without any strand the clock stands still.
   */
  void go(@Nullable Strand self) {
    if (!isVirtual) {
      if (baton.holder() == null && !isTaking) {
        boolean isPassed = baton.pass(false);
        if (recording != null) {
          recording.went(isPassed);
        }
      }
      return;
    }
    if (isDriving || isTaking) {
      return;
    }
    isDriving = true;
    try {
      while (baton.holder() == null && living > 0) {
        if (baton.pass(false)) {
          return;
        }
        if (recording != null) {
          recording.idleVirtually(events.peek());
        }
        Event event = events.peek();
        if (event == null) {
          return;
        }
        if (event.isAnswered()) {
          takeRank(event);
        } else {
          waitFor(event, self);
        }
      }
    } finally {
      isDriving = false;
    }
  }

  /** A strand has ended, or was left behind; with the lock held. */
  void ended(Strand strand) {
    living--;
    baton.forget(strand);
    go(null);
  }

  /** Takes what lies at one instant and rank, and what it causes there. */
  private void takeRank(Event first) {
    Event event = first;
    while (event != null
        && event.instantNanos == first.instantNanos
        && event.rank == first.rank
        && event.isAnswered()) {
      take(event);
      event = events.peek();
    }
  }

  private void take(Event event) {
    events.remove(event);
    changed();
    nowAtLeast(event.instantNanos);
    boolean wasTaking = isTaking;
    Event before = taken;
    isTaking = true;
    taken = event;
    try {
      if (recording == null) {
        event.action.run();
      } else {
        recording.as(event.isOutside, event.action);
      }
    } finally {
      isTaking = wasTaking;
      taken = before;
    }
  }

  /** Blocks in real time, without the lock, until an answer is there or something else is due. */
  private void waitFor(Event event, @Nullable Strand self) {
    Future<?> answer = event.answer;
    if (answer == null) {
      return;
    }
    unlock();
    try {
      Glance.at(answer, self == null ? Parking.plain() : settings.parking());
    } finally {
      lock();
    }
  }

  /**
   * Moves the virtual clock on by a step of the strand that computes, taking what falls due on the
   * way; with the lock held.
   */
  void advance(Strand strand) {
    long owed = settings.stepNanos();
    while (true) {
      if (baton.isSomeoneFirst(strand)) {
        strand.stepBack();
        continue;
      }
      Event event = events.peek();
      if (event == null || event.instantNanos > nowNanos + owed) {
        nowNanos += owed;
        break;
      }
      if (!event.isAnswered()) {
        waitFor(event, strand);
        continue;
      }
      long at = Math.max(nowNanos, event.instantNanos);
      owed -= at - nowNanos;
      takeRank(event);
    }
    if (baton.isSliceOver()) {
      strand.stepBack();
    }
  }

  /** A step of the virtual clock when nothing falls into it; returns false otherwise. */
  boolean advanceQuietly() {
    long next = nowNanos + settings.stepNanos();
    if (next >= dueNanos) {
      return false;
    }
    NOW.setRelease(this, next);
    return true;
  }

  /** Works off what is due on the real clock, on a strand that is about to read it. */
  long refresh(Strand strand, ClockTape.Kind kind) {
    if (recording != null) {
      acquire();
      try {
        long read = recording.read(kind, strand);
        takeDue(read);
        return read;
      } finally {
        unlock();
      }
    }
    long time = clock();
    if (time >= dueNanos) {
      acquire();
      try {
        takeDue(time);
      } finally {
        unlock();
      }
    }
    return time;
  }

  void takeDue(long time) {
    if (isTaking) {
      return;
    }
    Event event = events.peek();
    while (event != null && event.instantNanos <= time) {
      if (event.isAnswered()) {
        take(event);
      } else {
        postpone(event, time);
      }
      event = events.peek();
    }
    go(null);
  }

  /** Lets an event whose answer is late come again soon, so that it holds nothing else up. */
  private void postpone(Event waiting, long time) {
    events.remove(waiting);
    Event later = waiting.later(time + TimeUnit.MILLISECONDS.toNanos(1));
    put(later);
  }

  private void tick() {
    while (true) {
      long pause;
      acquire();
      try {
        wakeNanos = Long.MIN_VALUE;
        if (isClosed) {
          return;
        }
        if (recording == null) {
          takeDue(clock());
        } else {
          long time = recording.tick(dueNanos);
          if (Instants.isSet(time)) {
            takeDue(time);
          }
        }
        wakeNanos = dueNanos;
        pause = dueNanos == Long.MAX_VALUE ? Long.MAX_VALUE : dueNanos - clock();
        if (recording != null) {
          pause = recording.pause(pause);
        }
      } finally {
        unlock();
      }
      if (pause > 0) {
        LockSupport.parkNanos(this, pause);
      }
    }
  }
}
