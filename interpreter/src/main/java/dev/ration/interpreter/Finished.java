package dev.ration.interpreter;

import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Receipt;
import java.util.Optional;

/**
 * How a run of a policy ended. Immutable.
 *
 * @param outcome of the policy; {@link Outcome.Broken} when a bug ended it
 * @param value its result, when it ended well and has one
 * @param receipt of the policy with all inside; empty when it was refused before it started
 * @param isAbandoned whether a thread did not come back, so that the receipt is what was known
 * @param defect the bug that ended it
 */
public record Finished(
    Outcome outcome,
    Optional<GuestValue> value,
    Optional<Receipt> receipt,
    boolean isAbandoned,
    Optional<Defect> defect) {

  /**
   * A bug.
   *
   * @param at where in the policy, when that is known
   */
  public record Defect(Code code, String message, Optional<Span> at) {}

  /** Whether the policy did what it is for, or did not have to. */
  public boolean isOk() {
    return outcome instanceof Outcome.Ok || outcome instanceof Outcome.Skipped;
  }
}
