package dev.ration.runtime.clock;

import dev.ration.runtime.clock.ClockTape.Kind;
import dev.ration.runtime.clock.ClockTape.Note;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler does besides when a run is kept or played again: whatever comes from another
 * thread waits in a mailbox until a strand looks at the clock, or until all wait. So events are
 * taken at points of the run that can be counted, and at no others. Guarded by the scheduler's
 * lock, but for {@link #isPollDue}.
 */
final class Recording {
  /** After how long a strand that does not look at the clock no longer holds up the others. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final Scheduler scheduler;
  private final ClockTape tape;
  private final Deque<Event> mail = new ArrayDeque<>();
  private long turns;

  /** Whether what is set now is set outside the run; so is all before its first strand. */
  private boolean isOutside = true;

  private boolean hasBegun;

  private boolean isDriving;
  private long nudgedNanos = Instants.NEVER;

  /** The poll that is played next; read by the strand that has the baton. */
  private @Nullable Note duePoll;

  Recording(Scheduler scheduler, ClockTape tape) {
    this.scheduler = scheduler;
    this.tape = tape;
    findPoll();
  }

  boolean isPlaying() {
    return tape.isPlaying();
  }

  long turns() {
    return turns;
  }

  boolean isOutside() {
    return isOutside;
  }

  /** The first strand starts; what was set before stands already. */
  void begin() {
    if (!hasBegun) {
      hasBegun = true;
      play();
      isOutside = false;
      // Until now it had nothing to wake up for, whatever was set.
      scheduler.wakeTimer();
    }
  }

  void as(boolean outside, Runnable action) {
    boolean before = isOutside;
    isOutside = outside;
    try {
      action.run();
    } finally {
      isOutside = before;
    }
  }

  /** The run turns to the world; without the lock, for a robot may have locks of its own. */
  void outside(Runnable action) {
    scheduler.atomically(this::turn);
    as(true, action);
  }

  /** From here on the run may get an answer. */
  private void turn() {
    turns++;
    play();
  }

  private void play() {
    if (tape.isPlaying()) {
      as(true, () -> tape.arrivals(turns).forEach(this::set));
    }
  }

  /** Something came from another thread. */
  Event mail(Event event) {
    mail.add(event);
    Strand holder = scheduler.baton().holder();
    if (holder != null) {
      holder.nudge();
    }
    if (scheduler.isVirtual()) {
      scheduler.go(null);
    } else {
      scheduler.wakeTimer();
    }
    return event;
  }

  private void set(ClockTape.Arrival arrival) {
    scheduler.put(
        new Event(scheduler, arrival.instantNanos(), arrival.rank(), 0, null, arrival.action()));
  }

  boolean withdraw(Event event) {
    return mail.remove(event);
  }

  boolean hasMail() {
    return !mail.isEmpty();
  }

  /** A strand reads the clock; what has come by then is among the events. */
  long read(Kind kind, Strand strand) {
    long steps = strand.takeSteps();
    long time;
    if (tape.isPlaying()) {
      Note next = tape.peek();
      if (next == null
          || next.kind() != kind
          || next.strand() != strand.order
          || next.steps() != steps) {
        throw lose(kind, strand, steps);
      }
      time = next.nanos();
      tape.advance();
      findPoll();
    } else {
      time = scheduler.clock();
    }
    note(new Note(kind, strand.order, steps, time));
    return time;
  }

  /** On the virtual clock, a strand that computes looks whether something came. */
  void lookVirtually(Strand strand) {
    boolean isDue = tape.isPlaying() ? isPollDue(strand, strand.steps()) : !mail.isEmpty();
    if (isDue) {
      long unused = read(Kind.POLL, strand);
    } else {
      strand.calm();
    }
  }

  private RuntimeException lose(Kind kind, Strand strand, long steps) {
    tape.lost(
        "%s of strand %d after %d steps"
            .formatted(kind == Kind.READ ? "a reading" : "a look", strand.order, steps));
    return strand.lose();
  }

  private void note(Note note) {
    if (nudgedNanos != Instants.NEVER) {
      nudgedNanos = Instants.NEVER;
      // It sleeps until its patience is over; what is due next may be due before that.
      scheduler.wakeTimer();
    }
    tape.note(note);
    turn();
    while (!mail.isEmpty()) {
      Event next = mail.remove();
      as(true, () -> deliver(next));
    }
  }

  /** Moves what came by mail to the events; it counts from here on. */
  private void deliver(Event mailed) {
    scheduler.put(mailed.later(mailed.instantNanos));
  }

  private void findPoll() {
    Note next = tape.isPlaying() ? tape.peek() : null;
    duePoll = next != null && next.kind() == Kind.POLL ? next : null;
  }

  /** Tells a strand that computes whether it has to look at the clock here. */
  boolean isPollDue(Strand strand, long steps) {
    Note due = duePoll;
    return due != null && due.strand() == strand.order && due.steps() == steps;
  }

  /** On the virtual clock, before the next event is taken while all wait. */
  void idleVirtually(@Nullable Event next) {
    if (!tape.isPlaying()) {
      if (!mail.isEmpty()) {
        note(new Note(Kind.IDLE, -1, 0, scheduler.clock()));
      }
      return;
    }
    Note due = tape.peek();
    if (due != null
        && due.kind() == Kind.IDLE
        && due.nanos() <= scheduler.clock()
        && (next == null || next.instantNanos > due.nanos())) {
      tape.advance();
      findPoll();
      note(due);
    }
  }

  /** The baton was to go on: it went to a strand, or all of them wait. */
  void went(boolean isPassed) {
    Strand holder = scheduler.baton().holder();
    if (isPassed && holder != null) {
      if (nudgedNanos != Instants.NEVER || !mail.isEmpty()) {
        holder.nudge();
      }
    } else if (tape.isPlaying()) {
      playWhileIdle();
    } else {
      scheduler.wakeTimer();
    }
  }

  /** Plays what happened while all strands waited, until one of them can go on. */
  private void playWhileIdle() {
    if (isDriving) {
      return;
    }
    isDriving = true;
    try {
      while (scheduler.isIdle() && !scheduler.baton().pass(false)) {
        Note due = tape.peek();
        if (due == null || due.kind() != Kind.IDLE) {
          tape.lost("something to go on with while all wait");
          return;
        }
        tape.advance();
        findPoll();
        note(due);
        scheduler.takeDue(due.nanos());
      }
    } finally {
      isDriving = false;
    }
  }

  /**
   * On the timer thread: says at what instant it may work off what is due; NEVER when nothing is,
   * or when a strand has been asked to do so.
   */
  long tick(long dueNanos) {
    long time = scheduler.clock();
    if (!hasBegun || time < dueNanos && mail.isEmpty()) {
      return Instants.NEVER;
    }
    Strand holder = scheduler.baton().holder();
    if (holder == null) {
      note(new Note(Kind.IDLE, -1, 0, time));
      return time;
    }
    if (nudgedNanos == Instants.NEVER) {
      nudgedNanos = time;
    } else if (time - nudgedNanos > PATIENCE_NANOS) {
      note(new Note(Kind.FORCED, holder.order, 0, time));
      return time;
    }
    holder.nudge();
    return Instants.NEVER;
  }

  /** How long the timer thread may sleep when a strand has been asked, in nanoseconds. */
  long pause(long untilDue) {
    if (!hasBegun) {
      return Long.MAX_VALUE;
    }
    return nudgedNanos == Instants.NEVER ? untilDue : PATIENCE_NANOS / 2;
  }
}
