package dev.ration.bench;

/** One of the languages that are compared. Used by one thread. */
interface Side extends AutoCloseable {
  /** The name in the table. */
  String name();

  /** Does a task once and returns what it took, in nanoseconds, without starting anything up. */
  long nanos(Task task);

  @Override
  default void close() {}
}
