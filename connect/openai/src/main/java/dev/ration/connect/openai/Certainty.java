package dev.ration.connect.openai;

import dev.ration.plan.ResultType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How probable a model found its own answer: the product of the probabilities of the tokens that
 * make up the value.
 *
 * <p>This is the model's word, not a calibrated figure. For one thread at a time.
 */
final class Certainty {
  private static final Pattern BEFORE_VALUE = Pattern.compile("\\s*\\{\\s*\"answer\"\\s*:\\s*");

  private final List<Token> tokens = new ArrayList<>();

  private record Token(String text, double logProbability) {}

  /** Tells whether token probabilities say anything about an answer of this type. */
  static boolean canBeMeasured(ResultType type) {
    return switch (type) {
      // The exact wording is improbable however right the text is.
      case ResultType.Text() -> false;
      case ResultType.Bool(), ResultType.Choice _ -> true;
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _ -> true;
      case ResultType.Fields(_, var fields) ->
          fields.stream().allMatch(field -> canBeMeasured(field.type()));
      case ResultType.Items(var element) -> canBeMeasured(element);
      case ResultType.Maybe(var element) -> canBeMeasured(element);
    };
  }

  /** Takes the tokens of one chunk, from its {@code logprobs}. */
  void add(Json logprobs) {
    for (Json token : logprobs.at("content").elements()) {
      tokens.add(
          new Token(
              token.at("token").text().orElse(""),
              token.at("logprob").number().map(Number::doubleValue).orElse(Double.NaN)));
    }
  }

  /** Returns the probability of the value in {@code reply}, where the tokens spell that reply. */
  OptionalDouble of(String reply) {
    Matcher before = BEFORE_VALUE.matcher(reply);
    int after = reply.lastIndexOf('}');
    while (after > 0 && Character.isWhitespace(reply.charAt(after - 1))) {
      after--;
    }
    if (tokens.isEmpty() || !before.lookingAt() || after < before.end()) {
      return OptionalDouble.empty();
    }
    var spelled = new StringBuilder();
    double sum = 0;
    for (Token token : tokens) {
      int start = spelled.length();
      spelled.append(token.text());
      if (spelled.length() > before.end() && start < after) {
        sum += token.logProbability();
      }
    }
    double probability = Math.exp(sum);
    return spelled.toString().equals(reply) && probability <= 1
        ? OptionalDouble.of(probability)
        : OptionalDouble.empty();
  }
}
