package dev.ration.runtime.scope;

/**
 * How a run ended. Immutable.
 *
 * @param isAbandoned whether a strand did not come back, so that the receipt is what was known
 */
public record RunResult(Outcome outcome, Receipt receipt, boolean isAbandoned) {}
