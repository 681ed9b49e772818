package dev.ration.runtime.spi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ration.plan.ResultType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema of a result type, within what schema-bound servers accept in their strict mode:
 * every field required, none added, {@code null} for an absent value.
 */
final class AnswerSchema {
  private AnswerSchema() {}

  /** Writes the schema of the object that holds the answer. */
  static void write(ResultType type, JsonGenerator out) throws IOException {
    fields(List.of(new ResultType.Field(JsonAnswers.ANSWER, "", type)), out);
  }

  private static void type(ResultType type, String doc, JsonGenerator out) throws IOException {
    switch (type) {
      case ResultType.Bool() -> simple("boolean", doc, out);
      case ResultType.Text() -> simple("string", doc, out);
      case ResultType.Whole(var min, var max) ->
          number(
              "integer",
              doc,
              min == null ? null : BigDecimal.valueOf(min),
              max == null ? null : BigDecimal.valueOf(max),
              out);
      case ResultType.Number(var min, var max) -> number("number", doc, min, max, out);
      case ResultType.Measure(_, var unit, var min, var max) ->
          number("number", joined(doc, "in " + unit.symbol()), min, max, out);
      case ResultType.Choice(_, var options) -> choice(options, doc, out);
      case ResultType.Fields(_, var fields) -> fields(fields, out);
      case ResultType.Items(var element) -> {
        out.writeStartObject();
        out.writeStringField("type", "array");
        description(doc, out);
        out.writeFieldName("items");
        type(element, "", out);
        out.writeEndObject();
      }
      case ResultType.Maybe(var element) -> {
        out.writeStartObject();
        out.writeArrayFieldStart("anyOf");
        type(element, doc, out);
        simple("null", "", out);
        out.writeEndArray();
        out.writeEndObject();
      }
    }
  }

  private static void fields(List<ResultType.Field> fields, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "object");
    out.writeObjectFieldStart("properties");
    for (ResultType.Field field : fields) {
      out.writeFieldName(field.name());
      type(field.type(), field.doc(), out);
    }
    out.writeEndObject();
    out.writeArrayFieldStart("required");
    for (ResultType.Field field : fields) {
      out.writeString(field.name());
    }
    out.writeEndArray();
    out.writeBooleanField("additionalProperties", false);
    out.writeEndObject();
  }

  private static void choice(List<ResultType.Option> options, String doc, JsonGenerator out)
      throws IOException {
    String documented =
        options.stream()
            .filter(option -> !option.doc().isEmpty())
            .map(option -> option.name() + ": " + option.doc())
            .collect(Collectors.joining("; "));
    out.writeStartObject();
    out.writeStringField("type", "string");
    description(joined(doc, documented), out);
    out.writeArrayFieldStart("enum");
    for (ResultType.Option option : options) {
      out.writeString(option.name());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void number(
      String type,
      String doc,
      @Nullable BigDecimal min,
      @Nullable BigDecimal max,
      JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("type", type);
    description(doc, out);
    if (min != null) {
      out.writeNumberField("minimum", min);
    }
    if (max != null) {
      out.writeNumberField("maximum", max);
    }
    out.writeEndObject();
  }

  private static void simple(String type, String doc, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", type);
    description(doc, out);
    out.writeEndObject();
  }

  private static void description(String doc, JsonGenerator out) throws IOException {
    if (!doc.isEmpty()) {
      out.writeStringField("description", doc);
    }
  }

  private static String joined(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first + second;
    }
    return first + " (" + second + ")";
  }
}
