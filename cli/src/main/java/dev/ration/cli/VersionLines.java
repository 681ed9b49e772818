package dev.ration.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The lines of `ration --version`: Ration, the engine with its cause, and the JVM. */
final class VersionLines implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "Ration " + ration(),
      "engine: " + EngineProbe.run(),
      "boot clock: " + BootClock.find(),
      "java: " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
    };
  }

  static String ration() throws IOException {
    try (var text = VersionLines.class.getResourceAsStream("version.txt")) {
      return text == null
          ? "of unknown version"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
