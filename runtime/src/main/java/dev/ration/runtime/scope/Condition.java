package dev.ration.runtime.scope;

/**
 * A condition of the policy: guest code without waits, evaluated on the strand that declared it,
 * again after every change of what it read.
 */
@FunctionalInterface
public interface Condition {
  /** Evaluates it now; everything that can change is read through {@code watch}. */
  Truth test(Watch watch);
}
