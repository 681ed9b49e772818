package dev.ration.connect.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ration.connect.ort.Stop;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smaller model first, and the larger one where it is unsure: what that is worth. */
class CascadeTest {
  /** Layers that a token goes through; a layer of either is as wide. */
  private static final int SMALL_LAYERS = 6;

  private static final int LARGE_LAYERS = 12;

  /** Processors round the quantized networks differently. */
  private static final double TOLERANCE = 0.06;

  private static final int SEEDS = 40;

  private static CascadeFit calibration = new CascadeFit(List.of());
  private static CascadeFit heldOut = new CascadeFit(List.of());

  @BeforeAll
  static void hearEverything() throws Exception {
    Map<Weights, List<Score.Pick>> elsewhere = new EnumMap<>(Weights.class);
    Map<Weights, List<Score.Pick>> held = new EnumMap<>(Weights.class);
    for (var weights : Weights.values()) {
      elsewhere.put(weights, RefitConfidence.elsewhere(weights));
      try (var chooser = Chooser.open(weights)) {
        held.put(weights, picks(chooser));
      }
    }
    calibration = CascadeFit.of(elsewhere);
    heldOut = CascadeFit.of(held);
  }

  private static List<Score.Pick> picks(Picker picker) throws Exception {
    var picks = new ArrayList<Score.Pick>();
    var fixture = IntentFixture.heldOut();
    for (var heard : fixture.heard()) {
      var answer = picker.choose(fixture.request(heard.text()), fixture.choice(), new Stop());
      picks.add(
          new Score.Pick(heard, ((AnswerValue.Choice) answer.value()).name(), answer.confidence()));
    }
    return picks;
  }

