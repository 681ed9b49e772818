package dev.ration.connect.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterReading;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of meters, and what just is no such trouble. */
class MeterCodesTest {
  private static final long MILLI = 1_000_000;

  /** Ten watts, four of them at once, in microjoules a second. */
  private static final long TEN_WATTS = 10_000_000;

  @TempDir private Path root;

  private static EnergyMeter counter(long range, long... values) {
    Deque<Long> next = new ArrayDeque<>(Arrays.stream(values).boxed().toList());
    return new CounterMeter("zone", () -> new Answer.Value(next.pop()), range, TEN_WATTS);
  }

  private static List<Code> codes(EnergyMeter meter, long... millis) {
    List<Code> codes = new ArrayList<>();
    for (long at : millis) {
      meter.read(at * MILLI).notices().stream().map(MeterNotice::code).forEach(codes::add);
    }
    return codes;
  }

  private Path zone(String counter) throws IOException {
    Path zone = Files.createDirectories(root.resolve("sys/class/powercap/intel-rapl:0"));
    Files.writeString(zone.resolve("name"), "package-0\n");
    Files.writeString(zone.resolve("energy_uj"), counter);
    return zone;
  }

  private FoundMeter only(Sysfs sysfs) {
    return MachineMeters.find(sysfs).all().getFirst();
  }

  @Test
  void rtn0771ACounterThatOnlyRootReads() throws IOException {
    Path counter = zone("5\n").resolve("energy_uj");
    Sysfs closed =
        new Sysfs(
            root,
            file -> {
              if (file.equals(counter)) {
                throw new AccessDeniedException(file.toString());
              }
              return Sysfs.bytes(file);
            });

    assertThat(only(closed).code()).isEqualTo(Code.METER_DENIED);
    assertThat(MachineMeters.find(closed).total()).isEmpty();
  }

  @Test
  void rtn0771NearACounterThatIsOpen() throws IOException {
    var unused = zone("5\n");

    assertThat(only(Sysfs.at(root)).code()).isNull();
  }

  @Test
  void rtn0772AFileThatCannotBeRead() throws IOException {
    Path zone = zone("5\n");
    Files.delete(zone.resolve("energy_uj"));
    Files.createDirectory(zone.resolve("energy_uj"));

    assertThat(only(Sysfs.at(root)).code()).isEqualTo(Code.METER_UNREADABLE);
  }

  @Test
  void rtn0772NearAFileWithoutItsLastNewline() throws IOException {
    var unused = zone("5");

    assertThat(only(Sysfs.at(root)).code()).isNull();
  }

  @Test
  void rtn0773MoreThanItsRange() {
    assertThat(codes(counter(1_000, 10, 1_001), 0, 100)).containsExactly(Code.METER_NONSENSE);
  }

  @Test
  void rtn0773NearItsRangeItself() {
    assertThat(codes(counter(1_000_000, 10, 1_000_000), 0, 100)).isEmpty();
  }

  @Test
  void rtn0774BackWithoutAWrap() {
    assertThat(codes(counter(262_143_328_850L, 5_000, 10), 0, 100))
        .containsExactly(Code.METER_BACKWARDS);
  }

  @Test
  void rtn0774NearAWrap() {
    EnergyMeter meter = counter(262_143_328_850L, 262_143_328_800L, 49);
    MeterReading first = meter.read(0);
    MeterReading second = meter.read(100 * MILLI);

    assertThat(first.state()).isEqualTo(MeterReading.State.PENDING);
    assertThat(second.microjoules()).isEqualTo(100);
    assertThat(second.notices()).isEmpty();
  }

  @Test
  void rtn0775ASecondWithoutAMove() {
    assertThat(codes(counter(1_000_000, 10, 10, 10), 0, 999, 1_000))
        .containsExactly(Code.METER_STALE);
  }

  @Test
  void rtn0775NearAMoveJustBeforeASecond() {
    assertThat(codes(counter(1_000_000_000, 10, 10, 11, 11), 0, 900, 999, 1_998)).isEmpty();
  }

  @Test
  void rtn0776APauseThatNoLineIsDrawnAcross() {
    assertThat(codes(rail(), 0, 2_001)).containsExactly(Code.METER_GAP);
  }

  @Test
  void rtn0776NearThePauseThatStillIs() {
    EnergyMeter meter = rail();
    var unused = meter.read(0);

    assertThat(meter.read(2_000 * MILLI).microjoules()).isEqualTo(2_000_000);
  }

  /** A rail of one watt. */
  private static EnergyMeter rail() {
    return new PowerMeter(
        "rail", () -> new PowerProbe.Sample.Power(1_000_000, 990_000, 1_010_000, 7));
  }

  @Test
  void rtn0777LongEnoughForTwoWraps() {
    EnergyMeter meter = counter(999_999, 10, 20);
    var unused = meter.read(0);
    MeterReading late = meter.read(101 * MILLI);

    assertThat(late.microjoules()).isEqualTo(10);
    assertThat(late.highMicrojoules()).isGreaterThan(1_000_000);
    assertThat(late.notices())
        .extracting(MeterNotice::code)
        .containsExactly(Code.METER_WRAPS_UNSURE);
  }

  @Test
  void rtn0777NearTooShortForTwo() {
    assertThat(codes(counter(999_999, 10, 20), 0, 100)).isEmpty();
  }
}
