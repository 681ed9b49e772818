package dev.ration.bench;

/** One of the languages that are compared. Used by one thread. */
interface Side extends AutoCloseable {
  /** The name in the table. */
  String name();

  /** Which program runs it, with its version. */
  String engine();

  /** Does a task once; what it took leaves out everything that happens once for a process. */
  Done run(Task task);

  /** What a task gave, and how long it took, in nanoseconds. */
  record Done(long result, long nanos) {}

  @Override
  default void close() {}
}
