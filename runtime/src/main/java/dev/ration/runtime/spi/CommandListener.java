package dev.ration.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears how a host action goes, from any thread: {@link #onBegun} at most once, then exactly one of
 * the ends; nothing after it.
 */
public interface CommandListener {
  /** The first effect: first sound, first movement (T9). */
  void onBegun();

  /** It ended well, with its result; null when it has none. */
  void onDone(@Nullable Object result);

  /** It failed with one of its declared codes. */
  void onFailed(String code, String message);

  /** It was stopped, and its resources are in their safe state. */
  void onStopped();

  /** Its lease has run out, and it is being stopped; {@link #onStopped} follows. */
  default void onLapsed() {}

  /**
   * It was not taken, and nothing has moved; instead of an end.
   *
   * @param isStopped whether that is because of an emergency stop
   */
  default void onRefused(boolean isStopped, String message) {
    onFailed("refused", message);
  }

  /** The code that does it is defective and has given up (R2); instead of an end. */
  default void onBroken(String message) {
    onFailed("broken", message);
  }

  /** Its driver is gone: nobody can say what became of it; instead of an end. */
  default void onLost(String message) {
    onFailed("lost", message);
  }
}
