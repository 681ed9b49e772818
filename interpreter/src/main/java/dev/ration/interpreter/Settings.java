package dev.ration.interpreter;

import java.util.Map;

/**
 * How an interpreter is set up. Immutable.
 *
 * @param engineOptions options of the host engine by name, as {@code
 *     engine.CompilationFailureAction}
 */
public record Settings(Map<String, String> engineOptions) {
  /** Nothing special. */
  public static final Settings DEFAULTS = new Settings(Map.of());

  public Settings {
    engineOptions = Map.copyOf(engineOptions);
  }
}
