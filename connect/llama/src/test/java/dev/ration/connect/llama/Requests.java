package dev.ration.connect.llama;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions, and models to ask them. */
final class Requests {
  static final ResultType ERRAND =
      new ResultType.Choice(
          "Errand",
          List.of(
              new ResultType.Option("directions", "where something is"),
              new ResultType.Option("meeting", "an appointment"),
              new ResultType.Option("other", "")));

  private Requests() {}

  static ModelRequest of(ResultType type, int tokens, String... prompt) {
    return new ModelRequest(
        "What does the visitor want?",
        List.of(prompt),
        List.of(prompt),
        List.of(),
        List.of(),
        type,
        tokens,
        Duration.ofSeconds(60));
  }

  /** A model of a file, not warmed up. */
  static InferenceModel open(Path file, String... settings) throws ModelException {
    return new LlamaBackend().open(spec(file, settings), _ -> Optional.empty());
  }

  static ModelSpec spec(Path file, String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("path", file.toString()));
    for (var i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new ModelSpec("local.chat", "llama", all);
  }
}
