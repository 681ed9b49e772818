package dev.ration.runtime.scope;

/**
 * Until when the budgets of a run's mission must last; a service of the run. Immutable.
 *
 * @param atNanos an instant of the run's clock
 */
public record MissionEnd(long atNanos) {}
