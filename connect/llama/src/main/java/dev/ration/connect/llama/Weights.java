package dev.ration.connect.llama;

import java.util.function.LongSupplier;

/**
 * The memory that the weights of this process take. Thread-safe.
 *
 * <p>Weights are mapped from their files, and a system counts such memory as free: it could read
 * them again at any time. So what is taken already is counted here, or two models would both be
 * found to fit where there is room for one.
 */
final class Weights {
  private final LongSupplier freeBytes;
  private long takenBytes;

  /**
   * @param freeBytes how much memory the machine has free, by its system
   */
  Weights(LongSupplier freeBytes) {
    this.freeBytes = freeBytes;
  }

  /** How much memory one more model may take. */
  synchronized long freeBytes() {
    return freeBytes.getAsLong() - takenBytes;
  }

  /** Takes memory for weights if a model fits; returns whether it does. */
  synchronized boolean take(long neededBytes, long weightBytes) {
    if (neededBytes > freeBytes()) {
      return false;
    }
    takenBytes += weightBytes;
    return true;
  }

  /** Gives back what was taken. */
  synchronized void free(long weightBytes) {
    takenBytes -= weightBytes;
  }
}
