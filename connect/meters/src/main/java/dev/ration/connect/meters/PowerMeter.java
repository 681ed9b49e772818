package dev.ration.connect.meters;

import dev.ration.connect.meters.PowerProbe.Sample;
import dev.ration.plan.Code;
import dev.ration.plan.Grade;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Power, integrated by trapezoids; between two samples it lies somewhere between them. Used by one
 * thread.
 */
final class PowerMeter implements EnergyMeter {
  /** Across a longer silence no line is drawn. */
  static final long LONGEST_STEP_NANOS = 2_000_000_000L;

  /** A sensor that repeats itself to the last digit for so long is stuck. */
  static final long STALE_NANOS = 60_000_000_000L;

  private static final long SECOND = 1_000_000_000L;
  private static final BigInteger TWO_SECONDS = BigInteger.valueOf(2 * SECOND);

  private final String name;
  private final PowerProbe probe;
  private final long longestStepNanos;
  private final long staleNanos;
  private final Notices notices;
  private Sample.@Nullable Power last;
  private long lastNanos;
  private long movedNanos;
  private boolean isBegun;

  /** What the figures before left over, in parts of a microjoule. */
  private BigInteger rest = BigInteger.ZERO;

  PowerMeter(String name, PowerProbe probe) {
    this(name, probe, LONGEST_STEP_NANOS, STALE_NANOS);
  }

  PowerMeter(String name, PowerProbe probe, long longestStepNanos, long staleNanos) {
    this.name = name;
    this.probe = probe;
    this.longestStepNanos = longestStepNanos;
    this.staleNanos = staleNanos;
    notices = new Notices(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MeterReading read(long nanoTime) {
    Sample sample = probe.sample();
    if (!isBegun) {
      isBegun = true;
      lastNanos = nanoTime;
      movedNanos = nanoTime;
    }
    return switch (sample) {
      case Sample.Trouble(Answer.Trouble why) -> {
        notices.lasting(why.code(), why.words());
        yield without(nanoTime);
      }
      case Sample.Silent _ -> {
        notices.over();
        last = null;
        yield nanoTime == lastNanos ? pending(nanoTime) : gap(nanoTime);
      }
      case Sample.Power power -> with(power, nanoTime);
    };
  }

  /** No figure: the stretch stays open as long as a line can still be drawn across it. */
  private MeterReading without(long nanoTime) {
    if (nanoTime - lastNanos <= longestStepNanos) {
      return pending(nanoTime);
    }
    last = null;
    return gap(nanoTime);
  }

  private MeterReading with(Sample.Power power, long nanoTime) {
    Sample.Power before = last;
    if (before != null && nanoTime == lastNanos) {
      return pending(nanoTime);
    }
    if (before == null || before.raw() != power.raw()) {
      movedNanos = nanoTime;
    }
    last = power;
    if (nanoTime - movedNanos >= staleNanos) {
      notices.lasting(Code.METER_STALE, "has repeated itself for too long");
      return gap(nanoTime);
    }
    if (before == null) {
      notices.over();
      return nanoTime == lastNanos ? pending(nanoTime) : gap(nanoTime);
    }
    if (nanoTime - lastNanos > longestStepNanos) {
      notices.over();
      notices.once(
          Code.METER_GAP, "was not read for %d ms".formatted((nanoTime - lastNanos) / 1_000_000));
      return gap(nanoTime);
    }
    notices.over();
    return trapezoid(before, power, nanoTime);
  }

  private MeterReading trapezoid(Sample.Power before, Sample.Power now, long nanoTime) {
    long from = lastNanos;
    long nanos = nanoTime - from;
    BigInteger[] whole =
        Products.product(Math.addExact(before.microwatts(), now.microwatts()), nanos)
            .add(rest)
            .divideAndRemainder(TWO_SECONDS);
    rest = whole[1];
    long used = whole[0].longValueExact();
    // The rest that is carried may lift a figure above what this stretch alone allows.
    long low = Math.min(used, Products.floor(Math.min(before.low(), now.low()), nanos, SECOND));
    long high =
        Math.max(used, Products.ceiling(Math.max(before.high(), now.high()), nanos, SECOND));
    lastNanos = nanoTime;
    return MeterReading.known(from, nanoTime, used, low, high, Grade.MEASURED, notices.take());
  }

  private MeterReading gap(long nanoTime) {
    long from = lastNanos;
    lastNanos = nanoTime;
    return MeterReading.gap(from, nanoTime, notices.take());
  }

  private MeterReading pending(long nanoTime) {
    return MeterReading.pending(nanoTime, notices.take());
  }
}
