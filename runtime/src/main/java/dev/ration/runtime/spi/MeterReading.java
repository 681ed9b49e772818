package dev.ration.runtime.spi;

import dev.ration.plan.Grade;
import java.util.List;

/**
 * What a meter says of one stretch of time (rule E7).
 *
 * @param fromNanos where the stretch begins; the readings of a meter join without a hole
 * @param toNanos where it ends
 * @param microjoules used in it; 0 unless {@link State#KNOWN}
 * @param lowMicrojoules the least it can have been, by the sensor's resolution and pace
 * @param highMicrojoules the most it can have been
 * @param grade how far the figure can be trusted
 * @param notices what went wrong, newest last
 */
public record MeterReading(
    State state,
    long fromNanos,
    long toNanos,
    long microjoules,
    long lowMicrojoules,
    long highMicrojoules,
    Grade grade,
    List<MeterNotice> notices) {
  /** What kind of answer it is. */
  public enum State {
    /** The figures hold for the whole stretch. */
    KNOWN,
    /** What was used in the stretch is not known, and never will be. */
    GAP,
    /** Nothing yet: a later reading will speak of this stretch too. */
    PENDING
  }

  public MeterReading {
    notices = List.copyOf(notices);
    boolean isOrdered =
        0 <= lowMicrojoules && lowMicrojoules <= microjoules && microjoules <= highMicrojoules;
    if (toNanos < fromNanos || !isOrdered) {
      throw new IllegalArgumentException(
          "%d <= %d <= %d uJ in %d .. %d ns"
              .formatted(lowMicrojoules, microjoules, highMicrojoules, fromNanos, toNanos));
    }
  }

  /** What was used from one instant to another. */
  public static MeterReading known(
      long fromNanos,
      long toNanos,
      long microjoules,
      long lowMicrojoules,
      long highMicrojoules,
      Grade grade,
      List<MeterNotice> notices) {
    return new MeterReading(
        State.KNOWN,
        fromNanos,
        toNanos,
        microjoules,
        lowMicrojoules,
        highMicrojoules,
        grade,
        notices);
  }

  /** Nobody knows what was used from one instant to another. */
  public static MeterReading gap(long fromNanos, long toNanos, List<MeterNotice> notices) {
    return new MeterReading(State.GAP, fromNanos, toNanos, 0, 0, 0, Grade.MODELLED, notices);
  }

  /** Nothing can be said yet. */
  public static MeterReading pending(long nanoTime, List<MeterNotice> notices) {
    return new MeterReading(State.PENDING, nanoTime, nanoTime, 0, 0, 0, Grade.MODELLED, notices);
  }

  /** Whether the figures hold. */
  public boolean isKnown() {
    return state == State.KNOWN;
  }

  /** The mean power over the stretch in microwatts; 0 where nothing is known. */
  public long microwatts() {
    long nanos = toNanos - fromNanos;
    return nanos <= 0 ? 0 : Math.round(microjoules * (1e9 / nanos));
  }
}
