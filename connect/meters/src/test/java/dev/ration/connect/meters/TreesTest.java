package dev.ration.connect.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines in recorded shapes, read over their moments: what is found, how it counts, and every
 * figure, exactly. A tree's {@code .expect} is beside it; {@code -Dbless=true} writes it.
 */
class TreesTest {
  private static final Path TREES =
      Path.of(System.getProperty("ration.root"), "connect/meters/src/test/resources/trees");

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> trees() throws IOException {
    return list(".tree").stream()
        .map(tree -> DynamicTest.dynamicTest(name(tree), tree.toUri(), () -> check(tree)));
  }

  @Test
  void everyExpectationHasItsTree() throws IOException {
    assertThat(list(".tree")).hasSizeGreaterThanOrEqualTo(30);
    assertThat(list(".expect")).allMatch(file -> Files.exists(sibling(file, ".tree")));
  }

  private static List<Path> list(String ending) throws IOException {
    try (Stream<Path> files = Files.list(TREES)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Path sibling(Path file, String ending) {
    return file.resolveSibling(name(file) + ending);
  }

  private void check(Path file) throws IOException {
    String read = told(Tree.grow(Files.createDirectory(directory.resolve(name(file))), file));
    Path expected = sibling(file, ".expect");
    if (Boolean.getBoolean("bless")) {
      Files.writeString(expected, read);
    }
    assertThat(expected).exists();
    assertThat(read).isEqualTo(Files.readString(expected));
  }

  private static String told(Tree tree) throws IOException {
    StringBuilder out = new StringBuilder();
    MachineMeters listed = MachineMeters.find(tree.sysfs());
    for (FoundMeter one : listed.all()) {
      out.append(
          "%s: %s %s%s%s%n"
              .formatted(
                  one.name(),
                  one.kind().name().toLowerCase(Locale.ROOT),
                  one.role().name().toLowerCase(Locale.ROOT),
                  one.why().isEmpty() ? "" : ", " + one.why(),
                  one.code() == null ? "" : " (" + one.code().id() + ")"));
    }
    List<EnergyMeter> meters =
        new ArrayList<>(listed.all().stream().flatMap(one -> one.reader().stream()).toList());
    // The total has meters of its own: reading one here must not move it there.
    MachineMeters.find(tree.sysfs()).total().ifPresent(meters::add);
    tell(tree.moments().getFirst(), meters, out);
    for (Tree.Moment moment : tree.moments().subList(1, tree.moments().size())) {
      tree.apply(moment);
      tell(moment, meters, out);
    }
    return out.toString();
  }

  private static void tell(Tree.Moment moment, List<EnergyMeter> meters, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    Set<String> notices = new LinkedHashSet<>();
    for (EnergyMeter meter : meters) {
      Sum sum = new Sum();
      long every = Math.max(1, moment.everyMillis());
      for (long at = moment.fromMillis(); at <= moment.untilMillis(); at += every) {
        MeterReading reading = meter.read(at * 1_000_000);
        sum.add(reading);
        reading
            .notices()
            .forEach(one -> notices.add("  %s %s".formatted(one.code().id(), one.message())));
      }
      lines.add("  %s: %s".formatted(meter.name(), sum));
    }
    out.append(
        moment.everyMillis() == 0
            ? "@ %d ms%n".formatted(moment.fromMillis())
            : "@ %d ms .. %d ms%n".formatted(moment.fromMillis(), moment.untilMillis()));
    lines.forEach(line -> out.append(line).append('\n'));
    notices.forEach(line -> out.append(line).append('\n'));
  }

  /** What the readings of one moment come to. */
  private static final class Sum {
    private long used;
    private long low;
    private long high;
    private long knownNanos;
    private long gapNanos;
    private String grade = "";

    void add(MeterReading reading) {
      long nanos = reading.toNanos() - reading.fromNanos();
      if (reading.isKnown()) {
        used += reading.microjoules();
        low += reading.lowMicrojoules();
        high += reading.highMicrojoules();
        knownNanos += nanos;
        grade = reading.grade().word();
      } else {
        gapNanos += nanos;
      }
    }

    @Override
    public String toString() {
      String known =
          knownNanos == 0
              ? ""
              : "%d uJ (%d .. %d) in %d ms, %s"
                  .formatted(used, low, high, knownNanos / 1_000_000, grade);
      String gap = gapNanos == 0 ? "" : "gap of %d ms".formatted(gapNanos / 1_000_000);
      String between = known.isEmpty() || gap.isEmpty() ? "" : "; ";
      return known.isEmpty() && gap.isEmpty() ? "pending" : known + between + gap;
    }
  }
}
