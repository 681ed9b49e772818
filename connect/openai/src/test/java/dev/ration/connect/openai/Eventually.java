package dev.ration.connect.openai;

import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
final class Eventually {
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private Eventually() {}

  /** Returns as soon as {@code condition} holds, and fails if it never does. */
  static void holds(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("it never came to hold");
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
