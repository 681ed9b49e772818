package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.peers.TinyGguf;
import dev.ration.plan.Code;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real model of random weights, as the runtime uses it. */
class GgufModelTest {
  @TempDir private static Path folder = Path.of("");

  private static InferenceModel model;

  @BeforeAll
  static void open() throws IOException, ModelException {
    model = Requests.open(file(), "context", "1024", "threads", "1", "confidence", "70 %");
    model.warmUp();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Path file() throws IOException {
    return TinyGguf.of(3).to(folder.resolve("random.gguf"));
  }

  private static Heard ask(ModelRequest request) {
    var heard = new Heard();
    var unused = model.ask(request, heard);
    return heard;
  }

  @Test
  void itChoosesWritesAndFillsStructuresOnTheRobot() {
    assertThat(model.abilities())
        .containsExactlyInAnyOrder(Ability.CHOOSE, Ability.WRITE, Ability.STRUCTURE);
    assertThat(model.isRemote()).isFalse();
  }

  @Test
  void theSameQuestionHasTheSameAnswerWhateverWasAskedBetween() {
    var question = Requests.of(Requests.ERRAND, 20, "where is room 4?");
    var first = ask(question).answer();
    ask(Requests.of(new ResultType.Whole(0L, 9L), 20, "how many are you?")).answer();

    assertThat(ask(question).answer()).isEqualTo(first);
  }

  @Test
  void anAnswerIsWorthWhatTheSiteSays() {
    assertThat(ask(Requests.of(new ResultType.Bool(), 8, "is it?")).answer().confidence())
        .isEqualTo(0.7);
  }

  @Test
  void tokensAreCounted() {
    var few = ask(Requests.of(Requests.ERRAND, 20, "where?")).answer().usage();
    var more = ask(Requests.of(Requests.ERRAND, 20, "where? ".repeat(20))).answer().usage();

    assertThat(few.bytesSent()).isZero();
    assertThat(more.inputTokens()).isGreaterThan(few.inputTokens());
    assertThat(few.outputTokens()).isBetween(5L, 20L);
  }

  @Test
  void examplesArePartOfTheQuestion() {
    var plain = Requests.of(Requests.ERRAND, 20, "where?");
    var taught =
        new ModelRequest(
            plain.task(),
            plain.prompt(),
            plain.inputs(),
            List.of(),
            List.of(
                new ModelRequest.Example(
                    List.of("I am expected"), new AnswerValue.Choice("meeting"))),
            plain.result(),
            20,
            plain.patience());

    assertThat(ask(taught).answer().usage().inputTokens())
        .isGreaterThan(ask(plain).answer().usage().inputTokens());
  }

  @Test
  void aTextIsToldPieceByPieceAndIsMalformedWhereTheLimitCutsIt() {
    var heard = ask(Requests.of(new ResultType.Text(), 12, "tell me"));

    assertThat(heard.failure().kind()).isEqualTo(ModelFailure.Kind.MALFORMED);
    assertThat(heard.failure().message()).contains("reaches the limit on its tokens");
    assertThat(heard.failure().usage().outputTokens()).isPositive();
    assertThat(heard.begun.getCount()).isZero();
    assertThat(heard.text()).isNotEmpty();
  }

  @Test
  void aTextThatComesNearItsLimitIsBroughtToAnEnd() {
    var heard = ask(Requests.of(new ResultType.Text(), 64, "tell me"));

    assertThat(heard.answer().value())
        .isInstanceOfSatisfying(
            AnswerValue.Text.class,
            text -> {
              assertThat(text.value()).isEqualTo(heard.text().strip());
              assertThat(text.value())
                  .matches("(?s).*([.!?\u2026][\"')\\]]?|[\u3002\uff01\uff1f])");
            });
    assertThat(heard.answer().usage().outputTokens()).isBetween(48L, 64L);
  }

  /** Cancels its own call while it hears a piece, on the model's thread. */
  private static final class Canceller extends Heard {
    private final CompletableFuture<InFlight> call = new CompletableFuture<>();
    private int pieces;

    @Override
    public synchronized void onText(String piece) {
      super.onText(piece);
      pieces++;
      if (pieces == 5) {
        call.join().cancel();
      }
    }
  }

  @Test
  void noTokenIsWrittenAfterTheOneAtWhichACallIsCancelled() {
    var heard = new Canceller();
    heard.call.complete(model.ask(Requests.of(new ResultType.Text(), 900, "tell me"), heard));

    assertThat(heard.failure().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
    assertThat(heard.pieces).isEqualTo(5);
    assertThat(heard.text()).isNotEmpty();
  }

  @Test
  void aCallThatIsCancelledWhileItWritesStopsAndLeavesTheModelFree() throws Exception {
    var heard = new Heard();
    var call = model.ask(Requests.of(new ResultType.Text(), 900, "tell me"), heard);
    heard.begun.await();
    call.cancel();
    call.cancel();

    var failure = heard.failure();
    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
    assertThat(failure.usage().outputTokens()).isBetween(1L, 899L);
    assertThat(ask(Requests.of(new ResultType.Bool(), 8, "is it?")).answer().value())
        .isInstanceOf(AnswerValue.Bool.class);
    assertThat(heard.ends()).isEqualTo(1);
  }

  @Test
  void aCallThatWaitsForItsTurnIsNotBegunOnceItIsCancelled() throws Exception {
    var first = new Heard();
    var running = model.ask(Requests.of(new ResultType.Text(), 900, "tell me"), first);
    var second = new Heard();
    var waiting = model.ask(Requests.of(new ResultType.Bool(), 8, "is it?"), second);
    waiting.cancel();
    first.begun.await();
    running.cancel();

    assertThat(second.failure().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
    assertThat(second.failure().usage().inputTokens()).isZero();
    assertThat(second.begun.getCount()).isEqualTo(1);
  }

  @Test
  void callsAreWorkedOffOneAfterTheOther() {
    var all =
        List.of("one", "two", "three", "four").stream()
            .map(words -> ask(Requests.of(Requests.ERRAND, 20, words)))
            .toList();

    assertThat(all).allSatisfy(heard -> assertThat(heard.answer().value()).isNotNull());
  }

  @Test
  void rtn0785AQuestionThatIsTooLong() {
    var failure = ask(Requests.of(Requests.ERRAND, 20, "where? ".repeat(400))).failure();

    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.UNABLE);
    assertThat(failure.message())
        .startsWith(Code.QUESTION_TOO_LONG.id())
        .endsWith("with an answer of 20 it does not fit in the model's context of 1024.");
  }

  @Test
  void rtn0785NearOneThatJustFits() {
    var most = 1024 - 20 - 1;
    var around = ask(Requests.of(Requests.ERRAND, 20, "x")).answer().usage().inputTokens();
    var words = "x".repeat(Math.toIntExact(most - around) + 1);
    var heard = ask(Requests.of(Requests.ERRAND, 20, words));

    assertThat(heard.answer().usage().inputTokens()).isEqualTo(most);
    assertThat(ask(Requests.of(Requests.ERRAND, 20, words + "x")).failure().message())
        .contains("has 1004 tokens");
  }

  @Test
  void anAnswerThatMayNotFitInItsTokensIsNotBegun() {
    var failure = ask(Requests.of(Requests.ERRAND, 8, "where?")).failure();

    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.UNABLE);
    assertThat(failure.message())
        .isEqualTo("An answer of the declared type may take 13 tokens, and only 8 are allowed.");
  }

  @Test
  void picturesAreNotLookedAt() {
    var plain = Requests.of(Requests.ERRAND, 20, "what is it?");
    var seeing =
        new ModelRequest(
            plain.task(),
            plain.prompt(),
            plain.inputs(),
            List.of(new ModelRequest.ImageData("image/png", new byte[4])),
            List.of(),
            plain.result(),
            20,
            Duration.ofSeconds(5));

    assertThat(ask(seeing).failure().kind()).isEqualTo(ModelFailure.Kind.UNABLE);
  }

  @Test
  void aShapeThatWasPreparedIsAnsweredAsBefore() throws ModelException {
    var question = Requests.of(Requests.ERRAND, 20, "where is room 4?");
    var before = ask(question).answer();
    model.prepare(Requests.of(Requests.ERRAND, 20, ""));

    assertThat(ask(question).answer()).isEqualTo(before);
  }

  @Test
  void closingStopsWhatRunsAndAnswersWhatComesLater() throws Exception {
    var other = Requests.open(file(), "threads", "1");
    other.warmUp();
    var running = new Heard();
    var unused = other.ask(Requests.of(new ResultType.Text(), 1500, "tell me"), running);
    running.begun.await();
    other.close();
    other.close();
    var late = new Heard();
    var unusedToo = other.ask(Requests.of(new ResultType.Bool(), 8, "is it?"), late);

    assertThat(running.failure().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
    assertThat(late.failure().message()).isEqualTo("The model was closed.");
    assertThatThrownBy(other::warmUp).isInstanceOf(ModelException.class);
  }
}
