package dev.ration.connect.openai;

import static dev.ration.connect.openai.Questions.ERRAND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.Aimock;
import dev.ration.peers.Aimock.Chaos;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backend against aimock, well and in chaos. */
@Tag("peers")
class AimockPeerTest {
  private static final String FIXTURES =
      """
      {"fixtures": [
        {"match": {"userMessage": "small talk"},
         "response": {"content": "Lovely weather, isn't it? Grüße 🤖"}},
        {"match": {"userMessage": "which errand"},
         "response": {"content": "{\\"answer\\": \\"directions\\"}"}},
        {"match": {"userMessage": "wrong type"},
         "response": {"content": "{\\"answer\\": \\"lunch\\"}"}},
        {"match": {"userMessage": "no quota"},
         "response": {"status": 429, "error": {"message": "You exceeded your quota",
          "type": "insufficient_quota", "code": "insufficient_quota"}}},
        {"match": {"userMessage": "long story"}, "chunkSize": 4,
         "streamingProfile": {"ttft": 1, "tps": 2},
         "response": {"content": "Once upon a time there was a robot that was never in time."}}
      ]}
      """;

  private static Aimock server;

  private final Heard heard = new Heard();
  private final HandAlarms alarms = new HandAlarms();
  private InferenceModel model;

  @BeforeAll
  static void start() {
    server = Aimock.start(FIXTURES, "sk-test-0123456789");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    model = Questions.model(server.url(), alarms, "key", "secret:CHAT_KEY");
    model.warmUp();
  }

  @AfterEach
  void close() {
    server.behave(Chaos.NONE);
    model.close();
  }

  @Test
  void small_talk_is_streamed_with_its_usage() throws Exception {
    model.ask(Questions.text("some small talk, please"), heard);

    assertThat(heard.answer().value())
        .isEqualTo(new AnswerValue.Text("Lovely weather, isn't it? Grüße 🤖"));
    assertThat(heard.answer().usage().inputTokens()).isPositive();
    assertThat(heard.answer().usage().outputTokens()).isPositive();
    assertThat(heard.events.getFirst()).isEqualTo("first");
  }

  @Test
  void an_errand_is_chosen_by_schema() throws Exception {
    model.ask(Questions.of(ERRAND, "which errand is this"), heard);

    assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Choice("directions"));
    assertThat(server.journal()).contains("json_schema").doesNotContain("sk-test-0123456789");
  }

  @Test
  void the_wrong_type_is_malformed() throws Exception {
    model.ask(Questions.of(ERRAND, "wrong type"), heard);

    assertThat(heard.failure().kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void a_wrong_key_is_refused() throws Exception {
    try (var stranger = Questions.model(server.url(), alarms)) {
      stranger.ask(Questions.text("small talk"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.REFUSED);
      assertThat(heard.failure().message()).contains("does not accept its key (401)");
    }
  }

  @Test
  void no_credit_is_not_a_rate_limit() throws Exception {
    model.ask(Questions.text("no quota"), heard);

    assertThat(heard.failure().kind()).isEqualTo(Kind.REFUSED);
    assertThat(heard.failure().message()).contains("has no credit left");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSE, REFUSED",
    "GARBAGE, MALFORMED",
    "RATE_LIMIT, RATE_LIMITED",
    "DISCONNECT, DISCONNECTED",
  })
  void chaos_has_a_name_and_passes(Chaos chaos, Kind kind) throws Exception {
    server.behave(chaos);
    model.ask(Questions.text("small talk"), heard);
    assertThat(heard.failure().kind()).isEqualTo(kind);

    server.behave(Chaos.NONE);
    var again = new Heard();
    model.ask(Questions.text("small talk"), again);
    assertThat(again.answer().value()).isInstanceOf(AnswerValue.Text.class);
  }

  @Test
  void a_rate_limit_says_how_long() throws Exception {
    server.behave(Chaos.RATE_LIMIT);
    model.ask(Questions.text("small talk"), heard);

    assertThat(heard.failure().retryAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_server_that_hangs_is_given_up() throws Exception {
    server.behave(Chaos.HANG);
    model.ask(Questions.text("small talk"), heard);
    Eventually.holds(() -> !alarms.set().isEmpty());
    alarms.goOff(Questions.PATIENCE);

    assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
  }

  @Test
  void a_long_story_can_be_cut_short() throws Exception {
    var call = model.ask(Questions.of(new ResultType.Text(), "a long story"), heard);
    heard.firstToken.await();
    call.cancel();

    assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void a_server_that_is_gone_is_unreachable() throws Exception {
    String url;
    try (var brief = Aimock.saying("hello")) {
      url = brief.url();
    }
    try (var lost = Questions.model(url, alarms)) {
      lost.ask(Questions.text("small talk"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }
}
