package dev.ration.runtime.sim;

import dev.ration.runtime.spi.CommandRequest;

/** What goes wrong with a simulated robot. Asked once for each command, in their order. */
@FunctionalInterface
public interface FaultScript {
  /** Nothing goes wrong. */
  FaultScript NONE = (_, _) -> Fault.NONE;

  /** Says what happens to the {@code number}-th command of its action, from 1. */
  Fault of(CommandRequest request, int number);

  /** What can go wrong. */
  sealed interface Fault {
    /** Nothing. */
    Fault NONE = new Fine();

    /** All goes well. */
    record Fine() implements Fault {}

    /** It fails with a declared code, when it would have ended. */
    record Fails(String code) implements Fault {}

    /** It neither begins nor ends, but stops when asked. */
    record Hangs() implements Fault {}

    /** It neither begins nor ends, and does not stop when asked. */
    record Deaf() implements Fault {}

    /** It takes so many times as long. */
    record Slow(double factor) implements Fault {}
  }
}
