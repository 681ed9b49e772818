package dev.ration.runtime.spi;

import java.util.Map;
import java.util.Optional;

/**
 * Which model a site wants opened, in the site's own words.
 *
 * <p>Immutable. {@code settings} holds texts and numbers by name ({@code url}, {@code name}, {@code
 * path}, …); a setting that is a secret holds the secret's name behind {@code secret:}, never the
 * secret.
 */
public record ModelSpec(String tier, String backend, Map<String, String> settings) {
  public ModelSpec {
    settings = Map.copyOf(settings);
  }

  /** Finds a setting. */
  public Optional<String> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }
}
