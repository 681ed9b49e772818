package dev.ration.runtime.clock;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Streams of random numbers by name, from one seed. Guarded by the scheduler's lock. */
final class Streams {
  private final Map<String, RandomGenerator> byName = new HashMap<>();
  private final long seed;

  Streams(long seed) {
    this.seed = seed;
  }

  RandomGenerator of(String name) {
    return byName.computeIfAbsent(
        name,
        key ->
            new SplittableRandom(
                seed * 0x9E37_79B9_7F4A_7C15L + Integer.toUnsignedLong(key.hashCode())));
  }
}
