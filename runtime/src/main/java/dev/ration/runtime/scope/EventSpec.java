package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/**
 * A {@code whenever} (P4). Immutable.
 *
 * @param name what reports call it
 * @param origin where it stands; may be empty
 * @param topic the source whose messages are the events; null for a condition's rising edge
 * @param holdNanos how long the condition must have held; 0 without {@code for}
 * @param everyNanos after which it comes again while the condition is true; 0 without {@code every}
 * @param busy what becomes of an event that comes while the handler runs
 * @param queue how many of them are kept; 1 or more for {@code busy queue}, else 0
 */
public record EventSpec(
    String name,
    String origin,
    @Nullable String topic,
    long holdNanos,
    long everyNanos,
    Busy busy,
    int queue) {
  /** What becomes of an event that comes while the handler runs. */
  public enum Busy {
    SKIP,
    RESTART,
    QUEUE
  }
}
