package dev.ration.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads MCAP files with the format's own library, checksums on. Stateless. */
public final class McapReader {
  private McapReader() {}

  /**
   * What a file holds, as one JSON object; see {@code peers/mcap.cjs}.
   *
   * @throws PeerException if the library refuses the file, with what it says
   */
  public static String read(Path file) {
    Path script = Path.of(System.getProperty("ration.root", ".")).resolve("peers/mcap.cjs");
    if (!Files.isDirectory(script.resolveSibling("node_modules/@mcap/core"))) {
      throw new PeerException("@mcap/core is missing: run peers/install, or mvn -Ppeers");
    }
    try {
      Process process =
          new ProcessBuilder("node", script.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new PeerException("@mcap/core refuses " + file + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new PeerException("cannot start node: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted while a file was read");
    }
  }
}
