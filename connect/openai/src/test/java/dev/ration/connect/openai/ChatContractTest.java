package dev.ration.connect.openai;

import static dev.ration.connect.openai.Questions.delta;
import static dev.ration.connect.openai.ScriptedServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelFailure.Kind;
import dev.ration.runtime.spi.ModelListener;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every model promises the runtime. */
class ChatContractTest {
  private final Heard heard = new Heard();
  private final HandAlarms alarms = new HandAlarms();

  @Test
  void the_backend_is_found_by_its_name() {
    assertThat(ServiceLoader.load(InferenceBackend.class))
        .extracting(InferenceBackend::id)
        .contains("openai");
  }

  @Test
  void opening_and_warming_up_contacts_nobody() throws Exception {
    try (var server = ScriptedServer.streaming();
        var model = Questions.model(server.url(), alarms);
        var encrypted = Questions.model("https://models.invalid/v1", alarms)) {
      model.warmUp();
      encrypted.warmUp();

      assertThat(server.guests()).isZero();
      assertThat(alarms.set()).isEmpty();
    }
  }

  @Test
  void a_model_is_remote_unless_its_site_says_otherwise() throws Exception {
    try (var model = Questions.model("http://127.0.0.1:1/v1");
        var onRobot = Questions.model("http://127.0.0.1:1/v1", "remote", "no")) {
      assertThat(model.isRemote()).isTrue();
      assertThat(onRobot.isRemote()).isFalse();
    }
  }

  @Test
  void abilities_follow_from_the_settings() throws Exception {
    try (var model = Questions.model("http://127.0.0.1:1/v1");
        var seeing = Questions.model("http://127.0.0.1:1/v1", "images", "yes")) {
      assertThat(model.abilities())
          .containsExactlyInAnyOrder(Ability.CHOOSE, Ability.WRITE, Ability.STRUCTURE);
      assertThat(seeing.abilities()).contains(Ability.SEE);
    }
  }

  @Test
  void a_cancelled_call_closes_its_socket() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.hang());
        var model = Questions.model(server.url(), alarms)) {
      var call = model.ask(Questions.text("hello"), heard);
      server.asked();
      call.cancel();
      call.cancel();

      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
      assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(heard.events).containsExactly("failure");
    }
  }

  @Test
  void a_call_that_is_over_before_it_was_sent_leaves_nothing_open() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.hang());
        var model = Questions.model(server.url(), alarms)) {
      // However far each has come when it is cancelled, its connection is closed or never made.
      for (int round = 0; round < 50; round++) {
        var one = new Heard();
        model.ask(Questions.text("hello"), one).cancel();
        assertThat(one.failure().kind()).isEqualTo(Kind.CANCELLED);
      }
      Eventually.holds(() -> server.open() == 0);
    }
  }

  @Test
  void a_call_cancelled_in_the_middle_of_its_stream_closes_its_socket() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send(STREAM).send("data: " + delta("\"Well\"") + "\n\n").hang());
        var model = Questions.model(server.url(), alarms)) {
      var call = model.ask(Questions.text("hello"), heard);
      heard.firstToken.await();
      call.cancel();

      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
      assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(heard.failure().usage().bytesReceived()).isPositive();
      assertThat(alarms.set()).isEmpty();
    }
  }

  @Test
  void a_listener_may_cancel_the_call_it_listens_to() throws Exception {
    var call = new CompletableFuture<InFlight>();
    var impatient =
        new ModelListener() {
          @Override
          public void onFirstToken() {
            call.join().cancel();
          }

          @Override
          public void onAnswer(ModelAnswer answer) {
            heard.onAnswer(answer);
          }

          @Override
          public void onFailure(ModelFailure failure) {
            heard.onFailure(failure);
          }
        };
    try (var server =
            new ScriptedServer(
                (asked, wire) ->
                    wire.send(STREAM).send("data: " + delta("\"Well\"") + "\n\n").hang());
        var model = Questions.model(server.url(), alarms)) {
      call.complete(model.ask(Questions.text("hello"), impatient));

      assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void closing_a_model_ends_its_calls_and_refuses_new_ones() throws Exception {
    try (var server = new ScriptedServer((asked, wire) -> wire.hang())) {
      var model = Questions.model(server.url(), alarms);
      model.ask(Questions.text("hello"), heard);
      server.asked();
      model.close();
      model.close();

      assertThat(heard.failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(server.sawEnd).succeedsWithin(Duration.ofSeconds(20));
      var late = new Heard();
      model.ask(Questions.text("hello"), late);
      assertThat(late.failure().kind()).isEqualTo(Kind.CANCELLED);
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void calls_side_by_side_do_not_mix() throws Exception {
    try (var server =
            new ScriptedServer(
                (asked, wire) -> {
                  String word = asked.body().replaceAll("(?s).*echo (\\d+).*", "$1");
                  wire.send(STREAM).send("data: " + delta("\"" + word + "\"") + "\n\n");
                  wire.send("data: [DONE]\n\n");
                });
        var model = Questions.model(server.url(), alarms)) {
      var all =
          IntStream.range(0, 40)
              .mapToObj(
                  number -> {
                    var one = new Heard();
                    model.ask(Questions.text("echo " + number), one);
                    return one;
                  })
              .toList();

      for (int number = 0; number < all.size(); number++) {
        assertThat(all.get(number).answer().value())
            .isEqualTo(new AnswerValue.Text(String.valueOf(number)));
      }
      assertThat(alarms.set()).hasSizeLessThanOrEqualTo(40);
    }
  }
}
