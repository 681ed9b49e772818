package dev.ration.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Engine;

/** Which engine runs guest code here, and why not the compiling one. */
record EngineProbe(String name, Optional<String> cause) {
  private static final String INTERPRETED = "Interpreted";
  private static final Pattern CAUSE = Pattern.compile("cause was found: (.*?)\\.?\\R");

  /** Starts an engine and listens to what it says about itself. */
  static EngineProbe run() {
    var log = new ByteArrayOutputStream();
    var listening =
        Engine.newBuilder().logHandler(log).option("engine.WarnInterpreterOnly", "true");
    try (var engine = listening.build()) {
      return of(engine.getImplementationName(), log.toString(StandardCharsets.UTF_8));
    }
  }

  static EngineProbe of(String name, String log) {
    return new EngineProbe(
        name, name.equals(INTERPRETED) ? Optional.of(causeIn(log)) : Optional.empty());
  }

  private static String causeIn(String log) {
    var found = CAUSE.matcher(log);
    return found.find() ? found.group(1) : "the engine gave no cause";
  }

  @Override
  public String toString() {
    return cause.map(reason -> name + " (" + reason + ")").orElse(name);
  }
}
