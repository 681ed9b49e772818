package dev.ration.runtime.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a model gave no answer.
 *
 * @param kind what happened
 * @param message one sentence for a person, without secrets and without words of the prompt
 * @param retryAfter how long the server asks to be left alone, where it said so
 * @param usage what the failed call cost as far as known
 */
public record ModelFailure(
    Kind kind, String message, @Nullable Duration retryAfter, ModelAnswer.Usage usage) {
  /** What happened. */
  public enum Kind {
    /** The server's name did not resolve, or no connection came about. */
    UNREACHABLE,
    /** The server answered with an error. */
    REFUSED,
    /** The server asks for fewer calls. */
    RATE_LIMITED,
    /** The stream ended before the answer did. */
    DISCONNECTED,
    /** The answer does not have the declared type. */
    MALFORMED,
    /** The model was asked for something it cannot do. */
    UNABLE,
    /** The runtime cancelled it. */
    CANCELLED,
    /** A defect on our side. */
    INTERNAL
  }

  /** A failure of which nothing more is known. */
  public static ModelFailure of(Kind kind, String message) {
    return new ModelFailure(kind, message, null, ModelAnswer.Usage.UNKNOWN);
  }
}
