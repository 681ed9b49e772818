package dev.ration.runtime.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.ration.plan.ResultType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * Typed answers as JSON: the schema a model is given, and the strict way back (rule M6).
 *
 * <p>An answer always stands in an object of one field, {@code {"answer": …}}, because schema-bound
 * servers want an object at the top. Stateless and thread-safe.
 */
public final class JsonAnswers {
  /** The most characters a reply may have before it is refused unread. */
  public static final int MAX_DOCUMENT = 1 << 20;

  /** The most characters one text may have. */
  public static final int MAX_TEXT = 100_000;

  /** The most elements one list may have. */
  public static final int MAX_ITEMS = 10_000;

  /** The most digits of a number, and the most places its point may be away from them. */
  public static final int MAX_DIGITS = 100;

  /** How deep values may be nested. */
  public static final int MAX_DEPTH = 64;

  static final String ANSWER = "answer";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_DOCUMENT)
                  // The reader says which text is too long; this is the stop for field names and
                  // the like.
                  .maxStringLength(2 * MAX_TEXT)
                  .maxNameLength(1_000)
                  .maxNumberLength(2 * MAX_DIGITS)
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .build())
          .build();

  private JsonAnswers() {}

  /** What a reply turned out to be. */
  public sealed interface Parsed {
    /** An answer of the declared type. */
    record Value(AnswerValue value) implements Parsed {}

    /**
     * Something else; {@code problem} completes "the answer …" and holds words of the declared type
     * only, never of the reply.
     */
    record Malformed(String problem) implements Parsed {}
  }

  /** Returns the JSON schema of a reply of {@code type}, on one line. */
  public static String schema(ResultType type) {
    return write(out -> AnswerSchema.write(type, out));
  }

  /** Returns {@code value} as the reply a model should give. */
  public static String write(AnswerValue value) {
    return write(
        out -> {
          out.writeStartObject();
          out.writeFieldName(ANSWER);
          writeValue(value, out);
          out.writeEndObject();
        });
  }

  /**
   * Returns what to tell a model in words, so that a server which knows nothing of schemas can
   * still get an answer of {@code type} out of it.
   */
  public static String guide(ResultType type) {
    String form = "Answer with one JSON object and nothing else";
    return switch (type) {
      case ResultType.Bool() -> form + ": {\"answer\": true} or {\"answer\": false}.";
      case ResultType.Choice(_, var options) ->
          options.stream()
              .map(option -> "\n- " + option.name() + meaning(option))
              .collect(
                  Collectors.joining(
                      "",
                      form + ": {\"answer\": \"NAME\"}, where NAME is exactly one of these:",
                      ""));
      default -> form + ". It fits this JSON schema: " + schema(type);
    };
  }

  private static String meaning(ResultType.Option option) {
    return option.doc().isEmpty() ? "" : ": " + option.doc();
  }

  /** Reads a reply; never throws, whatever the text. */
  public static Parsed parse(String reply, ResultType type) {
    if (reply.length() > MAX_DOCUMENT) {
      return new Parsed.Malformed("has more than " + MAX_DOCUMENT + " characters");
    }
    try (JsonParser parser = JSON.createParser(reply)) {
      return new Parsed.Value(new AnswerReader(parser).document(type));
    } catch (AnswerReader.Mismatch mismatch) {
      return new Parsed.Malformed(mismatch.problem());
    } catch (StreamConstraintsException tooBig) {
      return new Parsed.Malformed(
          "is nested too deeply or holds a text or number that is too long");
    } catch (IOException notJson) {
      // The parser's own message quotes the reply.
      return new Parsed.Malformed("is not valid JSON");
    }
  }

  private static void writeValue(AnswerValue value, JsonGenerator out) throws IOException {
    switch (value) {
      case AnswerValue.Bool(var bool) -> out.writeBoolean(bool);
      case AnswerValue.Whole(var whole) -> out.writeNumber(whole);
      case AnswerValue.Number(var number) -> out.writeNumber(number);
      case AnswerValue.Text(var text) -> out.writeString(text);
      case AnswerValue.Choice(var name) -> out.writeString(name);
      case AnswerValue.None() -> out.writeNull();
      case AnswerValue.Items(var values) -> {
        out.writeStartArray();
        for (AnswerValue element : values) {
          writeValue(element, out);
        }
        out.writeEndArray();
      }
      case AnswerValue.Fields(var values) -> {
        out.writeStartObject();
        for (var field : values.entrySet()) {
          out.writeFieldName(field.getKey());
          writeValue(field.getValue(), out);
        }
        out.writeEndObject();
      }
    }
  }

  private static String write(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer cannot fail", e);
    }
    return text.toString();
  }

  @FunctionalInterface
  private interface Writing {
    void to(JsonGenerator out) throws IOException;
  }
}
