package dev.ration.runtime.sim;

/**
 * Something a person beside the robot would notice.
 *
 * @param atNanos when, on the scheduler's clock
 * @param action the host action's full name
 * @param phase what became of it
 * @param text in words, as in {@code says "Good morning."}
 */
public record RobotEvent(long atNanos, String action, Phase phase, String text) {
  /** What became of an action. */
  public enum Phase {
    BEGUN,
    DONE,
    STOPPED,
    FAILED
  }
}
