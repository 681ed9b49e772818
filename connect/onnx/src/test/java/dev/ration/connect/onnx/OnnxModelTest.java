package dev.ration.connect.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What any model owes its callers, kept by an embedding model with its real weights. */
@Timeout(60)
class OnnxModelTest {
  private static final IntentFixture ERRANDS = IntentFixture.read("errands.txt");
  private static final String QUESTION = "which floor is the library on?";

  private InferenceModel model = open(Weights.MINILM.id());

  @BeforeEach
  void warmUp() throws ModelException {
    model.warmUp();
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void itPicksAndCanDoNothingElse() {
    assertThat(model.abilities()).containsExactly(Ability.CHOOSE);
    assertThat(model.isRemote()).isFalse();
  }

  @Test
  void itAnswersWithAValueOfTheEnum() {
    var answer = ask(QUESTION).answered();

    assertThat(answer.value()).isEqualTo(new AnswerValue.Choice("directions"));
    assertThat(answer.confidence()).isBetween(0.5, 1.0);
    assertThat(answer.usage().inputTokens()).isEqualTo(9);
    assertThat(answer.usage().bytesSent()).isZero();
  }

  @Test
  void theSameQuestionGetsTheSameBits() {
    var first = ask(QUESTION).answered();
    ask("something else altogether").answered();

    assertThat(ask(QUESTION).answered()).isEqualTo(first);
  }

  @Test
  void anotherModelOfTheSameWeightsGivesTheSameBits() throws ModelException {
    try (var other = open(Weights.MINILM.id())) {
      other.warmUp();
      other.prepare(ERRANDS.request("anything"));

      assertThat(ask(other, ERRANDS.request(QUESTION)).answered())
          .isEqualTo(ask(QUESTION).answered());
    }
  }

  @Test
  void preparingChangesNoAnswer() throws ModelException {
    var unprepared = ask(QUESTION).answered();
    model.prepare(ERRANDS.request("anything"));

    assertThat(ask(QUESTION).answered()).isEqualTo(unprepared);
  }

  @Test
  void itWorksWithNamesAlone() {
    var request = request(List.of("please call an ambulance"), choice("call_doctor", "play_music"));

    assertThat(ask(model, request).answered().value())
        .isEqualTo(new AnswerValue.Choice("call_doctor"));
  }

  @Test
  void oneValueIsAlwaysPickedButNotAlwaysSurely() {
    var answer = ask(model, request(List.of("open the window"), choice("dance"))).answered();

    assertThat(answer.value()).isEqualTo(new AnswerValue.Choice("dance"));
    assertThat(answer.confidence()).isLessThan(IntentReport.THRESHOLD);
  }

  @Test
  void anEmptyLineIsNothingToActOn() {
    assertThat(ask("").answered().confidence()).isZero();
    assertThat(ask(" \t\u00a0 ").answered().confidence()).isZero();
  }

  @Test
  void whatWasNotReadIsNotVouchedFor() {
    var whole = ask("where is the library?").answered();
    var cut = ask("where is the library? ".repeat(500)).answered();

    assertThat(whole.confidence()).isGreaterThan(0.5);
    assertThat(cut.confidence()).isLessThan(0.1);
    assertThat(cut.usage().inputTokens()).isLessThanOrEqualTo(Encoder.WINDOW);
  }

  @Test
  void anyOddTextIsAnswered() {
    assertThat(List.of("\0\0", "\ud800", "🤖".repeat(3000), "[CLS] [SEP]", "ö".repeat(10_000)))
        .allSatisfy(text -> assertThat(ask(text).answered().confidence()).isBetween(0.0, 1.0));
  }

  @Test
  void whatIsNotAChoiceItRefuses() {
    assertThat(ask(model, request(List.of(QUESTION), new ResultType.Text())).failed().kind())
        .isEqualTo(ModelFailure.Kind.UNABLE);
    assertThat(ask(model, request(List.of(QUESTION), choice())).failed().kind())
        .isEqualTo(ModelFailure.Kind.UNABLE);
  }

  @Test
  void picturesItRefuses() {
    var picture = new ModelRequest.ImageData("image/png", new byte[0]);
    var request =
        new ModelRequest(
            "",
            List.of(),
            List.of(),
            List.of(picture),
            List.of(),
            choice("yes", "no"),
            1,
            Duration.ofSeconds(1));

    assertThat(ask(model, request).failed())
        .isEqualTo(
            ModelFailure.of(
                ModelFailure.Kind.UNABLE, "An embedding model does not look at images."));
  }

  @Test
  void aCancelledCallFails() throws Exception {
    var busy = new Blocker();
    model.ask(ERRANDS.request(QUESTION), busy);
    busy.await();
    var listener = new Outcome();
    model.ask(ERRANDS.request(QUESTION), listener).cancel();
    busy.release();

    assertThat(listener.failed().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
  }

  @Test
  void cancellingTwiceOrTooLateIsHarmless() {
    var listener = new Outcome();
    var call = model.ask(ERRANDS.request(QUESTION), listener);
    listener.answered();
    call.cancel();
    call.cancel();

    assertThat(ask(QUESTION).answered().value()).isEqualTo(new AnswerValue.Choice("directions"));
  }

  @Test
  void aCallUnderWayIsStoppedInTheMiddle() throws Exception {
    var texts = IntStream.range(0, 400).mapToObj(i -> "value_" + i).toArray(String[]::new);
    var listener = new Outcome();
    var call = model.ask(request(List.of(QUESTION), choice(texts)), listener);
    call.cancel();

    assertThat(listener.failed().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
  }

  @Test
  void closingFailsWhatWaits() throws Exception {
    var busy = new Blocker();
    model.ask(ERRANDS.request(QUESTION), busy);
    busy.await();
    var listener = new Outcome();
    model.ask(ERRANDS.request(QUESTION), listener);
    model.close();
    busy.release();

    assertThat(listener.failed().kind()).isEqualTo(ModelFailure.Kind.CANCELLED);
  }

  @Test
  void aClosedModelStillAnswersThatItIsClosed() {
    model.close();
    model.close();

    assertThat(ask(QUESTION).failed())
        .isEqualTo(ModelFailure.of(ModelFailure.Kind.CANCELLED, "The model was closed."));
    assertThatThrownBy(model::warmUp).isInstanceOf(ModelException.class);
  }

  @Test
  void manyCallersGetTheirOwnAnswers() {
    var heard = IntentFixture.read("errands.txt").examples();
    var outcomes =
        heard.parallelStream()
            .map(example -> ask(example.inputs().getFirst()).answered().value())
            .toList();

    assertThat(outcomes).isEqualTo(heard.stream().map(ModelRequest.Example::answer).toList());
  }

  @Test
  void askingReturnsBeforeTheAnswer() throws Exception {
    var busy = new Blocker();
    model.ask(ERRANDS.request(QUESTION), busy);
    busy.await();
    var listener = new Outcome();
    model.ask(ERRANDS.request(QUESTION), listener);

    assertThat(listener.isOver()).isFalse();
    busy.release();
    assertThat(listener.answered().value()).isEqualTo(new AnswerValue.Choice("directions"));
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> backend().open(spec("gpt-17"), name -> Optional.empty()))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "Tier `local.tiny` asks the backend `onnx` for the model `gpt-17`, but it has only"
                + " `all-minilm-l6-v2-q`, `e5-small-v2-q`, `minilm-then-e5`.");
    assertThatThrownBy(
            () ->
                backend()
                    .open(new ModelSpec("local.tiny", "onnx", Map.of()), name -> Optional.empty()))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "Tier `local.tiny` names no `model` for the backend `onnx`, which has"
                + " `all-minilm-l6-v2-q`, `e5-small-v2-q`, `minilm-then-e5`.");
  }

