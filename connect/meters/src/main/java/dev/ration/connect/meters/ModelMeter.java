package dev.ration.connect.meters;

import dev.ration.plan.Grade;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** No sensor: power that a profile gives, integrated. Used by one thread. */
public final class ModelMeter implements EnergyMeter {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

  private final String name;
  private final Supplier<Draw> model;
  private @Nullable Draw draw;
  private long lastNanos;
  private BigInteger rest = BigInteger.ZERO;

  /**
   * What the model says is drawn now, in microwatts.
   *
   * @param low the least it may be
   * @param high the most it may be
   */
  public record Draw(long low, long typical, long high) {
    public Draw {
      if (low < 0 || typical < low || high < typical) {
        throw new IllegalArgumentException("%d .. %d .. %d uW".formatted(low, typical, high));
      }
    }

    /** A draw that is known exactly. */
    public static Draw of(long microwatts) {
      return new Draw(microwatts, microwatts, microwatts);
    }
  }

  /**
   * A meter of what {@code model} says.
   *
   * @param model asked at each reading; its answer holds until the next one
   */
  public ModelMeter(String name, Supplier<Draw> model) {
    this.name = name;
    this.model = model;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MeterReading read(long nanoTime) {
    Draw before = draw;
    draw = model.get();
    long from = lastNanos;
    if (before == null || nanoTime <= from) {
      lastNanos = before == null ? nanoTime : from;
      return MeterReading.pending(nanoTime, List.of());
    }
    long nanos = nanoTime - from;
    BigInteger[] whole =
        Products.product(before.typical(), nanos).add(rest).divideAndRemainder(SECOND);
    rest = whole[1];
    lastNanos = nanoTime;
    long used = whole[0].longValueExact();
    return MeterReading.known(
        from,
        nanoTime,
        used,
        Math.min(used, Products.floor(before.low(), nanos, 1_000_000_000L)),
        Math.max(used, Products.ceiling(before.high(), nanos, 1_000_000_000L)),
        Grade.MODELLED,
        List.of());
  }
}
