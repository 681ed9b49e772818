package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.plan.Grade;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;
import java.util.function.Supplier;

/**
 * A counter of microjoules that wraps, as RAPL's. Used by one thread.
 *
 * <p>It counts on while nobody reads it, so a reading that fails costs nothing; only its wraps must
 * not come faster than the readings.
 */
final class CounterMeter implements EnergyMeter {
  /** No figure. */
  static final long NONE = -1;

  /** A counter of something that runs moves within this time. */
  static final long STALE_NANOS = 1_000_000_000L;

  /** The hardware moves its counter about so often: a reading is off by what one move adds. */
  private static final long UPDATE_NANOS = 1_000_000L;

  private static final long SECOND = 1_000_000_000L;

  private final String name;
  private final Supplier<Answer> counter;
  private final long range;
  private final long mostMicrowatts;
  private final Notices notices;
  private boolean isAnchored;
  private long last;
  private long lastNanos;

  /**
   * @param range the largest value before it goes on from 0; {@link #NONE} when it is not known
   * @param mostMicrowatts more than it can ever count: what goes beyond is no energy
   */
  CounterMeter(String name, Supplier<Answer> counter, long range, long mostMicrowatts) {
    this.name = name;
    this.counter = counter;
    this.range = range;
    this.mostMicrowatts = mostMicrowatts;
    notices = new Notices(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MeterReading read(long nanoTime) {
    return switch (counter.get()) {
      case Answer.Trouble trouble -> {
        notices.lasting(trouble.code(), trouble.words());
        yield pending(nanoTime);
      }
      case Answer.Value(long value) when range != NONE && value > range -> {
        notices.lasting(
            Code.METER_NONSENSE, "holds %d, above its range of %d".formatted(value, range));
        yield pending(nanoTime);
      }
      case Answer.Value(long value) -> counted(value, nanoTime);
    };
  }

  private MeterReading counted(long value, long nanoTime) {
    if (!isAnchored || nanoTime <= lastNanos) {
      if (!isAnchored) {
        anchor(value, nanoTime);
      }
      return pending(nanoTime);
    }
    if (value == last) {
      return unmoved(value, nanoTime);
    }
    long most = Products.floor(mostMicrowatts, nanoTime - lastNanos, SECOND);
    if (value > last) {
      return value - last <= most
          ? known(value - last, value, nanoTime, most)
          : gap(
              Code.METER_NONSENSE,
              "jumped by %d uJ, more than can be used in that time".formatted(value - last),
              value,
              nanoTime);
    }
    // A wrap adds little; a counter that began anew looks like a huge one.
    long wrapped = range == NONE ? Long.MAX_VALUE : range - last + value + 1;
    return wrapped <= most
        ? known(wrapped, value, nanoTime, most)
        : gap(
            Code.METER_BACKWARDS,
            "went back from %d to %d uJ without a wrap".formatted(last, value),
            value,
            nanoTime);
  }

  private MeterReading unmoved(long value, long nanoTime) {
    if (nanoTime - lastNanos < STALE_NANOS) {
      return pending(nanoTime);
    }
    notices.lasting(Code.METER_STALE, "does not move");
    return gap(value, nanoTime);
  }

  private MeterReading known(long used, long value, long nanoTime, long most) {
    long from = lastNanos;
    long edge = Products.ceiling(used, UPDATE_NANOS, nanoTime - from);
    long high = used + edge;
    notices.over();
    if (range != NONE && most - used > range) {
      notices.once(
          Code.METER_WRAPS_UNSURE,
          "was not read for %d ms, in which it may have wrapped more than once"
              .formatted((nanoTime - from) / 1_000_000));
      high += (most - used) / (range + 1) * (range + 1);
    }
    anchor(value, nanoTime);
    return MeterReading.known(
        from, nanoTime, used, Math.max(0, used - edge), high, Grade.MEASURED, notices.take());
  }

  private MeterReading gap(Code code, String words, long value, long nanoTime) {
    notices.over();
    notices.once(code, words);
    return gap(value, nanoTime);
  }

  private MeterReading gap(long value, long nanoTime) {
    long from = lastNanos;
    anchor(value, nanoTime);
    return MeterReading.gap(from, nanoTime, notices.take());
  }

  private MeterReading pending(long nanoTime) {
    return MeterReading.pending(nanoTime, notices.take());
  }

  private void anchor(long value, long nanoTime) {
    isAnchored = true;
    last = value;
    lastNanos = nanoTime;
  }
}
