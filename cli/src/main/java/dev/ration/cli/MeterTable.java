package dev.ration.cli;

import dev.ration.connect.meters.FoundMeter;
import dev.ration.connect.meters.MachineMeters;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterReading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The meters of a machine as lines for people. Used by one thread. */
final class MeterTable {
  private final MachineMeters meters;
  private final Optional<EnergyMeter> total;
  private final Predicate<String> isAsked;
  private final Map<String, MeterReading> last = new HashMap<>();

  /**
   * @param meters for the lines
   * @param summed the same machine once more: a meter that is read twice would tell each half
   */
  MeterTable(MachineMeters meters, MachineMeters summed, Predicate<String> isAsked) {
    this.meters = meters;
    this.isAsked = isAsked;
    this.total = summed.total();
  }

  /** Whether there is anything to read. */
  boolean hasReaders() {
    return meters.all().stream().anyMatch(one -> one.reader().isPresent());
  }

  /** Reads all of them; returns what is to be told. */
  List<MeterNotice> read(long nanoTime) {
    List<MeterNotice> notices = new ArrayList<>();
    for (FoundMeter one : meters.all()) {
      one.reader().ifPresent(meter -> notices.addAll(read(meter, nanoTime)));
    }
    total.ifPresent(meter -> read(meter, nanoTime));
    return notices;
  }

  /** A meter that has nothing new to say is shown with what it said last. */
  private List<MeterNotice> read(EnergyMeter meter, long nanoTime) {
    MeterReading reading = meter.read(nanoTime);
    if (reading.state() != MeterReading.State.PENDING) {
      last.put(meter.name(), reading);
    }
    return reading.notices();
  }

  void print(PrintWriter out) {
    out.printf("%-28s %10s  %-10s %s%n", "METER", "POWER", "GRADE", "COUNTS");
    for (FoundMeter one : meters.all()) {
      if (isAsked.test(one.name())) {
        line(out, one.name(), one.reader().isPresent(), words(one));
      }
    }
    if (total.isPresent() && isAsked.test(MachineMeters.TOTAL)) {
      line(out, MachineMeters.TOTAL, true, "what a run is charged from: " + covered());
    }
    out.flush();
  }

  private String covered() {
    return meters.isWholeRobot() ? "all that the battery feeds" : "the computer";
  }

  private void line(PrintWriter out, String name, boolean isRead, String words) {
    MeterReading reading = last.get(name);
    String power = isRead ? "?" : "-";
    String grade = "-";
    if (reading != null && reading.isKnown()) {
      power = watts(reading.microwatts());
      grade = reading.grade().word();
    }
    out.printf("%-28s %10s  %-10s %s%n", name, power, grade, words);
  }

  private static String words(FoundMeter one) {
    String why =
        (one.why().isEmpty() ? "" : ": " + one.why())
            + (one.code() == null ? "" : " (" + one.code().id() + ")");
    return switch (one.role()) {
      case TOTAL -> "in the total" + why;
      case PART -> "no" + why;
      case CORRECTS -> "corrects the model" + why;
      case UNUSED -> "not used" + why;
    };
  }

  /** Three digits are as many as a sensor is worth. */
  private static String watts(long microwatts) {
    double watts = microwatts / 1e6;
    int decimals = watts < 1 ? 3 : watts < 10 ? 2 : watts < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f W", watts);
  }
}
