package dev.ration.connect.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fits the confidence of each model anew to the calibration texts and writes its figures; prints
 * what each threshold would do, in each field fitted to the other fields only. Reads no held-out
 * text. The command is in docs/benchmarks.md.
 */
final class RefitConfidence {
  private static final double[] THRESHOLDS = {0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9};

  private RefitConfidence() {}

  /** One calibration text as one model sees it. */
  private record Seen(IntentFixture.Heard heard, String answer, Confidence.Signs signs) {
    LogisticFit.Case asCase() {
      return new LogisticFit.Case(
          new double[] {signs.similarity(), signs.fit(), signs.lead(), signs.apart()},
          answer.equals(heard.answer()));
    }
  }

  /** Writes into the resource folder given as the only argument. */
  public static void main(String[] args) throws IOException, OrtException, Stop.Stopped {
    Map<Weights, List<Score.Pick>> elsewhere = new EnumMap<>(Weights.class);
    for (var weights : Weights.values()) {
      var resemblance = Confidence.of(weights).resemblance();
      var fields = look(weights, resemblance);
      elsewhere.put(weights, print(weights, fields, resemblance));
      var all = fields.values().stream().flatMap(List::stream).toList();
      var file = Path.of(args[0], "confidence-" + weights.id() + ".properties");
      Files.writeString(file, text(fit(all, resemblance)), UTF_8);
    }
    Files.writeString(
        Path.of(args[0], "cascade.properties"), CascadeFit.of(elsewhere).text(), UTF_8);
  }

  /** What a model picks in each field, with the confidence fitted to the others. */
  static List<Score.Pick> elsewhere(Weights weights)
      throws IOException, OrtException, Stop.Stopped {
    var resemblance = Confidence.of(weights).resemblance();
    var picks = new ArrayList<Score.Pick>();
    var fields = look(weights, resemblance);
    for (var field : fields.keySet()) {
      picks.addAll(picks(fields, field, resemblance));
    }
    return picks;
  }

  private static List<Score.Pick> picks(
      Map<String, List<Seen>> fields, String field, double resemblance) {
    var others =
        fields.entrySet().stream()
            .filter(other -> !other.getKey().equals(field))
            .flatMap(other -> other.getValue().stream())
            .toList();
    var confidence = fit(others, resemblance);
    return fields.getOrDefault(field, List.of()).stream()
        .map(s -> new Score.Pick(s.heard(), s.answer(), confidence.of(s.signs())))
        .toList();
  }

  private static Map<String, List<Seen>> look(Weights weights, double resemblance)
      throws IOException, OrtException, Stop.Stopped {
    var fields = new LinkedHashMap<String, List<Seen>>();
    var stop = new Stop();
    var encoder = new Encoder(weights);
    try (var chooser =
        new Chooser(encoder, new Confidence(0, 0, 0, 0, 0, resemblance), Weights.background())) {
      for (var fixture : IntentFixture.calibration()) {
        var anchors = chooser.prepare(fixture.request(""), fixture.choice(), stop);
        var seen = fields.computeIfAbsent(fixture.choice().name(), name -> new ArrayList<>());
        for (var heard : fixture.heard()) {
          var nearest = anchors.nearest(encoder.encode(heard.text(), stop).direction());
          seen.add(new Seen(heard, nearest.name(), nearest.signs()));
        }
      }
    }
    return fields;
  }

  private static Confidence fit(List<Seen> seen, double resemblance) {
    var weights = LogisticFit.fit(seen.stream().map(Seen::asCase).toList());
    return new Confidence(weights[0], weights[1], weights[2], weights[3], weights[4], resemblance);
  }

  private static String text(Confidence confidence) {
    return """
    # Made by RefitConfidence from the calibration texts; docs/benchmarks.md has the command.
    # Only `resemblance` is set by hand.
    bias=%.4f
    similarity=%.4f
    fit=%.4f
    lead=%.4f
    apart=%.4f
    resemblance=%s
    """
        .formatted(
            confidence.bias(),
            confidence.similarity(),
            confidence.fit(),
            confidence.lead(),
            confidence.apart(),
            confidence.resemblance());
  }

  private static List<Score.Pick> print(
      Weights weights, Map<String, List<Seen>> fields, double resemblance) {
    var everywhere = new ArrayList<Score.Pick>();
    for (var field : fields.keySet()) {
      var picks = picks(fields, field, resemblance);
      everywhere.addAll(picks);
      print(weights.id() + " " + field, new Score(picks));
    }
    print(weights.id() + " everywhere", new Score(everywhere));
    return everywhere;
  }

  private static void print(String title, Score score) {
    var inScope = score.of(IntentFixture.Heard::isInScope);
    var outside = score.of(heard -> !heard.isInScope());
    System.out.printf(
        Locale.ROOT,
        "%s: best option right %.3f, calibration error %.3f%n",
        title,
        inScope.accuracy(),
        score.calibrationError());
    for (var threshold : THRESHOLDS) {
      System.out.printf(
          Locale.ROOT,
          "  at %.2f: right %.3f, wrong %.3f, out of scope acted on %.3f%n",
          threshold,
          inScope.actedRightly(threshold),
          inScope.actedWrongly(threshold),
          outside.acted(threshold));
    }
  }
}
