package dev.ration.connect.meters;

import dev.ration.connect.meters.PowerProbe.Sample;
import java.nio.file.Path;

/**
 * A rail whose sensor gives power. Immutable.
 *
 * @param microwattsEach what one unit of the file is: 1 for microwatts, 1000 for milliwatts
 */
record WattProbe(Sysfs sysfs, Path power, long microwattsEach) implements PowerProbe {
  /** Ten kilowatts: no board draws more. */
  private static final long MOST_MICROWATTS = 10_000_000_000L;

  @Override
  public Sample sample() {
    return switch (sysfs.amount(power)) {
      case Answer.Trouble why ->
          new Sample.Trouble(
              new Answer.Trouble(
                  why.code(),
                  why.isAbsent(),
                  "has a file `" + Sysfs.name(power) + "` that " + why.words()));
      case Answer.Value(long units) when units > MOST_MICROWATTS / microwattsEach ->
          new Sample.Trouble(Answer.nonsense("shows more than 10 kW"));
      case Answer.Value(long units) -> {
        long microwatts = units * microwattsEach;
        long half = microwattsEach / 2;
        yield new Sample.Power(
            microwatts, Math.max(0, microwatts - half), microwatts + half, units);
      }
    };
  }
}
