package dev.ration.connect.openai;

import static dev.ration.connect.openai.Questions.ERRAND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.MockLlm;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelFailure.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The backend against mock-llm, which streams without usage. */
@Tag("peers")
class MockLlmPeerTest {
  private static final String RULES =
      """
      streaming:
        chunkSize: 3
        chunkIntervalMs: 1
      rules:
        - path: "/v1/chat/completions"
          match: "@"
          response:
            status: 200
            content: '{"id":"1","choices":[{"message":{"role":"assistant","content":"You said {{jmes request body.messages[-1].content}}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}}'
        - path: "/v1/chat/completions"
          match: "contains(body.messages[-1].content, 'which errand')"
          response:
            status: 200
            content: '{"id":"2","choices":[{"message":{"role":"assistant","content":"{\\"answer\\":\\"meeting\\"}"},"finish_reason":"stop"}]}'
        - path: "/v1/chat/completions"
          match: "contains(body.messages[-1].content, 'error-401')"
          response:
            status: 401
            content: '{"error":{"message":"Incorrect API key provided.","code":"invalid_api_key"}}'
      """;

  private static MockLlm server;

  private final Heard heard = new Heard();

  @BeforeAll
  static void start() {
    server = MockLlm.start(RULES);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void a_text_comes_back_whole(String stream) throws Exception {
    try (var model = Questions.model(server.url(), "stream", stream)) {
      model.ask(Questions.text("hello there"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("You said hello there"));
    }
  }

  @Test
  void a_stream_without_usage_leaves_it_unknown() throws Exception {
    try (var model = Questions.model(server.url())) {
      model.ask(Questions.text("hello there"), heard);

      assertThat(heard.answer().usage().inputTokens()).isEqualTo(-1);
      assertThat(heard.answer().usage().bytesReceived()).isPositive();
    }
  }

  @Test
  void an_errand_is_chosen() throws Exception {
    try (var model = Questions.model(server.url(), "confidence", "0.9")) {
      model.ask(Questions.of(ERRAND, "which errand is it"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Choice("meeting"));
      assertThat(heard.answer().confidence()).isEqualTo(0.9);
    }
  }

  @Test
  void a_wrong_key_is_refused() throws Exception {
    try (var model = Questions.model(server.url())) {
      model.ask(Questions.text("error-401"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.REFUSED);
    }
  }
}
