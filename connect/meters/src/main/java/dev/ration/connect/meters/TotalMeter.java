package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.plan.Grade;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of meters that measure different things. Used by one thread.
 *
 * <p>It speaks of a stretch only where all of them do: with one missing, the sum is not known.
 */
final class TotalMeter implements EnergyMeter {
  /** So long it waits for one that has nothing to say yet. */
  static final long PATIENCE_NANOS = 5_000_000_000L;

  private final String name;
  private final long patienceNanos;
  private final List<Part> parts;
  private boolean isBegun;
  private long fromNanos;

  /** One of the meters, and what it said of the stretch that is open. */
  private static final class Part {
    private final EnergyMeter meter;
    private long untilNanos;
    private long used;
    private long low;
    private long high;
    private Grade grade = Grade.MEASURED;
    private boolean isLost;

    Part(EnergyMeter meter) {
      this.meter = meter;
    }

    /** Takes a reading; one that does not join what is known cannot be made to fit. */
    void take(MeterReading reading) {
      switch (reading.state()) {
        case PENDING -> {}
        case GAP -> {
          isLost = true;
          untilNanos = reading.toNanos();
        }
        case KNOWN -> {
          isLost |= reading.fromNanos() != untilNanos;
          untilNanos = reading.toNanos();
          used += reading.microjoules();
          low += reading.lowMicrojoules();
          high += reading.highMicrojoules();
          grade = reading.grade();
        }
      }
    }

    void begin(long nanoTime) {
      used = 0;
      low = 0;
      high = 0;
      isLost = false;
      untilNanos = nanoTime;
    }
  }

  TotalMeter(String name, List<EnergyMeter> meters) {
    this(name, meters, PATIENCE_NANOS);
  }

  TotalMeter(String name, List<EnergyMeter> meters, long patienceNanos) {
    this.name = name;
    this.patienceNanos = patienceNanos;
    parts = meters.stream().map(Part::new).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public MeterReading read(long nanoTime) {
    if (!isBegun) {
      isBegun = true;
      begin(nanoTime);
    }
    List<MeterNotice> notices = new ArrayList<>();
    boolean isWhole = true;
    boolean isLost = false;
    for (Part part : parts) {
      MeterReading reading = part.meter.read(nanoTime);
      part.take(reading);
      notices.addAll(reading.notices());
      isWhole &= part.untilNanos == nanoTime;
      isLost |= part.isLost;
    }
    if (nanoTime == fromNanos || (!isWhole && nanoTime - fromNanos < patienceNanos)) {
      return MeterReading.pending(nanoTime, notices);
    }
    if (!isWhole && !isLost) {
      notices.add(
          new MeterNotice(
              Code.METER_GAP, name, "`%s` waits for one of its meters.".formatted(name)));
    }
    return isWhole && !isLost ? sum(nanoTime, notices) : gap(nanoTime, notices);
  }

  private MeterReading sum(long nanoTime, List<MeterNotice> notices) {
    long used = 0;
    long low = 0;
    long high = 0;
    Grade grade = Grade.MEASURED;
    for (Part part : parts) {
      used = Math.addExact(used, part.used);
      low = Math.addExact(low, part.low);
      high = Math.addExact(high, part.high);
      grade = part.grade.compareTo(grade) > 0 ? part.grade : grade;
    }
    long from = fromNanos;
    begin(nanoTime);
    return MeterReading.known(from, nanoTime, used, low, high, grade, notices);
  }

  private MeterReading gap(long nanoTime, List<MeterNotice> notices) {
    long from = fromNanos;
    begin(nanoTime);
    return MeterReading.gap(from, nanoTime, notices);
  }

  private void begin(long nanoTime) {
    fromNanos = nanoTime;
    parts.forEach(part -> part.begin(nanoTime));
  }
}
