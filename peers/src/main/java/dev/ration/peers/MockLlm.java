package dev.ration.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A mock-llm server on a free port of loopback. Thread-safe. */
public final class MockLlm implements AutoCloseable {
  private static final String SCRIPT = "@dwmkerr/mock-llm/dist/main.js";
  private static final Pattern RUNNING =
      Pattern.compile("server running on (127\\.0\\.0\\.1:\\d+)");

  private final PeerProcess process;

  private MockLlm(PeerProcess process) {
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param rules what it answers to what, as mock-llm's configuration file says it
   * @throws PeerException if it does not start
   */
  public static MockLlm start(String rules) {
    try {
      Path file = Files.createTempFile("mock-llm", ".yaml");
      try {
        Files.writeString(file, rules);
        var environment =
            Map.of("HOST", "127.0.0.1", "PORT", String.valueOf(PeerProcess.freePort()));
        return new MockLlm(
            PeerProcess.start(SCRIPT, environment, RUNNING, "--config", file.toString()));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new PeerException("cannot write the rules: " + e.getMessage());
    }
  }

  /** The base address for a site file. */
  public String url() {
    return "http://" + process.announced() + "/v1";
  }

  /** Ends the server; from then on its port refuses. */
  @Override
  public void close() {
    process.close();
  }
}
