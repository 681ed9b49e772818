package dev.ration.connect.vision;

import ai.onnxruntime.OrtException;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;

/**
 * A reader of printed text on pictures, in this process, weights included.
 *
 * <p>One setting, {@code model}, which must be {@code pp-ocr-v4}. Thread-safe.
 */
public final class VisionBackend implements InferenceBackend {
  private static final String ONLY = "pp-ocr-v4";

  @Override
  public String id() {
    return "vision";
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
    if (!spec.setting("model").filter(ONLY::equals).isPresent()) {
      throw new ModelException(
          "Tier `%s` must name the `model` of the backend `vision`; it has only `%s`."
              .formatted(spec.tier(), ONLY));
    }
    try {
      return new VisionModel(new Ocr());
    } catch (IOException | OrtException e) {
      throw new ModelException(
          "The model `%s` of tier `%s` cannot be loaded: %s."
              .formatted(ONLY, spec.tier(), e.getMessage()),
          e);
    } catch (UnsatisfiedLinkError e) {
      throw new ModelException(
          "The backend `vision` has no native library for %s on %s."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }
}
