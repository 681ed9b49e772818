package dev.ration.connect.openai;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import dev.ration.runtime.spi.ModelFailure.Kind;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server has said so far in one call.
 *
 * <p>For one thread at a time.
 */
final class ChatReply {
  private static final Pattern FENCED =
      Pattern.compile("\\A```[a-zA-Z]*\\s*\\n(.*)\\n\\s*```\\z", Pattern.DOTALL);

  private final ResultType type;
  private final StringBuilder text = new StringBuilder();
  private final Certainty certainty = new Certainty();
  private String finish = "";
  private boolean refused;
  private long inputTokens = -1;
  private long outputTokens = -1;

  ChatReply(ResultType type) {
    this.type = type;
  }

  /** The call cannot succeed any more; {@code problem} completes "`tier` …". */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    Unusable(Kind kind, String problem) {
      super(problem, null, false, false);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  /** A whole answer, and how probable the model found it. */
  record Answer(AnswerValue value, OptionalDouble certainty) {}

  /** Takes one event, or one whole reply, and returns the text that it adds. */
  String add(Json chunk) throws Unusable {
    if (!chunk.isObject()) {
      throw new Unusable(Kind.MALFORMED, "sends something that is not JSON");
    }
    if (chunk.at("error").value().isPresent()) {
      throw ServerError.inStream(chunk.at("error"));
    }
    usage(chunk.at("usage"));
    Json choice = chunk.at("choices").first();
    Json message = choice.at(choice.at("delta").isObject() ? "delta" : "message");
    choice.at("finish_reason").text().ifPresent(reason -> finish = reason);
    refused |= message.at("refusal").text().filter(words -> !words.isEmpty()).isPresent();
    certainty.add(choice.at("logprobs"));
    String delta = message.at("content").text().orElse("");
    text.append(delta);
    int most = type instanceof ResultType.Text ? JsonAnswers.MAX_TEXT : JsonAnswers.MAX_DOCUMENT;
    if (text.length() > most) {
      throw new Unusable(Kind.MALFORMED, "answers with more than " + most + " characters");
    }
    return delta;
  }

  private void usage(Json usage) {
    usage.at("prompt_tokens").number().ifPresent(n -> inputTokens = n.longValue());
    usage.at("completion_tokens").number().ifPresent(n -> outputTokens = n.longValue());
  }

  /** Tells whether the server said that its answer is whole. */
  boolean isFinished() {
    return !finish.isEmpty();
  }

  /** Tokens read, or -1. */
  long inputTokens() {
    return Math.max(inputTokens, -1);
  }

  /** Tokens written, or -1. */
  long outputTokens() {
    return Math.max(outputTokens, -1);
  }

  /** Returns the answer, once no more is to come. */
  Answer answer() throws Unusable {
    if (refused || finish.equals("content_filter")) {
      throw new Unusable(Kind.REFUSED, "declines to answer");
    }
    if (finish.equals("length")) {
      throw new Unusable(
          Kind.MALFORMED, "reaches the limit on its tokens before its answer is whole");
    }
    if (finish.equals("tool_calls") || finish.equals("function_call")) {
      throw new Unusable(Kind.MALFORMED, "calls a tool that nobody offered");
    }
    String reply = text.toString();
    if (reply.isBlank()) {
      throw new Unusable(Kind.MALFORMED, "answers nothing");
    }
    if (type instanceof ResultType.Text) {
      return new Answer(new AnswerValue.Text(reply.strip()), OptionalDouble.empty());
    }
    return switch (JsonAnswers.parse(unfenced(reply), type)) {
      case JsonAnswers.Parsed.Value(var value) -> new Answer(value, certainty.of(reply));
      case JsonAnswers.Parsed.Malformed(var problem) ->
          throw new Unusable(Kind.MALFORMED, "gives an answer that " + problem);
    };
  }

  /** Many models put JSON into a code block, whatever they are told. */
  private static String unfenced(String reply) {
    Matcher fenced = FENCED.matcher(reply.strip());
    return fenced.matches() ? fenced.group(1) : reply;
  }
}
