package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.connect.meters.MachineMeters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ration meters} says. */
class MetersCommandTest {
  private static final long MILLI = 1_000_000;

  @TempDir private Path root;

  private void write(String file, Object content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content + "\n");
  }

  private void zone(String directory, String name, long counter) throws IOException {
    write("sys/class/powercap/" + directory + "/name", name);
    write("sys/class/powercap/" + directory + "/energy_uj", counter);
  }

  private MeterTable table() {
    return new MeterTable(MachineMeters.find(root), MachineMeters.find(root), _ -> true);
  }

  private static String printed(MeterTable table) {
    StringWriter out = new StringWriter();
    table.print(new PrintWriter(out));
    return out.toString();
  }

  @Test
  void aMachineWithoutMetersIsToldInClearWords() throws IOException {
    Files.createDirectories(root.resolve("sys/class/powercap"));
    Ration told = Ration.run("meters", "--root", root);

    assertThat(told.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .contains("No energy meter.")
        .contains("Virtual machines and containers show none of them.")
        .contains("`modelled`");
  }

  @Test
  void whatIsNotUsedSaysWhy() throws IOException {
    write("sys/class/power_supply/ucsi-source-psy-1/type", "USB");
    Ration told = Ration.run("meters", "--root", root);

    assertThat(told.out())
        .contains("not used: what USB-C has agreed on, not what flows")
        .contains("No total: runs are charged what profiles say");
  }

  @Test
  void powerIsWhatWasUsedBetweenTwoReadings() throws IOException {
    zone("intel-rapl:0", "package-0", 1_000_000);
    zone("intel-rapl:0:0", "core", 0);
    MeterTable table = table();
    var first = table.read(0);
    zone("intel-rapl:0", "package-0", 3_000_000);
    zone("intel-rapl:0:0", "core", 123_000);
    var second = table.read(250 * MILLI);

    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
    assertThat(printed(table))
        .isEqualTo(
            """
            METER                             POWER  GRADE      COUNTS
            package-0                        8.00 W  measured   in the total
            package-0/core                  0.492 W  measured   no: a part of its processor
            total                            8.00 W  measured   what a run is charged from: the computer
            """);
  }

  @Test
  void rtn0770AMeterThatIsNotThere() throws IOException {
    zone("intel-rapl:0", "package-0", 1);
    Ration told = Ration.run("meters", "--root", root, "package-1");

    assertThat(told.code()).isEqualTo(ExitCode.FAULT);
    assertThat(told.err()).startsWith("ration: RTN0770: ").contains("known are package-0.");
  }

  @Test
  void rtn0770NearOneThatIsThereAndNotUsed() throws IOException {
    write("sys/class/power_supply/ucsi-source-psy-1/type", "USB");
    Ration told = Ration.run("meters", "--root", root, "ucsi-source-psy-1");

    assertThat(told.err()).isEmpty();
    assertThat(told.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void rtn0778ARootThatIsNone() {
    Ration told = Ration.run("meters", "--root", root.resolve("nowhere"));

    assertThat(told.code()).isEqualTo(ExitCode.FAULT);
    assertThat(told.err()).startsWith("ration: RTN0778: ");
  }

  @Test
  void rtn0778NearARootWithoutAnyMeter() throws IOException {
    Files.createDirectories(root.resolve("sys"));

    assertThat(Ration.run("meters", "--root", root).err()).isEmpty();
  }
}
