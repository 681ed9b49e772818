package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.profile.ModelProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts together what a model's profile says and what a site amends. */
final class ModelBuilder {
  /** The backend that speaks the chat format, for {@code remote(…)} and {@code local(…)}. */
  private static final String CHAT = "openai";

  private final ProfileContext context;
  private final Reader reader;

  ModelBuilder(ProfileContext context, Reader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** The model that serves a tier; empty when a figure is wrong. */
  Optional<ModelProfile> model(String tier, ModelChoice choice, Amended serve) {
    return switch (choice) {
      case ModelChoice.Server(var settings, boolean isRemote) ->
          Optional.of(profile(tier, CHAT, settings, isRemote, serve));
      case ModelChoice.Named(Declaration.Profile named) -> named(named, serve);
    };
  }

  private Optional<ModelProfile> named(Declaration.Profile named, Amended serve) {
    Amended lines = Amended.of(named, context).with(serve);
    Figures whole = new Figures(lines, Schema.of(Declaration.Profile.Kind.MODEL), reader);
    Optional<String> backend = whole.value("backend", String.class);
    if (backend.isEmpty()) {
      return Optional.empty();
    }
    boolean isChat = backend.get().equals(CHAT);
    boolean isRemote =
        whole
            .value("remote", String.class)
            .or(() -> Optional.ofNullable(whole.settings().get("remote")))
            .map(answer -> !answer.equals("no") && !answer.equals("false"))
            .orElse(isChat);
    Map<String, String> settings = isChat ? Map.of("remote", isRemote ? "yes" : "no") : Map.of();
    return Optional.of(profile(named.name().text(), backend.get(), settings, isRemote, lines));
  }

  private ModelProfile profile(
      String name, String backend, Map<String, String> given, boolean isRemote, Amended lines) {
    Figures figures = new Figures(lines, Schema.of(Declaration.Profile.Kind.MODEL), reader);
    Optional<Figures> price = lines.group("price").map(group -> figures.inside("price", group));
    Map<String, String> settings = new LinkedHashMap<>(figures.settings());
    settings.putAll(given);
    return new ModelProfile(
        name,
        backend,
        settings,
        isRemote,
        figures.list("abilities", String.class),
        figures.bytes("memory").orElse(null),
        figures.spreadOrNull("load"),
        figures.spreadOrNull("latency"),
        figures.spreadOrNull("first_token"),
        figures.rateOrNull("prefill"),
        figures.rateOrNull("decode"),
        figures.grainsOrNull("power"),
        figures.shareOrNull("quality"),
        price.map(one -> one.rateOrNull("input")).orElse(null),
        price.map(one -> one.rateOrNull("output")).orElse(null));
  }
}
