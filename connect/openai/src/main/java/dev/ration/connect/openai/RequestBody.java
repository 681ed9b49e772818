package dev.ration.connect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import dev.ration.runtime.spi.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Set;

/** One question in the wire format. */
final class RequestBody {
  private static final JsonFactory JSON = new JsonFactory();

  private final ChatSettings settings;
  private final ModelRequest request;
  private final Set<Option> options;

  private RequestBody(ChatSettings settings, ModelRequest request, Set<Option> options) {
    this.settings = settings;
    this.request = request;
    this.options = options;
  }

  /** Returns the bytes to post. */
  static byte[] of(ChatSettings settings, ModelRequest request, Set<Option> options) {
    return new RequestBody(settings, request, options).bytes();
  }

  private byte[] bytes() {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("model", settings.model);
      messages(out);
      int limit = Math.min(request.maxOutputTokens(), settings.maxTokens);
      out.writeNumberField(
          options.contains(Option.OLD_LIMIT) ? "max_tokens" : "max_completion_tokens", limit);
      if (settings.temperature.isPresent()) {
        out.writeNumberField("temperature", settings.temperature.get());
      }
      if (settings.streams) {
        out.writeBooleanField("stream", true);
        if (options.contains(Option.STREAM_USAGE)) {
          out.writeObjectFieldStart("stream_options");
          out.writeBooleanField("include_usage", true);
          out.writeEndObject();
        }
      }
      if (options.contains(Option.LOGPROBS) && Certainty.canBeMeasured(request.result())) {
        out.writeBooleanField("logprobs", true);
      }
      if (isTyped() && !settings.promptsForSchema) {
        responseFormat(out);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private boolean isTyped() {
    return !(request.result() instanceof ResultType.Text);
  }

  private void messages(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("messages");
    String instructions = instructions();
    if (!instructions.isEmpty()) {
      message("system", instructions, out);
    }
    for (ModelRequest.Example example : request.examples()) {
      message("user", String.join("\n", example.inputs()), out);
      message("assistant", answer(example.answer()), out);
    }
    String prompt = String.join("\n", request.prompt());
    if (request.images().isEmpty()) {
      message("user", prompt, out);
    } else {
      pictures(prompt, out);
    }
    out.writeEndArray();
  }

  /** The guide stands here even beside a schema: a schema binds the form, and few models see it. */
  private String instructions() {
    String guide = isTyped() ? JsonAnswers.guide(request.result()) : "";
    return (request.task().strip() + "\n\n" + guide).strip();
  }

  private String answer(AnswerValue value) {
    return value instanceof AnswerValue.Text(var text) && !isTyped()
        ? text
        : JsonAnswers.write(value);
  }

  private void pictures(String prompt, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("role", "user");
    out.writeArrayFieldStart("content");
    if (!prompt.isEmpty()) {
      out.writeStartObject();
      out.writeStringField("type", "text");
      out.writeStringField("text", prompt);
      out.writeEndObject();
    }
    for (ModelRequest.ImageData image : request.images()) {
      out.writeStartObject();
      out.writeStringField("type", "image_url");
      out.writeObjectFieldStart("image_url");
      String base64 = Base64.getEncoder().encodeToString(image.bytes());
      out.writeStringField("url", "data:" + image.mediaType() + ";base64," + base64);
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void responseFormat(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("response_format");
    out.writeStringField("type", "json_schema");
    out.writeObjectFieldStart("json_schema");
    out.writeStringField("name", "answer");
    out.writeBooleanField("strict", true);
    out.writeFieldName("schema");
    out.writeRawValue(JsonAnswers.schema(request.result()));
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void message(String role, String content, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("role", role);
    out.writeStringField("content", content);
    out.writeEndObject();
  }
}
