package dev.ration.interpreter.values;

/** Turns what the host gives into a value of the declared type, or finds that it is none. */
@FunctionalInterface
public interface HostConversion {
  /**
   * Converts.
   *
   * @throws dev.ration.runtime.scope.Bug if the value is not of the type
   */
  Object toGuest(Object hostValue);
}
