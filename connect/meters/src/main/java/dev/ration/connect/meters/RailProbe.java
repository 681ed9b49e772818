package dev.ration.connect.meters;

import dev.ration.connect.meters.PowerProbe.Sample;
import java.nio.file.Path;

/**
 * A rail whose sensor gives millivolts and milliamperes; their product is microwatts. Immutable.
 *
 * @param milliamperesStep the smallest change of current that the sensor can show
 */
record RailProbe(Sysfs sysfs, Path millivolts, Path milliamperes, long milliamperesStep)
    implements PowerProbe {
  /** The smallest change of voltage that an INA3221 can show. */
  private static final long MILLIVOLTS_STEP = 8;

  /** An INA3221 measures 26 V and an INA238 85 V at most: more is no voltage of a rail. */
  private static final long MOST_MILLIVOLTS = 100_000;

  private static final long MOST_MILLIAMPERES = 500_000;

  /** So far below zero an idle rail may seem to be, by the sensor's offset. */
  private static final long OFFSET_MILLIAMPERES = 40;

  @Override
  public Sample sample() {
    Answer volts = sysfs.amount(millivolts);
    Answer amperes = sysfs.number(milliamperes);
    if (volts instanceof Answer.Trouble why) {
      return trouble(millivolts, why);
    }
    if (amperes instanceof Answer.Trouble why) {
      return trouble(milliamperes, why);
    }
    return volts instanceof Answer.Value(long first) && amperes instanceof Answer.Value(long second)
        ? product(first, second)
        : new Sample.Silent();
  }

  private static Sample trouble(Path file, Answer.Trouble why) {
    return new Sample.Trouble(
        new Answer.Trouble(
            why.code(),
            why.isAbsent(),
            "has a file `" + Sysfs.name(file) + "` that " + why.words()));
  }

  private Sample product(long volts, long amperes) {
    if (volts > MOST_MILLIVOLTS) {
      return nonsense(millivolts, volts + " mV");
    }
    if (amperes > MOST_MILLIAMPERES || amperes < -OFFSET_MILLIAMPERES) {
      return nonsense(milliamperes, amperes + " mA");
    }
    long flowing = Math.max(0, amperes);
    long half = MILLIVOLTS_STEP / 2;
    long low = Math.max(0, volts - half) * Math.max(0, flowing - milliamperesStep / 2);
    long high = (volts + half) * (flowing + milliamperesStep / 2);
    return new Sample.Power(volts * flowing, low, high, volts << 32 ^ amperes);
  }

  private static Sample nonsense(Path file, String figure) {
    return trouble(file, Answer.nonsense("holds " + figure + ", which no rail has"));
  }
}
