package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.SarifMultitool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our SARIF as another program reads it, by the schema's rules and by those of GitHub. */
@Tag("peers")
class SarifPeerTest {
  @TempDir private Path folder;

  @Test
  void plantedFaultsAreReportedAsGithubWantsThem() {
    Path report = folder.resolve("faults.sarif");
    Ration.run(
        "check",
        "--output",
        "sarif:" + report,
        Ration.ROOT.resolve("lint/src/test/resources/planted"));

    assertThat(report).isNotEmptyFile();
    assertThat(SarifMultitool.validate(report)).isEmpty();
  }

  @Test
  void theOtherProgramFindsWhatIsBroken() throws IOException {
    Path report = folder.resolve("broken.sarif");
    Ration.run("check", "--output", "sarif:" + report, Ration.WELCOME);
    Files.writeString(
        report, Files.readString(report).replace("\"results\": []", "\"results\": [{}]"));

    assertThat(SarifMultitool.validate(report)).anyMatch(line -> line.contains(": error "));
  }
}
