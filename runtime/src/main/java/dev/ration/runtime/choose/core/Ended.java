package dev.ration.runtime.choose.core;

/**
 * How one attempt at a tier ended. Immutable. Every attempt is told, also those that failed or
 * lost: leaving them out would make a tier look better than it is.
 *
 * @param ask the call it was for
 * @param tookNanos from asking to the end
 * @param leftNanos what it had, from asking to the cut
 * @param outputTokens written; negative when unknown
 * @param microjoules used, measured or modelled; negative when unknown
 * @param wasLikely whether it was expected to be in time
 */
public record Ended(
    Ask ask,
    int tier,
    How how,
    long tookNanos,
    long leftNanos,
    long outputTokens,
    long microjoules,
    boolean wasLikely) {
  /** The ways to end. */
  public enum How {
    /** With an answer in time. */
    ANSWERED,
    /** Cut at the deadline. */
    LATE,
    /** Without an answer, before the deadline. */
    FAILED,
    /** Nobody was there, as was told at once: finding that out costs next to nothing. */
    ABSENT,
    /** Stopped because it was no longer needed. */
    CANCELLED
  }
}
