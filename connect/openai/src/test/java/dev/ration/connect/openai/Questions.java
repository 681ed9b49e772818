package dev.ration.connect.openai;

import dev.ration.plan.ResultType;
import dev.ration.plan.ResultType.Choice;
import dev.ration.plan.ResultType.Option;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions and models that tests start from. */
final class Questions {
  static final Duration PATIENCE = Duration.ofSeconds(7);
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  static final Choice ERRAND =
      new Choice(
          "Errand",
          List.of(new Option("directions", "asks for the way"), new Option("meeting", "")));

  private Questions() {}

  static ModelRequest text(String prompt) {
    return of(new ResultType.Text(), prompt);
  }

  static ModelRequest of(ResultType type, String prompt) {
    return new ModelRequest(
        "Answers a visitor.",
        List.of(prompt),
        List.of(prompt),
        List.of(),
        List.of(),
        type,
        200,
        PATIENCE);
  }

  /** A model at {@code url} whose alarms go off by hand. */
  static InferenceModel model(String url, HandAlarms alarms, String... settings)
      throws ModelException {
    Map<String, String> all = new HashMap<>(Map.of("url", url, "name", "chat-large"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return new OpenAiBackend(() -> alarms, InstantSource.fixed(NOON))
        .open(
            new ModelSpec("cloud.chat", "openai", all),
            name -> name.equals("CHAT_KEY") ? Optional.of("sk-test-0123456789") : Optional.empty());
  }

  static InferenceModel model(String url, String... settings) throws ModelException {
    return model(url, new HandAlarms(), settings);
  }

  /** One chunk of a stream that adds {@code json}, a JSON text, to the content. */
  static String delta(String json) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + json + "}}]}";
  }

  /** The chunk that ends a stream for {@code reason}. */
  static String finish(String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }
}
