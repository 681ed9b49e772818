package dev.ration.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that ended, and what it said. */
record Finished(int exit, String out, String err) {
  /** Runs a program with nothing on standard input and no more environment than is given. */
  static Finished of(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var err = Files.createTempFile("ration-dist", ".err");
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectError(err.toFile());
      var process = builder.start();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Finished(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}
