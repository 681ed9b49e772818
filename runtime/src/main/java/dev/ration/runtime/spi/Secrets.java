package dev.ration.runtime.spi;

import java.util.Optional;

/**
 * Where secrets come from: the environment, or a file.
 *
 * <p>Thread-safe. A value must never reach a log, a trace, a receipt or a message.
 */
@FunctionalInterface
public interface Secrets {
  /** Finds the secret called {@code name}. */
  Optional<String> find(String name);
}
