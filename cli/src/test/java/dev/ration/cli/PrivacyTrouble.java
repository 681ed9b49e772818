package dev.ration.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that can be wrong with a cloud, short enough for a policy of a second or two. */
enum PrivacyTrouble {
  /** Nothing, but what the server itself makes of a question. */
  SERVER(script(Trouble.NONE)),
  REFUSED(script(Trouble.DOWN)),
  HARD_DOWN(script(Trouble.NONE, 40, Trouble.DOWN)),
  SILENCE(script(Trouble.SILENCE)),
  SLOWER(script(Trouble.FIVE_TIMES_SLOWER)),
  TOO_MANY(script(new Trouble.TooMany(Duration.ofSeconds(1)), 300, Trouble.NONE)),
  STALL(script(Trouble.STALL)),
  RESET(script(Trouble.RESET)),
  CLOSED(script(Trouble.CLOSED)),
  MALFORMED(script(new Trouble.Instead("\"choices\":[", "\"choices\"=["))),
  WRONG_TYPE(script(new Trouble.Instead("\"content\":\"a pub", "\"content\":4,\"\":\""))),
  NO_BACKEND(script(Trouble.NONE)),
  NO_NAME(script(Trouble.NONE)),
  FLAPPING(
      script(
          Trouble.NONE,
          300,
          Trouble.DOWN,
          600,
          Trouble.NONE,
          900,
          Trouble.DOWN,
          1_200,
          Trouble.NONE)),
  BACK(script(Trouble.NONE, 40, Trouble.DOWN, 400, Trouble.NONE));

  private final Map<Duration, Trouble> script;

  PrivacyTrouble(Map<Duration, Trouble> script) {
    this.script = script;
  }

  private static Map<Duration, Trouble> script(Trouble first, Object... then) {
    Map<Duration, Trouble> script = new LinkedHashMap<>(Map.of(Duration.ZERO, first));
    for (int i = 0; i < then.length; i += 2) {
      script.put(Duration.ofMillis((Integer) then[i]), (Trouble) then[i + 1]);
    }
    return script;
  }

  Map<Duration, Trouble> script() {
    return script;
  }

  /** What stands in the site behind {@code remote(}; {@code url} leads over the link. */
  String remote(String url) {
    return switch (this) {
      case NO_BACKEND -> "\"" + url + "\", name: \"far\", key: secret(\"SET_NOWHERE\")";
      case NO_NAME -> "\"http://models.invalid/v1\", name: \"far\"";
      default -> "\"" + url + "\", name: \"far\"";
    };
  }

  /** Whether anything can come through the link at all. */
  boolean isDeaf() {
    return this == REFUSED || this == NO_BACKEND || this == NO_NAME;
  }
}
