package dev.ration.runtime.clock;

/**
 * Makes the strand that computes call {@link Strand#poll} soon: on the real clock, from the timer
 * thread, with the scheduler's lock held. Must return at once. Only advice: a strand also polls at
 * every call by itself.
 */
@FunctionalInterface
public interface Interrupter {
  /** Asks {@code running} to poll. */
  void interrupt(Strand running);

  /** Leaves it to the strand's own calls of {@link Strand#poll}. */
  static Interrupter none() {
    return running -> {};
  }
}
