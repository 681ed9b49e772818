package dev.ration.connect.openai;

import static dev.ration.connect.openai.Questions.ERRAND;
import static dev.ration.connect.openai.Questions.delta;
import static dev.ration.connect.openai.Questions.finish;
import static dev.ration.connect.openai.ScriptedServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.ModelFailure.Kind;
import dev.ration.runtime.spi.ModelRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way of not answering is called, and that nothing of it is left open. */
class ChatFailureTest {
  private final Heard heard = new Heard();
  private final HandAlarms alarms = new HandAlarms();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 Unauthorized     | invalid_api_key         | REFUSED      | does not accept its key (401)
          403 Forbidden        | whatever                | REFUSED      | does not accept its key (403)
          404 Not Found        | model_not_found         | REFUSED      | names a model that its server does not have (404)
          404 Not Found        | whatever                | REFUSED      | has no model of this name, or no chat service, at its address (404)
          400 Bad Request      | context_length_exceeded | REFUSED      | gets a prompt longer than it can read (400)
          429 Too Many         | rate_limit_exceeded     | RATE_LIMITED | asks for fewer calls (429)
          429 Too Many         | insufficient_quota      | REFUSED      | has no credit left at its server (429)
          500 Server Error     | whatever                | REFUSED      | has an error in its server (500)
          503 Unavailable      | whatever                | REFUSED      | is overloaded (503)
          307 Elsewhere        | whatever                | REFUSED      | is redirected to another address, which is not followed (307)
          """)
  void an_error_status_has_a_kind_and_a_sentence(
      String status, String code, Kind kind, String sentence) throws Exception {
    String body = "{\"error\":{\"message\":\"sk-test prompt words\",\"code\":\"" + code + "\"}}";
    try (var server =
            ScriptedServer.answering(
                status, "Location: http://127.0.0.1:9/\r\nContent-Type: a/b\r\n", body);
        var model = Questions.model(server.url(), alarms, "key", "secret:CHAT_KEY")) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(kind);
      assertThat(heard.failure().message()).isEqualTo("`cloud.chat` " + sentence);
      assertThat(heard.failure().usage().bytesSent()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Retry-After: 17                                                     | PT17S
          retry-after-ms: 250                                                 | PT0.25S
          Retry-After: Mon, 01 Jun 2026 12:00:30 GMT                          | PT30S
          Retry-After: Mon, 01 Jun 2026 11:00:00 GMT                          | PT0S
          Retry-After: 99999999999                                            | PT24H
          """)
  void a_rate_limit_says_how_long_to_wait(String header, Duration wait) throws Exception {
    try (var server = ScriptedServer.answering("429 Too Many", header + "\r\n", "{}");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(heard.failure().retryAfter()).isEqualTo(wait);
    }
  }

  @Test
  void a_date_to_retry_at_is_read_by_the_servers_own_clock() throws Exception {
    String headers =
        "Date: Tue, 02 Jun 2026 08:00:00 GMT\r\nRetry-After: Tue, 02 Jun 2026 08:00:05 GMT\r\n";
    try (var server = ScriptedServer.answering("503 Unavailable", headers, "");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "1e9", ""})
  void a_wait_that_makes_no_sense_is_none(String written) throws Exception {
    try (var server =
            ScriptedServer.answering("429 Too Many", "Retry-After: " + written + "\r\n", "{}");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().retryAfter()).isNull();
    }
  }

  @Test
  void an_error_is_told_even_if_its_explanation_never_comes() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send("HTTP/1.1 500 Oops\r\nContent-Length: 100\r\n\r\n{\"er").hang());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);
      Eventually.holds(() -> alarms.set().contains(Duration.ofMillis(300)));
      alarms.goOff(Duration.ofMillis(300));

      assertThat(heard.failure().message()).contains("has an error in its server (500)");
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void a_server_that_hangs_is_given_up_when_patience_ends() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.hang());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);
      server.asked();
      alarms.goOff(Questions.PATIENCE);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(heard.failure().message())
          .isEqualTo("`cloud.chat` gives no sign of an answer within 7 s");
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
      assertThat(heard.events).containsExactly("failure");
    }
  }

  @Test
  void the_sites_own_time_limit_is_shorter_than_patience() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.hang());
        var model = Questions.model(server.url(), alarms, "timeout", "1500 ms")) {
      model.ask(Questions.text("hello"), heard);
      server.asked();
      alarms.goOff(Duration.ofMillis(1500));

      assertThat(heard.failure().message()).endsWith("within 1.5 s");
    }
  }

  @Test
  void headers_that_trickle_are_given_up_too() throws Exception {
    try (var server =
            new ScriptedServer((asked, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Ty").hang());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);
      server.asked();
      alarms.goOff(Questions.PATIENCE);

      assertThat(heard.failure().message()).contains("gives no sign of an answer");
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void a_first_token_and_then_nothing_is_given_up_with_what_it_cost() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send(STREAM).send("data: " + delta("\"Well\"") + "\n\n").hang());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);
      heard.firstToken.await();
      alarms.goOff(Questions.PATIENCE);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(heard.failure().message())
          .isEqualTo("`cloud.chat` does not finish its answer within 7 s");
      assertThat(heard.failure().usage().bytesReceived()).isPositive();
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stream_that_breaks_is_disconnected(boolean byReset) throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) -> {
                  wire.send(STREAM).send("data: " + delta("\"Well\"") + "\n\ndata: {\"choi");
                  if (byReset) {
                    awaitFirstToken();
                    wire.reset();
                  }
                });
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(heard.failure().message()).contains("breaks off in the middle of its answer");
    }
  }

  private void awaitFirstToken() {
    try {
      heard.firstToken.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_connection_closed_without_a_word_is_disconnected() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.reset());
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(heard.failure().message()).contains("breaks off before it answers");
    }
  }

  @Test
  void nobody_listening_is_unreachable() throws Exception {
    int port;
    try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = door.getLocalPort();
    }
    try (var model = Questions.model("http://127.0.0.1:" + port + "/v1?key=hidden", alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(heard.failure().message())
          .isEqualTo(
              "`cloud.chat` cannot be reached: `127.0.0.1:" + port + "` accepts no connection");
      assertThat(heard.failure().usage().bytesSent()).isZero();
    }
  }

  @Test
  void a_name_that_does_not_resolve_is_unreachable() throws Exception {
    // The top-level domain `invalid` never resolves (RFC 2606).
    try (var model = Questions.model("https://models.invalid/v1", alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(heard.failure().message())
          .isEqualTo(
              "`cloud.chat` cannot be reached: the name of `models.invalid` does not resolve");
    }
  }

  @Test
  void a_server_without_encryption_where_it_is_promised_is_unreachable() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.send("hello?\r\n\r\n"));
        var model = Questions.model(server.url().replace("http:", "https:"), alarms)) {
      model.ask(Questions.text("hello"), heard);
      // The server takes the handshake for a question that never ends.
      Eventually.holds(() -> server.guests() > 0);
      server.hangUp();

      assertThat(heard.failure().kind()).isIn(Kind.UNREACHABLE, Kind.DISCONNECTED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 14\r\n\r\n<html>no</html",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n[1,2",
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {oops}\n\ndata: x\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      })
  void garbage_is_never_an_answer(String garbage) throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.send(garbage));
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isIn(Kind.MALFORMED, Kind.DISCONNECTED);
    }
  }

  @Test
  void broken_characters_are_not_mended() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send(STREAM)
                        .send("data: {\"choices\":[{\"delta\":{\"content\":\"")
                        .send(new byte[] {(byte) 0xC3, (byte) 0x28})
                        .send("\"}}]}\n\n"));
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.MALFORMED);
      assertThat(heard.failure().message()).contains("not UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {\\"answer\\":\\"lunch\\"}     | does not have one of the names of `Errand` at `answer`
          {\\"answer\\":3}               | does not have one of the names of `Errand` at `answer`
          {\\"reply\\":\\"meeting\\"}    | has a field too many at its top
          meeting                        | is not valid JSON
          """)
  void the_wrong_type_in_valid_wrapping_is_malformed(String content, String problem)
      throws Exception {
    try (var server =
            ScriptedServer.streaming(delta("\"" + content + "\""), finish("stop"), "[DONE]");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.of(ERRAND, "hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.MALFORMED);
      assertThat(heard.failure().message()).contains("gives an answer that " + problem);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "length, MALFORMED, reaches the limit on its tokens before its answer is whole",
    "content_filter, REFUSED, declines to answer",
    "tool_calls, MALFORMED, calls a tool that nobody offered",
  })
  void an_answer_that_is_not_one_is_none(String reason, Kind kind, String problem)
      throws Exception {
    try (var server = ScriptedServer.streaming(delta("\"Well\""), finish(reason), "[DONE]");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(kind);
      assertThat(heard.failure().message()).isEqualTo("`cloud.chat` " + problem);
    }
  }

  @Test
  void an_error_inside_the_stream_ends_it() throws Exception {
    try (var server =
            ScriptedServer.streaming(
                delta("\"Well\""), "{\"error\":{\"message\":\"secret words\",\"code\":429}}");
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(heard.failure().message()).doesNotContain("secret words");
    }
  }

  @Test
  void a_body_without_end_is_cut() throws Exception {
    String piece = "x".repeat(1 << 16);
    try (var server =
            new ScriptedServer(
                (asked, wire) -> {
                  wire.send(STREAM).send("data: ");
                  for (int i = 0; i < 1_000; i++) {
                    wire.send(piece);
                  }
                });
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.MALFORMED);
      assertThat(heard.failure().message()).isEqualTo("`cloud.chat` sends more than 8 MiB");
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void a_text_without_end_is_cut() throws Exception {
    String words = delta("\"" + "word ".repeat(2_000) + "\"");
    try (var server =
            ScriptedServer.streaming(
                words, words, words, words, words, words, words, words, words, words, words);
        var model = Questions.model(server.url(), alarms)) {
      model.ask(Questions.text("hello"), heard);

      assertThat(heard.failure().message()).contains("answers with more than 100000 characters");
    }
  }

  @Test
  void an_image_for_a_model_that_does_not_look_is_refused_unsent() throws Exception {
    try (var server = ScriptedServer.streaming();
        var model = Questions.model(server.url(), alarms)) {
      var picture = new ModelRequest.ImageData("image/png", new byte[] {1});
      model.ask(
          new ModelRequest(
              "",
              List.of("?"),
              List.of(),
              List.of(picture),
              List.of(),
              new ResultType.Bool(),
              9,
              Questions.PATIENCE),
          heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.UNABLE);
      assertThat(server.guests()).isZero();
    }
  }
}
