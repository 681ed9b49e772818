package dev.ration.runtime.trace;

/**
 * A private value in a log: a reference that only the robot can open (M7). Holds nothing of the
 * value but a number and its size.
 *
 * @param number in the order of sealing, within one run
 * @param size characters or bytes, so that a reader knows whether there was anything
 */
public record Sealed(long number, long size) {
  @Override
  public String toString() {
    return "sealed:" + number;
  }
}
