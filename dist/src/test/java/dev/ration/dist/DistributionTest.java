package dev.ration.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What `./ration dist` packs, unpacked elsewhere and used without Maven. */
@ExtendWith(Packed.class)
class DistributionTest {
  private static final String BAD =
      """
      module bad

      policy bad()
          within 1 s
      {
          say(nobody)  within 500 ms
      }
      """;

  private final Unpacked unpacked;

  DistributionTest(Unpacked unpacked) {
    this.unpacked = unpacked;
  }

  @Test
  void itSaysItsVersionAndThatTheCompilerIsOn() throws Exception {
    var version = unpacked.ration("--version");

    assertThat(version.exit()).as(version.toString()).isZero();
    assertThat(version.out()).startsWith("Ration 0.").contains("engine: GraalVM CE");
    assertThat(version.err()).isEmpty();
  }

  @Test
  void aGoodFileIsClean() throws Exception {
    var checked = unpacked.ration("check", unpacked.path("policies"));

    assertThat(checked).isEqualTo(new Finished(0, "", "no findings\n"));
  }

  @Test
  void aBadFileHasFindings() throws Exception {
    Files.writeString(unpacked.elsewhere().resolve("bad.ration"), BAD);
    var checked = unpacked.ration("check", "bad.ration");

    assertThat(checked.exit()).as(checked.toString()).isEqualTo(1);
    assertThat(checked.out()).contains("bad.ration", "nobody");
    assertThat(checked.err()).isEmpty();
  }

  @Test
  void thePolicyOfTheReceptionRunsAndWritesNothingIntoIt() throws Exception {
    var before = unpacked.state();
    unpacked.setWritable(false);
    try {
      var ran = unpacked.ration(unpacked.reception());

      assertThat(ran.exit()).as(ran.toString()).isZero();
      assertThat(ran.out()).contains("Room 4.12 is on the fourth floor", "points to room_4_12");
      assertThat(ran.err()).isEmpty();
      assertThat(unpacked.ration("check", unpacked.path("policies")).exit()).isZero();
    } finally {
      unpacked.setWritable(true);
    }

    assertThat(unpacked.state()).isEqualTo(before);
  }

  @Test
  void aPageOfACodeIsExplained() throws Exception {
    var explained = unpacked.ration("explain", "RTN0305");

    assertThat(explained.exit()).as(explained.toString()).isZero();
    assertThat(explained.out()).contains("RTN0305");
    assertThat(explained.err()).isEmpty();
  }

  @Test
  void theBudgetSheetIsPrinted() throws Exception {
    var sheet = unpacked.ration("budget", unpacked.path("policies/reception/welcome.ration"));

    assertThat(sheet.exit()).as(sheet.toString()).isZero();
    assertThat(sheet.out()).contains("welcome");
    assertThat(sheet.err()).isEmpty();
  }

  @Test
  @Tag("peers")
  void withoutTheGraalCompilerItStillRuns() throws Exception {
    var upgrade = unpacked.home().resolve("upgrade");
    var aside = Files.move(upgrade, unpacked.elsewhere().resolve("upgrade"));
    try {
      var ran = unpacked.ration(unpacked.reception());

      assertThat(ran.exit()).as(ran.toString()).isZero();
      assertThat(ran.out()).contains("Room 4.12 is on the fourth floor");
      assertThat(ran.err()).isEmpty();
    } finally {
      Files.move(aside, upgrade);
    }
  }

  @Test
  void anotherJdkIsNamedAsTheTrouble() throws Exception {
    // A JDK 25 that this machine happens to have must not decide the test.
    var launcher = unpacked.elsewhere().resolve("ration");
    Files.copy(unpacked.home().resolve("ration"), launcher);
    var script = Files.readString(launcher);
    Files.writeString(
        launcher, script.replaceAll("(?<= )/(usr|opt|Library)/(?=\\S*(25|jdk))", "/nowhere/$1/"));
    for (var version : new String[] {"17.0.15", "24.0.2", "26", "250"}) {
      var jdk =
          StandInJdk.of(
              unpacked.elsewhere().resolve("jdk-" + version), version, "#!/bin/sh\necho started\n");
      var run = unpacked.start(launcher, jdk, Map.of(), "check", "bad.ration");

      assertThat(run.exit()).as(version).isEqualTo(2);
      assertThat(run.err())
          .contains("Ration needs a JDK 25, and there is none in JAVA_HOME")
          .contains("Eclipse Temurin 25");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void anotherDistributionIsPackedFromACheckoutOnly() throws Exception {
    var run = unpacked.ration("dist");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("ration: this is a distribution; another is packed from a checkout\n");
  }
}
