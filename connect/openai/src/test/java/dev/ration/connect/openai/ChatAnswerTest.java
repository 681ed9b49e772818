package dev.ration.connect.openai;

import static dev.ration.connect.openai.Questions.ERRAND;
import static dev.ration.connect.openai.Questions.delta;
import static dev.ration.connect.openai.Questions.finish;
import static dev.ration.connect.openai.ScriptedServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server that works is asked, and what is made of its answers. */
class ChatAnswerTest {
  private final Heard heard = new Heard();

  @Test
  void a_streamed_text_is_told_as_it_comes() throws Exception {
    try (var server =
            ScriptedServer.streaming(
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                delta("\"Good \""),
                delta("\"day.\""),
                finish("stop"),
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":4}}",
                "[DONE]");
        var model = Questions.model(server.url(), "confidence", "80 %")) {
      model.ask(Questions.text("hello"), heard);

      var answer = heard.answer();
      assertThat(answer.value()).isEqualTo(new AnswerValue.Text("Good day."));
      assertThat(answer.confidence()).isEqualTo(0.8);
      assertThat(answer.usage().inputTokens()).isEqualTo(31);
      assertThat(answer.usage().outputTokens()).isEqualTo(4);
      assertThat(answer.usage().bytesSent()).isEqualTo(server.asked().body().length());
      assertThat(answer.usage().bytesReceived()).isGreaterThan(300);
      assertThat(heard.events).containsExactly("first", "text Good ", "text day.", "answer");
    }
  }

  @Test
  void the_request_says_what_is_asked_and_in_which_form() throws Exception {
    try (var server =
            ScriptedServer.streaming(delta("\"{\\\"answer\\\":\\\"meeting\\\"}\""), "[DONE]");
        var model =
            Questions.model(
                server.url(), "key", "secret:CHAT_KEY", "temperature", "0.2", "max_tokens", "50")) {
      var example =
          new ModelRequest.Example(List.of("where is 4.12?"), new AnswerValue.Choice("directions"));
      var question =
          new ModelRequest(
              "Which errand is this?",
              List.of("Which errand is it?", "I am here for Ms Ito"),
              List.of("I am here for Ms Ito"),
              List.of(),
              List.of(example),
              ERRAND,
              200,
              Questions.PATIENCE);
      model.ask(question, heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Choice("meeting"));
      var asked = server.asked();
      assertThat(asked.target()).isEqualTo("/v1/chat/completions");
      assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-test-0123456789");
      assertThat(asked.headers()).containsEntry("content-type", "application/json");
      Map<String, Object> body = JSON.std.mapFrom(asked.body());
      assertThat(body)
          .containsEntry("model", "chat-large")
          .containsEntry("stream", true)
          .containsEntry("stream_options", Map.of("include_usage", true))
          .containsEntry("logprobs", true)
          .containsEntry("temperature", 0.2)
          .containsEntry("max_tokens", 50);
      assertThat(asked.body())
          .contains("\"response_format\":{\"type\":\"json_schema\"")
          .contains("\"strict\":true")
          .contains("{\"role\":\"user\",\"content\":\"where is 4.12?\"}")
          .contains("{\"role\":\"assistant\",\"content\":\"{\\\"answer\\\":\\\"directions\\\"}\"}")
          .contains(
              "{\"role\":\"user\",\"content\":\"Which errand is it?\\nI am here for Ms Ito\"}")
          .contains("- directions: asks for the way");
    }
  }

