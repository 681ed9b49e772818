package dev.ration.runtime.scope;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why something was cancelled (C5). Immutable.
 *
 * @param kind what hit it
 * @param owner the name of the scope where it becomes an outcome; null when there is none
 * @param ownerId that scope's number in the trace; -1 when there is none
 * @param atNanos when it fell
 * @param detail a few words: the account, the condition, the sibling
 * @param cause what caused that, where known
 */
public record Cause(
    Kind kind,
    @Nullable String owner,
    long ownerId,
    long atNanos,
    String detail,
    @Nullable Cause cause) {
  /** What hit it. */
  public enum Kind {
    /** A limit. */
    TIMEOUT,
    /** An account. */
    OVERRUN,
    /** A held condition broke. */
    INVARIANT,
    /** A more important activity took a resource. */
    PREEMPTED,
    /** A sibling failed, so that the construct cannot succeed. */
    SIBLING,
    /** The construct was decided without it. */
    LOST,
    /** {@code until} came true: a normal end. */
    UNTIL,
    /** The block that declared it ended. */
    ENDED,
    /** An event handler or a soft block failed the block. */
    HANDLER,
    /** A newer event restarted it. */
    RESTARTED,
    /** The operator's stop. */
    OPERATOR,
    /** The emergency stop. */
    EMERGENCY,
    /** The machine slept or stalled longer than a lease. */
    STALLED,
    /** A bug ends the run. */
    BUG;

    /** The word used in traces and reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
