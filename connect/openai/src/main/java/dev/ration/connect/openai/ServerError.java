package dev.ration.connect.openai;

import dev.ration.runtime.spi.ModelFailure.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's refusal means.
 *
 * <p>Its own words are never passed on: they may quote the prompt or a part of the key. Only error
 * codes known here are put into words.
 */
final class ServerError {
  private static final String KEY = "does not accept its key";
  private static final String BUSY = "asks for fewer calls";
  private static final String NO_MONEY = "has no credit left at its server";
  private static final String NO_MODEL = "names a model that its server does not have";

  /** The codes servers put into {@code error.code} or {@code error.type}. */
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("invalid_api_key", KEY),
          Map.entry("authentication_error", KEY),
          Map.entry("permission_error", KEY),
          Map.entry("insufficient_quota", NO_MONEY),
          Map.entry("billing_hard_limit_reached", NO_MONEY),
          Map.entry("rate_limit_exceeded", BUSY),
          Map.entry("rate_limit_error", BUSY),
          Map.entry("model_not_found", NO_MODEL),
          Map.entry("context_length_exceeded", "gets a prompt longer than it can read"),
          Map.entry("content_policy_violation", "declines to answer"),
          Map.entry("content_filter", "declines to answer"));

  private ServerError() {}

  /** What an error status says, from its number and, where it is known, its body. */
  static ChatReply.Unusable ofStatus(int status, Json body) {
    // Servers differ in whether the error stands in a member of that name.
    Json error = body.at("error").isObject() ? body.at("error") : body;
    String problem = known(error).orElseGet(() -> byNumber(status));
    Kind kind = status == 429 && !problem.equals(NO_MONEY) ? Kind.RATE_LIMITED : Kind.REFUSED;
    return new ChatReply.Unusable(kind, problem + " (" + status + ")");
  }

  /** What an error inside a stream says. */
  static ChatReply.Unusable inStream(Json error) {
    String problem = known(error).orElse("breaks off with an error of its server");
    boolean isBusy =
        problem.equals(BUSY)
            || error.at("code").number().filter(code -> code.intValue() == 429).isPresent();
    return new ChatReply.Unusable(isBusy ? Kind.RATE_LIMITED : Kind.REFUSED, problem);
  }

  private static Optional<String> known(Json error) {
    return error
        .at("code")
        .text()
        .flatMap(ServerError::phrase)
        .or(() -> error.at("type").text().flatMap(ServerError::phrase));
  }

  private static Optional<String> phrase(String code) {
    return Optional.ofNullable(CODES.get(code));
  }

  private static String byNumber(int status) {
    return switch (status) {
      case 401, 403 -> KEY;
      case 402 -> NO_MONEY;
      case 404 -> "has no model of this name, or no chat service, at its address";
      case 413 -> "gets a prompt longer than it can read";
      case 429 -> BUSY;
      case 400, 422 -> "does not take the request as it is written";
      case 408, 504 -> "is too slow for its own server";
      case 503, 529 -> "is overloaded";
      default -> {
        if (status >= 500) {
          yield "has an error in its server";
        }
        yield status >= 300 && status < 400
            ? "is redirected to another address, which is not followed"
            : "is refused by its server";
      }
    };
  }
}
