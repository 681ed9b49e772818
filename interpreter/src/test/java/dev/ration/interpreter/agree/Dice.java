package dev.ration.interpreter.agree;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that comes out the same for the same seed. Used by one thread. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    // Seeds that lie side by side would begin alike.
    random = new SplittableRandom(new SplittableRandom(seed).nextLong());
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From {@code least} to {@code most}, both included. */
  int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }
}