  @Test
  void a_text_is_asked_for_without_a_schema() throws Exception {
    try (var server = ScriptedServer.streaming(delta("\"hi\""), "[DONE]");
        var model = Questions.model(server.url())) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("hi"));
      assertThat(server.asked().body()).doesNotContain("response_format", "logprobs", "JSON");
    }
  }

  @Test
  void a_server_without_schemas_is_told_in_words_and_may_fence_its_answer() throws Exception {
    try (var server =
            ScriptedServer.streaming(
                delta("\"```json\\n{\\\"answer\\\": true}\\n```\""), finish("stop"), "[DONE]");
        var model = Questions.model(server.url(), "schema", "prompt", "confidence", "0.7")) {
      model.ask(Questions.of(new ResultType.Bool(), "is it open?"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Bool(true));
      assertThat(heard.answer().confidence()).isEqualTo(0.7);
      assertThat(server.asked().body())
          .doesNotContain("response_format")
          .contains("Answer with one JSON object and nothing else");
    }
  }

  @Test
  void confidence_comes_from_the_tokens_of_the_value_alone() throws Exception {
    try (var server =
            ScriptedServer.streaming(
                token("{\\\"answer\\\":", -3.0),
                token(" \\\"", -0.1),
                token("direct", -0.2),
                token("ions", 0),
                token("\\\"", 0),
                token("}", -5.0),
                finish("stop"),
                "[DONE]");
        var model = Questions.model(server.url())) {
      model.ask(Questions.of(ERRAND, "where is 4.12?"), heard);

      // exp(-0.1 - 0.2): the braces before and after are no part of the choice.
      assertThat(heard.answer().confidence()).isCloseTo(Math.exp(-0.3), within(1e-9));
    }
  }

  private static String token(String escaped, double logProbability) {
    return "{\"choices\":[{\"delta\":{\"content\":\""
        + escaped
        + "\"},\"logprobs\":{\"content\":[{\"token\":\""
        + escaped
        + "\",\"logprob\":"
        + logProbability
        + ",\"bytes\":null,\"top_logprobs\":[]}]}}]}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void line_ends_comments_and_other_fields_make_no_difference(String end) throws Exception {
    String stream =
        String.join(
            end,
            ": keep-alive",
            "",
            "event: message",
            "id: 7",
            "retry: 100",
            "data:" + delta("\"one \""),
            "",
            ": keep-alive",
            "data: " + delta("\"two\"").replace(",\"delta\"", "," + end + "data: \"delta\""),
            "",
            "data: [DONE]",
            "",
            "");
    try (var server = new ScriptedServer((asked, wire) -> wire.send(STREAM).send(stream));
        var model = Questions.model(server.url())) {
      model.ask(Questions.text("count"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("one two"));
    }
  }

  @Test
  void a_character_split_over_two_pieces_stays_whole() throws Exception {
    byte[] event = ("data: " + delta("\"Grüße 🤖\"") + "\n\n").getBytes(StandardCharsets.UTF_8);
    try (var server =
            new ScriptedServer(
                (asked, wire) -> {
                  wire.send(STREAM);
                  for (byte single : event) {
                    wire.send(new byte[] {single});
                  }
                  wire.send("data: [DONE]\n\n");
                });
        var model = Questions.model(server.url())) {
      model.ask(Questions.text("greet"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("Grüße 🤖"));
    }
  }

  @Test
  void a_stream_may_end_without_usage_and_without_done() throws Exception {
    try (var server = ScriptedServer.streaming(delta("\"hi\""), finish("stop"));
        var model = Questions.model(server.url())) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("hi"));
      assertThat(heard.answer().usage().inputTokens()).isEqualTo(-1);
      assertThat(heard.answer().usage().outputTokens()).isEqualTo(-1);
    }
  }

  @Test
  void a_server_that_does_not_stream_answers_in_one_piece() throws Exception {
    String body =
        """
        {"id":"x","object":"chat.completion","new_field":{"a":[1]},
         "choices":[{"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"details":{}}}
        """;
    try (var server =
            ScriptedServer.answering("200 OK", "Content-Type: application/json\r\n", body);
        var model = Questions.model(server.url(), "stream", "no")) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("hi"));
      assertThat(heard.answer().usage().inputTokens()).isEqualTo(3);
      assertThat(server.asked().body()).doesNotContain("\"stream\"");
    }
  }

  @Test
  void the_answer_does_not_wait_for_a_server_that_keeps_the_stream_open() throws Exception {
    var alarms = new HandAlarms();
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send(STREAM)
                        .send("data: " + delta("\"hi\"") + "\n\ndata: [DONE]\n\n")
                        .hang());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("hi"));
      Eventually.holds(() -> alarms.set().equals(List.of(Duration.ofSeconds(1))));
      assertThat(server.sawEnd).isNotDone();
      alarms.goOff(Duration.ofSeconds(1));
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void an_image_goes_as_a_data_address() throws Exception {
    try (var server = ScriptedServer.streaming(delta("\"a gear\""), "[DONE]");
        var model = Questions.model(server.url(), "images", "yes")) {
      var picture = new ModelRequest.ImageData("image/png", new byte[] {1, 2, 3});
      var question =
          new ModelRequest(
              "",
              List.of("What is it?"),
              List.of(),
              List.of(picture),
              List.of(),
              new ResultType.Text(),
              20,
              Questions.PATIENCE);
      model.ask(question, heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("a gear"));
      assertThat(server.asked().body())
          .contains("{\"type\":\"text\",\"text\":\"What is it?\"}")
          .contains(
              "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}");
    }
  }

  @Test
  void what_a_server_does_not_take_is_left_out_and_never_sent_again() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) -> {
                  if (asked.body().contains("\"logprobs\"")) {
                    wire.send(error("400 Bad Request", "logprobs is not supported"));
                  } else if (asked.body().contains("\"max_tokens\"")) {
                    wire.send(error("400 Bad Request", "use 'max_completion_tokens' instead"));
                  } else {
                    wire.send(STREAM + "data: " + delta("\"{\\\"answer\\\":true}\""));
                    wire.send("\n\ndata: [DONE]\n\n");
                  }
                });
        var model = Questions.model(server.url())) {
      model.ask(Questions.of(new ResultType.Bool(), "is it open?"), heard);
      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Bool(true));
      assertThat(server.asked().body()).contains("\"logprobs\"", "\"max_tokens\"");
      assertThat(server.asked().body()).contains("\"max_tokens\"").doesNotContain("logprobs");
      assertThat(server.asked().body()).contains("\"max_completion_tokens\":200");

      var again = new Heard();
      model.ask(Questions.of(new ResultType.Bool(), "is it open?"), again);
      assertThat(again.answer().value()).isEqualTo(new AnswerValue.Bool(true));
      assertThat(server.asked().body()).contains("max_completion").doesNotContain("logprobs");
      assertThat(server.waiting()).isZero();
    }
  }

  static String error(String status, String message) {
    return ScriptedServer.reply(
        status,
        "Content-Type: application/json\r\n",
        "{\"error\":{\"message\":\"" + message + "\",\"type\":\"invalid_request_error\"}}");
  }
}
