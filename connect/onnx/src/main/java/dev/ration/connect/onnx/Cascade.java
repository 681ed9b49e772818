package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.Stop;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelRequest;
import java.io.IOException;

/**
 * The smaller model first, and the larger one where the smaller is neither sure of an option nor
 * sure that none is meant. Not thread-safe.
 */
final class Cascade implements Picker {
  /** The name a model profile uses. */
  static final String ID = "minilm-then-e5";

  private final Chooser small;
  private final Chooser large;
  private final Thresholds thresholds;

  private Cascade(Chooser small, Chooser large, Thresholds thresholds) {
    this.small = small;
    this.large = large;
    this.thresholds = thresholds;
  }

  static Cascade open(Thresholds thresholds) throws IOException, OrtException {
    var small = Chooser.open(Weights.MINILM);
    try {
      return new Cascade(small, Chooser.open(Weights.E5_SMALL), thresholds);
    } catch (IOException | OrtException | RuntimeException e) {
      small.close();
      throw e;
    }
  }

  @Override
  public void warmUp(Stop stop) throws OrtException, Stop.Stopped {
    small.warmUp(stop);
    large.warmUp(stop);
  }

  @Override
  public void ready(ModelRequest shape, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped {
    small.ready(shape, choice, stop);
    large.ready(shape, choice, stop);
  }

  @Override
  public ModelAnswer choose(ModelRequest request, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped {
    var first = small.choose(request, choice, stop);
    if (!thresholds.isUnsure(first.confidence())) {
      return first;
    }
    var second = large.choose(request, choice, stop);
    return new ModelAnswer(
        second.value(),
        second.confidence(),
        new ModelAnswer.Usage(first.usage().inputTokens() + second.usage().inputTokens(), 0, 0, 0));
  }

  @Override
  public void close() throws OrtException {
    small.close();
    large.close();
  }
}
