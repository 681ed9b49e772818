package dev.ration.runtime.assembly;

import dev.ration.plan.Grade;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.energy.Ledger;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterReading;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a meter says to a run, at a steady pace, from a thread of its own: a sensor may take
 * a while to answer. Readings are inputs of the run (docs/decisions/0006).
 */
final class MeterFeed implements AutoCloseable {
  private static final String TYPE = "meter.reading";
  private static final long LEAST_NANOS = 1_000_000;

  private final Ledger ledger;
  private final Scheduler scheduler;
  private final @Nullable Inputs inputs;
  private @Nullable ScheduledExecutorService reader;

  MeterFeed(Ledger ledger, Scheduler scheduler, @Nullable Inputs inputs) {
    this.ledger = ledger;
    this.scheduler = scheduler;
    this.inputs = inputs;
    if (inputs != null && inputs.isPlaying()) {
      inputs.onPlayed(TYPE, line -> take("", read(line)));
    }
  }

  /** Reads a meter from now on until this is closed. */
  void start(EnergyMeter meter, Site.Meter asked, Consumer<MeterNotice> told) {
    ScheduledExecutorService made =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ration-meter").daemon().factory());
    reader = made;
    look(meter, told);
    long every = Math.max(LEAST_NANOS, asked.every().value());
    var unused =
        made.scheduleAtFixedRate(() -> look(meter, told), every, every, TimeUnit.NANOSECONDS);
  }

  private void look(EnergyMeter meter, Consumer<MeterNotice> told) {
    MeterReading reading = meter.read(System.nanoTime());
    reading.notices().forEach(told);
    if (reading.state() != MeterReading.State.PENDING) {
      take(meter.name(), reading);
    }
  }

  private void take(String meter, MeterReading reading) {
    Runnable deliver = () -> ledger.measured(reading);
    if (inputs == null) {
      scheduler.post(Rank.ACCOUNT, deliver);
    } else {
      inputs.take(Rank.ACCOUNT, TYPE, event -> written(event, meter, reading), deliver);
    }
  }

  private static TraceEvent written(TraceEvent event, String meter, MeterReading reading) {
    event
        .with("meter", meter)
        .with("over_ns", reading.toNanos() - reading.fromNanos())
        .with("known", reading.isKnown());
    if (reading.isKnown()) {
      event
          .with("used_uj", reading.microjoules())
          .with("low_uj", reading.lowMicrojoules())
          .with("high_uj", reading.highMicrojoules())
          .with("grade", reading.grade().word());
    }
    if (!reading.notices().isEmpty()) {
      List<String> notices = new ArrayList<>();
      reading.notices().forEach(one -> notices.add(one.code().id() + " " + one.message()));
      event.with("notices", notices);
    }
    return event;
  }

  /** A reading as the trace has it; where it began on the meter's clock does not matter. */
  private static MeterReading read(Map<String, Object> line) {
    long over = number(line, "over_ns");
    return Boolean.TRUE.equals(line.get("known"))
        ? MeterReading.known(
            0,
            over,
            number(line, "used_uj"),
            number(line, "low_uj"),
            number(line, "high_uj"),
            Grade.ofWord(String.valueOf(line.get("grade"))).orElse(Grade.MODELLED),
            List.of())
        : MeterReading.gap(0, over, List.of());
  }

  private static long number(Map<String, Object> line, String name) {
    return line.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** Reads no more. */
  @Override
  public void close() {
    if (reader != null) {
      reader.shutdownNow();
    }
  }
}
