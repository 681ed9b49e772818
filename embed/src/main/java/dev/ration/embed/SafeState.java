package dev.ration.embed;

/** Brings one resource of a robot to its safe state. */
@FunctionalInterface
public interface SafeState {
  /**
   * Returns when the resource is in its safe state, and not before. Called from any thread, for one
   * resource by one thread at a time, also where it is safe already.
   *
   * @throws Exception if it could not be brought there: it then counts as not safe
   */
  void enter() throws Exception;
}
