package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Declaration;
import java.util.Map;

/** What a site's {@code model:} says. */
sealed interface ModelChoice {
  /** A model with a profile of its own. */
  record Named(Declaration.Profile profile) implements ModelChoice {}

  /** A server that speaks the chat format: {@code remote("https://…", name: "…")}. */
  record Server(Map<String, String> settings, boolean isRemote) implements ModelChoice {
    public Server {
      settings = Map.copyOf(settings);
    }
  }
}
