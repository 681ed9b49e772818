package dev.ration.runtime.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a scheduler took from the world, so that a run can be repeated, or plays it again
 * (rules V2, V4). Called with the scheduler's lock held.
 */
public interface ClockTape {
  /** On what occasion the clock was read. */
  enum Kind {
    /** The run asked what time it is. */
    READ,
    /** A strand that computed was made to look, at one of its calls or back-edges. */
    POLL,
    /** Every strand waited. */
    IDLE,
    /** A strand did not look for too long: what was due was worked off beside it. */
    FORCED
  }

  /**
   * One reading of the clock.
   *
   * @param strand its number in the order of starts; -1 for none
   * @param steps how many calls and back-edges that strand passed since its last reading
   */
  record Note(Kind kind, long strand, long steps, long nanos) {}

  /** Something from outside that is played again: an event for the scheduler's queue. */
  record Arrival(long instantNanos, Rank rank, Runnable action) {}

  /** Tells whether it plays instead of keeping. */
  boolean isPlaying();

  /** Keeps a reading; also called, with what was played, when it plays. */
  void note(Note note);

  /** The next reading to play; null when there is none. */
  @Nullable Note peek();

  /** Goes on to the reading after it. */
  void advance();

  /** What is played from the moment on at which the run turned to the world so many times. */
  List<Arrival> arrivals(long turns);

  /** The run wants a reading that the tape does not have: it is no longer the run that was kept. */
  void lost(String wanted);
}
