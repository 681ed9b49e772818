package dev.ration.connect.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the model reads on pictures, and what it makes of broken ones. */
@Timeout(120)
class VisionModelTest {
  private static final ResultType PART =
      new ResultType.Fields(
          "Label",
          List.of(
              new ResultType.Field(
                  "serial", "The serial number, after `S/N`.", new ResultType.Text()),
              new ResultType.Field("torque", "", new ResultType.Whole(1L, 100L))));

  private static InferenceModel model;

  @BeforeAll
  static void open() throws ModelException {
    model = new VisionBackend().open(spec("pp-ocr-v4"), _ -> Optional.empty());
    model.warmUp();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static ModelSpec spec(String named) {
    return new ModelSpec("local.vision", "vision", Map.of("model", named));
  }

  /** An answer, or a failure. */
  record Told(Optional<ModelAnswer> answer, Optional<ModelFailure> failure) {}

  private static Told ask(ResultType type, byte[]... pngs) {
    var told = new CompletableFuture<Told>();
    var images =
        Arrays.stream(pngs).map(png -> new ModelRequest.ImageData("image/png", png)).toList();
    var request =
        new ModelRequest(
            "", List.of(), List.of(), images, List.of(), type, 64, Duration.ofSeconds(60));
    model.ask(
        request,
        new ModelListener() {
          @Override
          public void onAnswer(ModelAnswer answer) {
            told.complete(new Told(Optional.of(answer), Optional.empty()));
          }

          @Override
          public void onFailure(ModelFailure failure) {
            told.complete(new Told(Optional.empty(), Optional.of(failure)));
          }
        });
    return told.join();
  }

  private static ModelAnswer answer(ResultType type, byte[] png) {
    return ask(type, png).answer().orElseThrow();
  }

  private static ModelFailure failure(ResultType type, byte[]... pngs) {
    return ask(type, pngs).failure().orElseThrow();
  }

  @Test
  void fillsARecordFromALabel() throws Exception {
    var png = Labels.png(Labels.Damage.NONE, 1, "S/N: KX4719", "TORQUE 35 Nm");

    var answer = answer(PART, png);

    assertThat(answer.value())
        .isEqualTo(
            new AnswerValue.Fields(
                Map.of(
                    "serial", new AnswerValue.Text("KX4719"),
                    "torque", new AnswerValue.Whole(35))));
    assertThat(answer.confidence()).isGreaterThan(0.8);
  }

  @Test
  void picksTheOnlyOptionThatIsPrinted() throws Exception {
    var kind =
        new ResultType.Choice(
            "Kind",
            List.of(
                new ResultType.Option("bearing", ""),
                new ResultType.Option("gear", "Printed `GEAR WHEEL`.")));

    assertThat(answer(kind, Labels.png(Labels.Damage.NONE, 1, "GEAR WHEEL 7")).value())
        .isEqualTo(new AnswerValue.Choice("gear"));
    assertThat(failure(kind, Labels.png(Labels.Damage.NONE, 1, "WASHER")).kind())
        .isEqualTo(ModelFailure.Kind.MALFORMED);
    assertThat(failure(kind, Labels.png(Labels.Damage.NONE, 1, "BEARING", "GEAR")).kind())
        .isEqualTo(ModelFailure.Kind.MALFORMED);
  }

  @Test
  void givesNoNumberBeyondItsBounds() throws Exception {
    var png = Labels.png(Labels.Damage.NONE, 1, "S/N: KX4719", "TORQUE 350 Nm");

    assertThat(failure(PART, png).message()).contains("beyond its bounds");
  }

  @Test
  void saysWhatItDoesNotFind() throws Exception {
    var failure = failure(PART, Labels.png(Labels.Damage.NONE, 1, "TORQUE 35 Nm"));

    assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.MALFORMED);
    assertThat(failure.message()).isEqualTo("The model does not find `serial` on the picture.");
  }

  @Test
  void isLessSureOfABlurredLabel() throws Exception {
    String[] lines = {"PART KX4719", "LOT 2208"};
    var type = new ResultType.Text();

    double clear = answer(type, Labels.png(Labels.Damage.NONE, 1, lines)).confidence();
    var blurred = ask(type, Labels.png(Labels.Damage.BLURRED, 3, lines));

    assertThat(blurred.answer().map(ModelAnswer::confidence).orElse(0.0)).isLessThan(clear);
  }

  @Test
  void refusesWhatIsNoPicture() {
    var type = new ResultType.Text();

    assertThat(failure(type, "hello".getBytes(StandardCharsets.UTF_8)).message())
        .isEqualTo("The picture is no PNG, JPEG, GIF or BMP.");
    assertThat(failure(type, new byte[0]).message()).isEqualTo("The picture is empty.");
    assertThat(failure(type, new byte[Picture.MOST_BYTES + 1]).message()).contains("more than");
    assertThat(failure(type).kind()).isEqualTo(ModelFailure.Kind.UNABLE);
  }

  @Test
  void refusesAPictureThatBreaksOff() throws Exception {
    var png = Labels.png(Labels.Damage.NOISY, 1, "S/N: KX4719");

    assertThat(failure(new ResultType.Text(), Arrays.copyOf(png, png.length / 3)).kind())
        .isEqualTo(ModelFailure.Kind.UNABLE);
  }

  @Test
  void decodesNoPictureThatClaimsToBeHuge() throws Exception {
    var png = Labels.png(Labels.Damage.NONE, 1, "S/N");
    var crc = new java.util.zip.CRC32();
    // Width and height stand behind the 8 bytes of the signature and the 8 of the chunk's head.
    java.nio.ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    crc.update(png, 12, 17);
    java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());

    assertThat(failure(new ResultType.Text(), png).message())
        .isEqualTo(
            "The picture has 10000000000 pixels, more than the 25000000 that are looked at.");
  }

  @Test
  void judgesNothing() throws Exception {
    var png = Labels.png(Labels.Damage.NONE, 1, "OK");

    assertThat(failure(new ResultType.Bool(), png).kind()).isEqualTo(ModelFailure.Kind.UNABLE);
  }

  @Test
  void namesTheModelItHas() {
    assertThatThrownBy(() -> new VisionBackend().open(spec("yolo"), _ -> Optional.empty()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("pp-ocr-v4");
  }
}
