package dev.ration.bench;

import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A computation that every side does alike.
 *
 * @param name of the function in every language
 * @param what it exercises, for the table
 * @param size its argument
 * @param reference the same computation in Java
 */
record Task(String name, String what, long size, LongUnaryOperator reference) {
  /** All, with the sizes that are measured. */
  static final List<Task> ALL =
      List.of(
          new Task("fib", "calls", 32, Task::fib),
          new Task("loop", "`while` and a branch", 50_000_000, Task::loop),
          new Task("span", "`for` over a range", 50_000_000, Task::span),
          new Task("items", "`for` over a list", 50_000, Task::items),
          new Task("points", "records", 10_000_000, Task::points),
          new Task("texts", "texts with holes", 1_000_000, Task::texts));

  /** The same with another argument. */
  Task sized(long other) {
    return new Task(name, what, other, reference);
  }

  /** What it must return. */
  long result() {
    return reference.applyAsLong(size);
  }

  private static long fib(long n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  private static long loop(long n) {
    long sum = 0;
    for (long i = 0; i < n; i++) {
      sum += i % 7;
    }
    return sum;
  }

  private static long span(long n) {
    long sum = 0;
    for (long i = 1; i <= n; i++) {
      sum += i % 10;
    }
    return sum;
  }

  private static long items(long n) {
    return n * 500_500;
  }

  private static long points(long n) {
    long x = 0;
    long y = 0;
    for (long i = 1; i <= n; i++) {
      x += y;
      y += i % 10;
    }
    return x;
  }

  private static long texts(long n) {
    long sum = 0;
    long length = 0;
    for (long i = 1; i <= n; i++) {
      length += Long.toString(i).length() + 1;
      if (length > 80) {
        sum += length;
        length = 0;
      }
    }
    return sum;
  }
}
