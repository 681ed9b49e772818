package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.Stop;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks the option whose documentation and examples mean most nearly what a text means.
 *
 * <p>Not thread-safe. What it has read of options and examples it keeps; of the texts it is asked
 * about it keeps nothing.
 */
final class Chooser implements Picker {
  private static final int KEPT_SHAPES = 64;
  private static final int KEPT_DIRECTIONS = 2048;

  private final Encoder encoder;
  private final Confidence confidence;
  private final List<String> backgroundTexts;
  private final Map<Shape, Anchors> shapes = new Recent<>(KEPT_SHAPES);
  private final Map<String, float[]> directions = new Recent<>(KEPT_DIRECTIONS);

  Chooser(Encoder encoder, Confidence confidence, List<String> backgroundTexts) {
    this.encoder = encoder;
    this.confidence = confidence;
    this.backgroundTexts = List.copyOf(backgroundTexts);
  }

  static Chooser open(Weights weights) throws IOException, OrtException {
    var confidence = Confidence.of(weights);
    var background = Weights.background();
    return new Chooser(new Encoder(weights), confidence, background);
  }

  /** What two requests have in common that can share what was read of options and examples. */
  private record Shape(ResultType.Choice choice, List<ModelRequest.Example> examples) {}

  /** The last few entries that were used. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  /** Reads the background: as many real calls as it has texts. */
  @Override
  public void warmUp(Stop stop) throws OrtException, Stop.Stopped {
    for (var text : backgroundTexts) {
      direction(text, stop);
    }
  }

  @Override
  public void ready(ModelRequest shape, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped {
    var _ = prepare(shape, choice, stop);
  }

  /** Reads the options and examples of a request, unless that was done before. */
  Anchors prepare(ModelRequest request, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped {
    var shape = new Shape(choice, request.examples());
    var known = shapes.get(shape);
    if (known != null) {
      return known;
    }
    var names = new ArrayList<String>();
    var options = new ArrayList<List<float[]>>();
    for (var option : choice.options()) {
      names.add(option.name());
      var anchors = new ArrayList<float[]>();
      anchors.add(direction(described(option), stop));
      for (var example : request.examples()) {
        if (example.answer() instanceof AnswerValue.Choice(String name)
            && name.equals(option.name())) {
          anchors.add(direction(text(example.inputs()), stop));
        }
      }
      options.add(anchors);
    }
    var background = new ArrayList<float[]>();
    for (var text : backgroundTexts) {
      background.add(direction(text, stop));
    }
    var anchors = Anchors.of(names, options, background, confidence.resemblance());
    shapes.put(shape, anchors);
    return anchors;
  }

  @Override
  public ModelAnswer choose(ModelRequest request, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped {
    var anchors = prepare(request, choice, stop);
    var inputs = request.inputs().isEmpty() ? request.prompt() : request.inputs();
    var encoded = encoder.encode(text(inputs), stop);
    var nearest = anchors.nearest(encoded.direction());
    // Where nothing was said no choice is right, and nobody can vouch for what was not read.
    return new ModelAnswer(
        new AnswerValue.Choice(nearest.name()),
        confidence.of(nearest.signs()) * encoded.share(),
        new ModelAnswer.Usage(encoded.tokens(), 0, 0, 0));
  }

  private float[] direction(String text, Stop stop) throws OrtException, Stop.Stopped {
    var known = directions.get(text);
    if (known != null) {
      return known;
    }
    var direction = encoder.encode(text, stop).direction();
    directions.put(text, direction);
    return direction;
  }

  private static String described(ResultType.Option option) {
    var words = option.name().replace('_', ' ');
    return option.doc().isBlank() ? words : words + ": " + option.doc();
  }

  private static String text(List<String> inputs) {
    return String.join("\n", inputs);
  }

  @Override
  public void close() throws OrtException {
    encoder.close();
  }
}
