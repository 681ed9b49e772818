package dev.ration.connect.meters;

/** A sensor of power, read once. */
@FunctionalInterface
interface PowerProbe {
  /** What it says now. */
  Sample sample();

  /** One reading. */
  sealed interface Sample {
    /**
     * A figure.
     *
     * @param microwatts what it says
     * @param low the least it can mean, by its resolution
     * @param high the most it can mean
     * @param raw the figures it was made of: a sensor that repeats them is stuck
     */
    record Power(long microwatts, long low, long high, long raw) implements Sample {}

    /** None, and why. */
    record Trouble(Answer.Trouble why) implements Sample {}

    /** It has nothing to say just now, and nothing is wrong, as a battery that is charging. */
    record Silent() implements Sample {}
  }
}
