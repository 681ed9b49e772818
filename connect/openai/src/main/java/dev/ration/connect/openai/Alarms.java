package dev.ration.connect.openai;

import java.time.Duration;

/** What a call sets so as not to wait for ever. Thread-safe. */
interface Alarms extends AutoCloseable {
  /** Runs {@code action} once {@code delay} has passed, unless it is called off before. */
  Alarm after(Duration delay, Runnable action);

  /** Calls everything off. */
  @Override
  void close();

  /** One alarm that was set. */
  @FunctionalInterface
  interface Alarm {
    /** Makes sure that the action does not start any more; idempotent. */
    void callOff();
  }
}
