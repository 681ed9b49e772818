package dev.ration.bench;

/**
 * A computation that every side does alike.
 *
 * @param name of the function in every language
 * @param size its argument
 * @param result what it must return
 */
record Task(String name, long size, long result) {
  /** Calls: the 32nd Fibonacci number, doubly recursive. */
  static final Task FIB = new Task("fib", 32, 2_178_309);

  /** A loop with a branch: the sum of i mod 7 for i below 50 million. */
  static final Task LOOP = new Task("loop", 50_000_000, 149_999_997);

  /** Fails where a side computed something else. */
  void verify(long computed) {
    if (computed != result) {
      throw new IllegalStateException(
          "%s(%d) is %d, not %d".formatted(name, size, result, computed));
    }
  }
}
