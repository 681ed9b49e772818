package dev.ration.runtime.scope;

import dev.ration.plan.Grade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an activity went (R5). Immutable; holds no private value.
 *
 * @param allowedNanos from start to limit; {@link dev.ration.runtime.clock.Instants#NEVER} without
 * @param usedMicrojoules what it and all inside it used, as far as it had an account or a draw of
 *     its own
 * @param grantedMicrojoules {@link Demands#NONE} without
 * @param tier the tier that served a model call; null otherwise
 * @param why in a few words why this tier, or why it ended so; empty when there is nothing to say
 * @param attempts how many attempts were made
 * @param dropped late ticks or events that were not served
 * @param phases of a host action; null otherwise
 * @param faults coded things that went wrong without changing the outcome
 */
public record Receipt(
    long id,
    String name,
    ScopeSpec.Kind kind,
    String origin,
    String outcome,
    long startNanos,
    long endNanos,
    long allowedNanos,
    long usedMicrojoules,
    long grantedMicrojoules,
    Grade grade,
    long spentMicroMoney,
    @Nullable String tier,
    String why,
    int attempts,
    long dropped,
    @Nullable Phases phases,
    List<Fault> faults,
    List<Receipt> children) {
  public Receipt {
    faults = List.copyOf(faults);
    children = List.copyOf(children);
  }

  /** The instants of a host action; NEVER until they happened. */
  public record Phases(long acceptedNanos, long begunNanos, long endedNanos) {}

  /** Something that went wrong beside the outcome. */
  public record Fault(String code, String message) {}
}
