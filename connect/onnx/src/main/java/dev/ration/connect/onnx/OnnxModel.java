package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.OrtModel;
import dev.ration.connect.ort.Stop;
import dev.ration.connect.ort.Unanswered;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelRequest;
import java.util.Set;

/** One opened embedding model: it picks, and can do nothing else. Thread-safe. */
final class OnnxModel extends OrtModel {
  private final Picker picker;

  OnnxModel(Picker picker) {
    super("embedding");
    this.picker = picker;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.CHOOSE);
  }

  @Override
  public void warmUp() throws ModelException {
    await(picker::warmUp);
  }

  @Override
  public void prepare(ModelRequest shape) throws ModelException {
    if (shape.result() instanceof ResultType.Choice choice && !choice.options().isEmpty()) {
      await(stop -> picker.ready(shape, choice, stop));
    }
  }

  @Override
  protected ModelAnswer answer(ModelRequest request, Stop stop)
      throws OrtException, Stop.Stopped, Unanswered {
    if (!request.images().isEmpty()) {
      throw unable("An embedding model does not look at images.");
    }
    if (!(request.result() instanceof ResultType.Choice choice)) {
      throw unable("An embedding model only picks one of an enum's values.");
    }
    if (choice.options().isEmpty()) {
      throw unable("The enum `%s` has no values to pick from.".formatted(choice.name()));
    }
    return picker.choose(request, choice, stop);
  }

  private static Unanswered unable(String message) {
    return new Unanswered(ModelFailure.Kind.UNABLE, message);
  }

  @Override
  protected void free() throws OrtException {
    picker.close();
  }
}