  private static Thresholds committed(int percent) {
    try {
      return Thresholds.of(percent).orElseThrow();
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a cascade does, by what both models picked. */
  private static Score cascade(Thresholds thresholds) {
    return new Score(
        heldOut.pairs().stream()
            .map(p -> thresholds.isUnsure(p.small().confidence()) ? p.large() : p.small())
            .toList());
  }

  private static Score small() {
    return new Score(heldOut.pairs().stream().map(CascadeFit.Pair::small).toList());
  }

  private static double passedOn(Thresholds thresholds) {
    return heldOut.pairs().stream()
            .filter(pair -> thresholds.isUnsure(pair.small().confidence()))
            .count()
        / (double) heldOut.pairs().size();
  }

  /** Layers for each text, where the larger model alone needs {@link #LARGE_LAYERS}. */
  private static double work(Thresholds thresholds) {
    return SMALL_LAYERS + LARGE_LAYERS * passedOn(thresholds);
  }

  private static Score inScope(Score score) {
    return score.of(IntentFixture.Heard::isInScope);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10})
  void theTableIsWhatTheCalibrationTextsSay(int percent) {
    var fitted = calibration.thresholds(percent);

    assertThat(committed(percent).accept()).isCloseTo(fitted.accept(), within(TOLERANCE));
    assertThat(committed(percent).dismiss()).isCloseTo(fitted.dismiss(), within(TOLERANCE));
  }

  @Test
  void whoPutsUpWithMoreErrorsIsAnsweredMoreOftenByTheSmallerModel() {
    var rows = Thresholds.PERCENTS.stream().map(CascadeTest::committed).toList();

    assertThat(rows.stream().map(Thresholds::accept).toList())
        .isSortedAccordingTo(Collections.reverseOrder());
    assertThat(rows.stream().map(Thresholds::dismiss).toList()).isSorted();
    assertThat(rows.stream().map(CascadeTest::work).toList())
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void onHeldOutTextsItIsAsGoodAsTheSmallerAndCheaperThanTheLarger(int percent) {
    var thresholds = committed(percent);
    var cascade = inScope(cascade(thresholds));

    assertThat(cascade.accuracy()).isGreaterThanOrEqualTo(inScope(small()).accuracy());
    assertThat(cascade.actedRightly(0.9))
        .isGreaterThanOrEqualTo(inScope(small()).actedRightly(0.9));
    assertThat(work(thresholds)).isLessThan(LARGE_LAYERS);
  }

  /** Within what chance allows for so few texts: two deviations. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void onHeldOutTextsTheErrorIsAboutWhatWasPutUpWith(int percent) {
    var accept = committed(percent).accept();
    var share = percent / 100.0;
    var count = heldOut.pairs().stream().filter(p -> p.small().confidence() >= accept).count();

    assertThat(count).isPositive();
    assertThat(heldOut.wrong(accept))
        .isLessThanOrEqualTo(share + 2 * Math.sqrt(share * (1 - share) / count));
  }

  /** Fitted to one half of the calibration texts, the thresholds hold on the other half. */
  @ParameterizedTest
  @ValueSource(ints = {5, 10})
  void theMethodKeepsItsPromiseOnHalvesThatItWasNotFittedTo(int percent) {
    var wrong = 0.0;
    for (var seed = 0; seed < SEEDS; seed++) {
      var pairs = new ArrayList<>(calibration.pairs());
      Collections.shuffle(pairs, new Random(seed));
      var half = pairs.size() / 2;
      var accept = new CascadeFit(pairs.subList(0, half)).thresholds(percent).accept();
      wrong += new CascadeFit(pairs.subList(half, pairs.size())).wrong(accept) / SEEDS;
    }

    assertThat(wrong).isLessThanOrEqualTo(percent / 100.0 + 0.02);
  }

  @Test
  void theRealCascadeAnswersAsOneOfItsModelsByTheThresholds() throws Exception {
    var thresholds = committed(Thresholds.USUAL_PERCENT);
    try (var cascade = Cascade.open(thresholds)) {
      cascade.warmUp(new Stop());
      assertThat(picks(cascade)).isEqualTo(cascade(thresholds).picks());
    }
  }

  @Test
  void aSiteNamesItAndTheErrorThatItPutsUpWith() throws ModelException {
    try (var model =
        new OnnxBackend()
            .open(spec(Map.of("model", Cascade.ID, "error", "10 %")), _ -> Optional.empty())) {
      model.warmUp();
    }
  }

  @Test
  void anErrorWithoutARowIsRefused() {
    assertThatThrownBy(
            () ->
                new OnnxBackend()
                    .open(spec(Map.of("model", Cascade.ID, "error", "7 %")), _ -> Optional.empty()))
        .isInstanceOf(ModelException.class)
        .hasMessage("The setting `error` of tier `local.small` is none of 2 %, 5 %, 10 %.");
  }

  private static ModelSpec spec(Map<String, String> settings) {
    return new ModelSpec("local.small", "onnx", settings);
  }

  /** Prints the table of docs/benchmarks.md. */
  static final class Table {
    private Table() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
      hearEverything();
      var out = System.out;
      row(out, "smaller alone", small(), SMALL_LAYERS, 0);
      row(
          out,
          "larger alone",
          new Score(heldOut.pairs().stream().map(CascadeFit.Pair::large).toList()),
          LARGE_LAYERS,
          0);
      for (var percent : Thresholds.PERCENTS) {
        var row = committed(percent);
        out.println(row);
        row(out, percent + " %", cascade(row), work(row), heldOut.wrong(row.accept()));
      }
    }

    private static void row(
        java.io.PrintStream out, String title, Score score, double work, double wrong) {
      out.printf(
          Locale.ROOT,
          "| %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f | %.1f %% |%n",
          title,
          inScope(score).accuracy() * 100,
          inScope(score).actedRightly(0.9) * 100,
          inScope(score).actedWrongly(0.9) * 100,
          score.of(heard -> !heard.isInScope()).acted(0.9) * 100,
          work,
          wrong * 100);
    }
  }
}
