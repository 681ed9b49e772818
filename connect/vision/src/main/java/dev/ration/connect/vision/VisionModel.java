package dev.ration.connect.vision;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.OrtModel;
import dev.ration.connect.ort.Stop;
import dev.ration.connect.ort.Unanswered;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelRequest;
import java.util.Set;

/**
 * One opened reader of text on pictures: it says what is printed there, and judges nothing.
 * Thread-safe.
 */
final class VisionModel extends OrtModel {
  private final Ocr ocr;

  VisionModel(Ocr ocr) {
    super("vision");
    this.ocr = ocr;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SEE, Ability.CHOOSE, Ability.STRUCTURE, Ability.WRITE);
  }

  @Override
  public void warmUp() throws ModelException {
    await(stop -> ocr.rows(Picture.blank(), stop));
  }

  @Override
  protected ModelAnswer answer(ModelRequest request, Stop stop)
      throws OrtException, Stop.Stopped, Unanswered {
    if (request.images().size() != 1) {
      throw unable(
          "This model looks at one picture at a time, not at %d."
              .formatted(request.images().size()));
    }
    try {
      var picture = Picture.decode(request.images().getFirst().bytes());
      var found = Answers.of(ocr.rows(picture, stop), request.result());
      return new ModelAnswer(found.value(), found.confidence(), new ModelAnswer.Usage(0, 0, 0, 0));
    } catch (Picture.Broken | Answers.Unable e) {
      throw unable(String.valueOf(e.getMessage()));
    } catch (Answers.NotThere e) {
      throw new Unanswered(ModelFailure.Kind.MALFORMED, "The model %s.".formatted(e.getMessage()));
    }
  }

  private static Unanswered unable(String message) {
    return new Unanswered(ModelFailure.Kind.UNABLE, message);
  }

  @Override
  protected void free() throws OrtException {
    ocr.close();
  }
}
