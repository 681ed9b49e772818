package dev.ration.runtime.choose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One model call with all its attempts, for {@code why}. Immutable; holds no word of what was asked
 * or answered.
 *
 * @param scopeId the number of its scope in the trace
 * @param outcome {@code ok} or the reason it failed for
 */
public record Thought(
    String call, long scopeId, long atNanos, List<Attempt> attempts, String outcome) {
  public Thought {
    attempts = List.copyOf(attempts);
  }

  /**
   * One choice and what came of it.
   *
   * @param result in a few words
   * @param tookNanos from asking to the end; 0 when nobody was asked
   * @param usedMicrojoules modelled
   * @param spentMicroMoney what was booked
   * @param confidence of the answer; null when there is none
   */
  public record Attempt(
      Decision decision,
      String result,
      long tookNanos,
      long usedMicrojoules,
      long spentMicroMoney,
      @Nullable Double confidence) {}

  /** The whole story as lines of plain text. */
  public List<String> explain() {
    return Explanation.of(this);
  }
}
