package dev.ration.runtime.scope;

import dev.ration.plan.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an activity failed, with all that led to it (R1, R2). Immutable; holds no private value.
 *
 * @param reason one of the closed set, or a declared code
 * @param message one sentence for a person
 * @param cause the failure this one came from, the cancellation or null
 * @param attached outcomes that belong to it: of every branch (P1), or of a failed handler
 */
public record Failure(
    Reason reason, String message, @Nullable Failure cause, List<Outcome> attached) {
  public Failure {
    attached = List.copyOf(attached);
  }

  /** A failure with nothing behind it. */
  public static Failure of(Reason reason, String message) {
    return new Failure(reason, message, null, List.of());
  }

  /** The same with what led to it. */
  public Failure causedBy(@Nullable Failure earlier) {
    return new Failure(reason, message, earlier, attached);
  }

  /** The same with outcomes that belong to it. */
  public Failure with(List<Outcome> outcomes) {
    return new Failure(reason, message, cause, outcomes);
  }
}
