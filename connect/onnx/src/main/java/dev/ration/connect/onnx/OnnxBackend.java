package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Embedding models on ONNX Runtime, in this process, weights included.
 *
 * <p>The setting {@code model} is {@code all-minilm-l6-v2-q}, {@code e5-small-v2-q}, or {@code
 * minilm-then-e5}: the first, and the second where the first is unsure. That one has a second
 * setting, {@code error}: the share of wrong ones among the answers of the first that the site puts
 * up with, {@code 2 %}, {@code 5 %} or {@code 10 %}. Thread-safe.
 */
public final class OnnxBackend implements InferenceBackend {
  private static final String MODEL = "model";
  private static final String ERROR = "error";
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,2})\\s*%");

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
                            .formatted(spec.tier(), MODEL, ids())));
    try {
      return new OnnxModel(picker(spec, named));
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

  private static String ids() {
    return Weights.ids() + ", `" + Cascade.ID + "`";
  }

  private static Picker picker(ModelSpec spec, String named)
      throws IOException, OrtException, ModelException {
    if (named.equals(Cascade.ID)) {
      return Cascade.open(thresholds(spec));
    }
    var weights =
        Weights.find(named)
            .orElseThrow(
                () ->
                    new ModelException(
                        "Tier `%s` asks the backend `onnx` for the model `%s`, but it has only %s."
                            .formatted(spec.tier(), named, ids())));
    return Chooser.open(weights);
  }

  private static Thresholds thresholds(ModelSpec spec) throws IOException, ModelException {
    var written = PERCENT.matcher(spec.setting(ERROR).orElse(Thresholds.USUAL_PERCENT + " %"));
    var row =
        written.matches()
            ? Thresholds.of(Integer.parseInt(written.group(1)))
            : Optional.<Thresholds>empty();
    return row.orElseThrow(
        () ->
            new ModelException(
                "The setting `%s` of tier `%s` is none of %s."
                    .formatted(
                        ERROR,
                        spec.tier(),
                        Thresholds.PERCENTS.stream()
                            .map(percent -> percent + " %")
                            .collect(Collectors.joining(", ")))));
  }
}
