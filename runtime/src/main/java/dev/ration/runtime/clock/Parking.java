package dev.ration.runtime.clock;

/**
 * How a strand's thread blocks. The interpreter gives one that keeps safepoints going; an exception
 * it throws ends the strand.
 */
@FunctionalInterface
public interface Parking {
  /** Blocks as {@code wait} does, again after every interrupt that is not for the strand. */
  void park(Wait wait);

  /** Something that blocks until it is over. */
  @FunctionalInterface
  interface Wait {
    /** Blocks; may be called again after an interrupt. */
    void block() throws InterruptedException;
  }

  /** Blocks plainly; interrupts are kept for later. */
  static Parking plain() {
    return wait -> {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            wait.block();
            return;
          } catch (InterruptedException _) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
