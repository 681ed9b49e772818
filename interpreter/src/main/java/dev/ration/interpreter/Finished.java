package dev.ration.interpreter;

import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import dev.ration.runtime.scope.Failure;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Receipt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** Why it did not end well, in words: the reason with all that led to it, or the fault. */
  public String reason() {
    if (defect.isPresent()) {
      Defect bug = defect.get();
      String place = bug.at().map(span -> " at " + span).orElse("");
      return "with a fault%s: %s: %s".formatted(place, bug.code().id(), bug.message());
    }
    return switch (outcome) {
      case Outcome.Failed(Failure failure) -> chain(failure);
      case Outcome.Cancelled(var cause) -> "cancelled(" + cause.kind().word() + ")";
      default -> outcome.word();
    };
  }

  private static String chain(@Nullable Failure failure) {
    StringBuilder text = new StringBuilder();
    for (Failure one = failure; one != null; one = one.cause()) {
      text.append(text.isEmpty() ? "" : ", because of ").append(one.reason());
      if (!one.message().isEmpty()) {
        text.append(" (").append(one.message()).append(')');
      }
    }
    return text.toString();
  }

  /** Whether the policy did what it is for, or did not have to. */
  public boolean isOk() {
    return outcome instanceof Outcome.Ok || outcome instanceof Outcome.Skipped;
  }
}
