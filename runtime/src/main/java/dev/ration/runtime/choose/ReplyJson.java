package dev.ration.runtime.choose;

import dev.ration.plan.ResultType;
import dev.ration.runtime.replay.Sealing;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.trace.TraceEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies and observations as a trace has them, and back. */
final class ReplyJson {
  private ReplyJson() {}

  static TraceEvent write(TraceEvent event, Reply reply, @Nullable Sealing seal) {
    switch (reply) {
      case Reply.Answer(ModelAnswer answer) -> {
        Object value = value(answer.value());
        event
            .withAny("value", seal == null ? value : seal.seal(value))
            .with("confidence", answer.confidence());
        usage(event, answer.usage());
      }
      case Reply.Failure(ModelFailure failure) -> {
        event
            .with("code", failure.kind().name().toLowerCase(Locale.ROOT))
            .with("message", failure.message());
        Duration rest = failure.retryAfter();
        if (rest != null) {
          event.with("retry_after_ns", rest.toNanos());
        }
        usage(event, failure.usage());
      }
    }
    return event;
  }

  private static void usage(TraceEvent event, ModelAnswer.Usage usage) {
    if (!usage.equals(ModelAnswer.Usage.UNKNOWN)) {
      event.with(
          "usage",
          List.of(
              usage.inputTokens(), usage.outputTokens(), usage.bytesSent(), usage.bytesReceived()));
    }
  }

  static Reply reply(Map<String, Object> line, ResultType type, Sealing sealing) {
    ModelAnswer.Usage usage = usage(line.get("usage"));
    if (line.get("code") instanceof String code) {
      return new Reply.Failure(
          new ModelFailure(
              kind(code),
              String.valueOf(line.get("message")),
              line.containsKey("retry_after_ns")
                  ? Duration.ofNanos(whole(line.get("retry_after_ns")))
                  : null,
              usage));
    }
    double confidence =
        line.get("confidence") instanceof Number number
            ? Math.clamp(number.doubleValue(), 0, 1)
            : 0;
    Object json = line.get("value");
    AnswerValue value =
        json instanceof Map<?, ?> map && map.containsKey("sealed")
            ? opened(map, type, sealing)
            : value(json, type);
    return new Reply.Answer(new ModelAnswer(value, confidence, usage));
  }

  /** A sealed answer, or one of its type that stands for it. */
  private static AnswerValue opened(Map<?, ?> reference, ResultType type, Sealing sealing) {
    boolean isOpen = sealing.isOpen(reference);
    Object value = sealing.open(reference);
    return isOpen ? value(value, type) : standIn(type);
  }

  private static ModelFailure.Kind kind(String word) {
    for (ModelFailure.Kind kind : ModelFailure.Kind.values()) {
      if (kind.name().equalsIgnoreCase(word)) {
        return kind;
      }
    }
    return ModelFailure.Kind.INTERNAL;
  }

  private static ModelAnswer.Usage usage(@Nullable Object json) {
    return json instanceof List<?> parts && parts.size() == 4
        ? new ModelAnswer.Usage(
            whole(parts.get(0)), whole(parts.get(1)), whole(parts.get(2)), whole(parts.get(3)))
        : ModelAnswer.Usage.UNKNOWN;
  }

  static long whole(@Nullable Object json) {
    return json instanceof Number number ? number.longValue() : 0;
  }

  /** An answer in the form of JSON that its own kind says; no type is needed to write it. */
  static Object value(AnswerValue value) {
    return switch (value) {
      case AnswerValue.Bool(boolean truth) -> truth;
      case AnswerValue.Whole(long whole) -> whole;
      case AnswerValue.Number(BigDecimal number) -> Map.of("number", number.toString());
      case AnswerValue.Text(String text) -> text;
      case AnswerValue.Choice(String name) -> Map.of("choice", name);
      case AnswerValue.None() -> Map.of("none", true);
      case AnswerValue.Items(List<AnswerValue> items) ->
          items.stream().map(ReplyJson::value).toList();
      case AnswerValue.Fields(Map<String, AnswerValue> fields) -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        fields.forEach((name, one) -> parts.put(name, value(one)));
        yield Map.of("fields", parts);
      }
    };
  }

  private static AnswerValue value(@Nullable Object json, ResultType type) {
    return switch (json) {
      case Boolean truth -> new AnswerValue.Bool(truth);
      case Integer whole -> new AnswerValue.Whole(whole);
      case Long whole -> new AnswerValue.Whole(whole);
      case String text -> new AnswerValue.Text(text);
      case List<?> items -> {
        List<AnswerValue> values = new ArrayList<>();
        for (Object item : items) {
          values.add(value(item, type));
        }
        yield new AnswerValue.Items(values);
      }
      case Map<?, ?> map -> tagged(map, type);
      case null, default -> new AnswerValue.None();
    };
  }

  private static AnswerValue tagged(Map<?, ?> map, ResultType type) {
    if (map.get("number") instanceof String number) {
      return new AnswerValue.Number(new BigDecimal(number));
    }
    if (map.get("choice") instanceof String name) {
      return new AnswerValue.Choice(name);
    }
    if (map.get("fields") instanceof Map<?, ?> parts) {
      Map<String, AnswerValue> values = new LinkedHashMap<>();
      parts.forEach((name, one) -> values.put(String.valueOf(name), value(one, type)));
      return new AnswerValue.Fields(values);
    }
    return new AnswerValue.None();
  }

  private static AnswerValue standIn(ResultType type) {
    return switch (type) {
      case ResultType.Bool() -> new AnswerValue.Bool(false);
      case ResultType.Whole(Long min, Long max) ->
          new AnswerValue.Whole(min != null ? min : max != null ? max : 0);
      case ResultType.Number(BigDecimal min, BigDecimal max) -> number(min, max);
      case ResultType.Measure(_, _, BigDecimal min, BigDecimal max) -> number(min, max);
      case ResultType.Text() -> new AnswerValue.Text("sealed");
      case ResultType.Choice(_, List<ResultType.Option> options) ->
          new AnswerValue.Choice(options.isEmpty() ? "" : options.getFirst().name());
      case ResultType.Fields(_, List<ResultType.Field> fields) -> {
        Map<String, AnswerValue> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.name(), standIn(field.type())));
        yield new AnswerValue.Fields(values);
      }
      case ResultType.Items _ -> new AnswerValue.Items(List.of());
      case ResultType.Maybe _ -> new AnswerValue.None();
    };
  }

  private static AnswerValue number(@Nullable BigDecimal min, @Nullable BigDecimal max) {
    return new AnswerValue.Number(min != null ? min : max != null ? max : BigDecimal.ZERO);
  }
}
