package dev.ration.connect.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.connect.ort.Stop;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The accuracy that docs/benchmarks.md promises, measured on the held-out texts. {@code
 * -Dbless=true} writes the figures of this machine into the document.
 */
class IntentAccuracyTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("ration.root"), "docs/benchmarks.md");
  private static final Pattern PERCENT = Pattern.compile("(\\d+\\.\\d) %");

  /** Processors round the quantized networks differently, so a text or two may change sides. */
  private static final double TOLERANCE = 6.0;

  private static final Map<Weights, Score> SCORES = new EnumMap<>(Weights.class);

  @BeforeAll
  static void hearEverything() throws Exception {
    for (var weights : Weights.values()) {
      SCORES.put(weights, score(weights, IntentFixture.heldOut()));
    }
  }

  private static Score score(Weights weights, IntentFixture fixture) throws Exception {
    var picks = new ArrayList<Score.Pick>();
    var stop = new Stop();
    try (var chooser = Chooser.open(weights)) {
      for (var heard : fixture.heard()) {
        var answer = chooser.choose(fixture.request(heard.text()), fixture.choice(), stop);
        var name = ((AnswerValue.Choice) answer.value()).name();
        picks.add(new Score.Pick(heard, name, answer.confidence()));
      }
    }
    return new Score(picks);
  }

  @Test
  void theDocumentSaysWhatIsMeasured() throws IOException {
    var document = Files.readString(DOCUMENT, UTF_8);
    var begin = document.indexOf(IntentReport.BEGIN);
    var end = document.indexOf(IntentReport.END) + IntentReport.END.length();
    var measured = IntentReport.of(SCORES);
    if (Boolean.getBoolean("bless")) {
      Files.writeString(
          DOCUMENT, document.substring(0, begin) + measured + document.substring(end), UTF_8);
      return;
    }
    var written = document.substring(begin, end);

    assertThat(withoutFigures(written)).isEqualTo(withoutFigures(measured));
    assertThat(figures(written))
        .usingComparatorForType(IntentAccuracyTest::compareLoosely, Double.class)
        .usingRecursiveComparison()
        .isEqualTo(figures(measured));
  }

  private static int compareLoosely(double left, double right) {
    return Math.abs(left - right) <= TOLERANCE ? 0 : Double.compare(left, right);
  }

  private static String withoutFigures(String text) {
    return PERCENT.matcher(text).replaceAll("#");
  }

  private static List<Double> figures(String text) {
    return PERCENT.matcher(text).results().map(found -> Double.valueOf(found.group(1))).toList();
  }

  @ParameterizedTest
  @EnumSource
  void outOfScopeTheRobotAsksAgain(Weights weights) {
    assertThat(IntentReport.outOfScope(score(weights)).acted(IntentReport.THRESHOLD))
        .isLessThanOrEqualTo(0.05);
  }

  @ParameterizedTest
  @EnumSource
  void theRoomsQuestionIsAnswered(Weights weights) {
    assertThat(score(weights).of(heard -> heard.text().equals("where is room 4.12?")).picks())
        .singleElement()
        .matches(Score.Pick::isRight)
        .matches(pick -> pick.confidence() >= IntentReport.THRESHOLD);
  }

  @ParameterizedTest
  @EnumSource
  void theSameTextsGetTheSameBits(Weights weights) throws Exception {
    var few = IntentFixture.heldOut();
    var some = new IntentFixture(few.choice(), few.examples(), few.heard().subList(0, 12));

    assertThat(score(weights, some).picks()).isEqualTo(score(weights).picks().subList(0, 12));
  }

  @Test
  void thereIsEnoughToHear() {
    var heard = IntentFixture.heldOut().heard();

    assertThat(heard).hasSizeGreaterThanOrEqualTo(160);
    assertThat(heard).filteredOn(text -> !text.isInScope()).hasSizeGreaterThanOrEqualTo(50);
    assertThat(heard.stream().map(IntentFixture.Heard::text).distinct()).hasSameSizeAs(heard);
  }

  @Test
  void heldOutTextsStandNowhereElse() throws IOException {
    var elsewhere = new HashSet<String>();
    for (var fixture : IntentFixture.calibration()) {
      fixture.heard().forEach(heard -> elsewhere.add(plain(heard.text())));
      fixture.examples().forEach(e -> elsewhere.add(plain(e.inputs().getFirst())));
      fixture.choice().options().stream()
          .map(ResultType.Option::doc)
          .forEach(doc -> elsewhere.add(plain(doc)));
    }
    Weights.background().forEach(text -> elsewhere.add(plain(text)));

    assertThat(IntentFixture.heldOut().heard().stream().map(heard -> plain(heard.text())))
        .filteredOn(text -> !text.isEmpty())
        .doesNotContainAnyElementsOf(elsewhere);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static Score score(Weights weights) {
    return java.util.Objects.requireNonNull(SCORES.get(weights));
  }
}
