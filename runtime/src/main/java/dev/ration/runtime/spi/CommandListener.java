package dev.ration.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears how a host action goes, from any thread: {@link #onBegun} at most once, then exactly one of
 * the others; nothing after it.
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
}
