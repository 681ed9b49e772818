package dev.ration.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The clock that counts while the machine sleeps (C8): Linux's CLOCK_BOOTTIME. Java's own monotonic
 * clock stands still then. Thread-safe.
 */
record BootClock(LongSupplier nanos, Optional<String> missing) {
  private static final int CLOCK_BOOTTIME = 7;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** The machine's, or the monotonic clock and the reason where there is none. */
  @SuppressWarnings("restricted")
  static BootClock find() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (!system.equals("linux")) {
      return without("only Linux has one");
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle read =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      long unused = read(read);
      return new BootClock(() -> read(read), Optional.empty());
    } catch (RuntimeException | LinkageError refused) {
      return without("it cannot be called: " + refused.getMessage());
    }
  }

  private static BootClock without(String why) {
    return new BootClock(System::nanoTime, Optional.of(why));
  }

  private static long read(MethodHandle function) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int failed = (int) function.invokeExact(CLOCK_BOOTTIME, time);
      if (failed != 0) {
        throw new IllegalStateException("clock_gettime gave " + failed);
      }
      long seconds = time.getAtIndex(ValueLayout.JAVA_LONG, 0);
      return seconds * NANOS_PER_SECOND + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (RuntimeException | Error problem) {
      throw problem;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The line of {@code --version}. */
  @Override
  public String toString() {
    return missing
        .map(why -> "monotonic only, a sleep of the machine is not noticed (" + why + ")")
        .orElse("CLOCK_BOOTTIME, a sleep of the machine is noticed");
  }
}
