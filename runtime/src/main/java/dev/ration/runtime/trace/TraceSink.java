package dev.ration.runtime.trace;

/**
 * Takes the events of a run, in order. Called with the scheduler's lock held; must not block for
 * long.
 */
@FunctionalInterface
public interface TraceSink extends AutoCloseable {
  /** Takes one event. */
  void write(TraceEvent event);

  /** Tells whether events are wanted at all, so that nobody makes them for nothing. */
  default boolean isOn() {
    return true;
  }

  /** Writes out what is buffered. */
  @Override
  default void close() {}

  /** Takes nothing. */
  static TraceSink none() {
    return new TraceSink() {
      @Override
      public void write(TraceEvent event) {}

      @Override
      public boolean isOn() {
        return false;
      }
    };
  }
}