  private static InferenceBackend backend() {
    return ServiceLoader.load(InferenceBackend.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.id().equals("onnx"))
        .findFirst()
        .orElseThrow();
  }

  private static ModelSpec spec(String weights) {
    return new ModelSpec("local.tiny", "onnx", Map.of("model", weights));
  }

  private static InferenceModel open(String weights) {
    try {
      return backend().open(spec(weights), name -> Optional.empty());
    } catch (ModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ResultType.Choice choice(String... names) {
    return new ResultType.Choice(
        "Wish", List.of(names).stream().map(name -> new ResultType.Option(name, "")).toList());
  }

  private static ModelRequest request(List<String> inputs, ResultType result) {
    return new ModelRequest(
        "", inputs, inputs, List.of(), List.of(), result, 16, Duration.ofSeconds(10));
  }

  private Outcome ask(String text) {
    return ask(model, ERRANDS.request(text));
  }

  private static Outcome ask(InferenceModel model, ModelRequest request) {
    var outcome = new Outcome();
    model.ask(request, outcome);
    return outcome;
  }

  /** How a call ended; a second ending is an error. */
  private static class Outcome implements ModelListener {
    private final CompletableFuture<Object> ending = new CompletableFuture<>();

    @Override
    public void onAnswer(ModelAnswer answer) {
      end(answer);
    }

    @Override
    public void onFailure(ModelFailure failure) {
      end(failure);
    }

    private void end(Object how) {
      if (!ending.complete(how)) {
        throw new AssertionError("a second ending: " + how);
      }
    }

    boolean isOver() {
      return ending.isDone();
    }

    ModelAnswer answered() {
      return (ModelAnswer) ending.orTimeout(30, TimeUnit.SECONDS).join();
    }

    ModelFailure failed() {
      return (ModelFailure) ending.orTimeout(30, TimeUnit.SECONDS).join();
    }
  }

  /** A listener that holds the model's thread until it is released. */
  private static final class Blocker extends Outcome {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void onAnswer(ModelAnswer answer) {
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.onAnswer(answer);
    }

    void await() throws InterruptedException {
      begun.await();
    }

    void release() {
      released.countDown();
    }
  }
}
