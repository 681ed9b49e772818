package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;

/**
 * Embedding models on ONNX Runtime, in this process, weights included.
 *
 * <p>One setting, {@code model}: {@code all-minilm-l6-v2-q} or {@code e5-small-v2-q}. Thread-safe.
 */
public final class OnnxBackend implements InferenceBackend {
  private static final String MODEL = "model";

  @Override
  public String id() {
    return "onnx";
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
    var named =
        spec.setting(MODEL)
            .orElseThrow(
                () ->
                    new ModelException(
                        "Tier `%s` names no `%s` for the backend `onnx`, which has %s."
                            .formatted(spec.tier(), MODEL, Weights.ids())));
    var weights =
        Weights.find(named)
            .orElseThrow(
                () ->
                    new ModelException(
                        "Tier `%s` asks the backend `onnx` for the model `%s`, but it has only %s."
                            .formatted(spec.tier(), named, Weights.ids())));
    try {
      return new OnnxModel(Chooser.open(weights));
    } catch (IOException | OrtException e) {
      throw new ModelException(
          "The model `%s` of tier `%s` cannot be loaded: %s."
              .formatted(named, spec.tier(), e.getMessage()),
          e);
    } catch (UnsatisfiedLinkError e) {
      throw new ModelException(
          "The backend `onnx` has no native library for %s on %s."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
