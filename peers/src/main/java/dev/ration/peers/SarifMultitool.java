package dev.ration.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Microsoft's validator of SARIF, with the rules of the format and of GitHub's code scanning. */
public final class SarifMultitool {
  private static final long MOST_SECONDS = 120;
  private static final String PROGRAM =
      "peers/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool";

  private SarifMultitool() {}

  /**
   * What it finds fault with: its lines with errors and warnings.
   *
   * @throws PeerException if it cannot be run
   */
  public static List<String> validate(Path report) {
    Path program = Path.of(System.getProperty("ration.root"), PROGRAM);
    if (!Files.isRegularFile(program)) {
      throw new PeerException(program + " is missing: run peers/install, or mvn -Ppeers");
    }
    var command =
        new ProcessBuilder(
            program.toString(),
            "validate",
            report.toString(),
            "--rule-kind",
            "Sarif;Ghas",
            "--level",
            "Error;Warning");
    command.environment().put("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    command.redirectErrorStream(true);
    try {
      Process process = command.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Its exit code is 0 even with errors.
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || !printed.contains("Analyzing")) {
        throw new PeerException("sarif-multitool did not analyse: " + printed);
      }
      return printed
          .lines()
          .filter(line -> line.contains(": error ") || line.contains(": warning "))
          .toList();
    } catch (IOException broken) {
      throw new PeerException("sarif-multitool cannot be started: " + broken.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted");
    }
  }
}
