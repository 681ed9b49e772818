package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.TinyGguf;
import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the real library writes under a type's grammar has the type, whatever the weights are. */
class ForcedAnswerTest {
  private static final int MODELS = 8;
  private static final int TOKENS = 200;

  @TempDir private static Path folder = Path.of("");

  private static final ResultType WHOLE = new ResultType.Whole(-3L, 1200L);
  private static final ResultType NUMBER =
      new ResultType.Number(new BigDecimal("0.25"), new BigDecimal("17.5"));
  private static final ResultType POWER =
      new ResultType.Measure(
          Unit.ofSymbol("W").orElseThrow().dimension(),
          Unit.ofSymbol("W").orElseThrow(),
          BigDecimal.ZERO,
          new BigDecimal("60"));

  private static final ResultType PART =
      new ResultType.Fields(
          "Part",
          List.of(
              field("serial", new ResultType.Text()),
              field("note", new ResultType.Maybe(new ResultType.Text())),
              field("power", POWER),
              field("kinds", new ResultType.Items(Requests.ERRAND)),
              field("is_new", new ResultType.Bool())));
  private static final ResultType PLACE =
      new ResultType.Fields(
          "Place",
          List.of(
              field("angle", measure("deg", "-180", "180")),
              field("room", new ResultType.Maybe(WHOLE))));

  private static ResultType measure(String symbol, @Nullable String least, @Nullable String most) {
    var unit = Unit.ofSymbol(symbol).orElseThrow();
    return new ResultType.Measure(
        unit.dimension(),
        unit,
        least == null ? null : new BigDecimal(least),
        most == null ? null : new BigDecimal(most));
  }

  private static final List<ResultType> TYPES =
      List.of(
          new ResultType.Bool(),
          new ResultType.Text(),
          measure("ms", "0", null),
          measure("m/s", "-0.75", "0.75"),
          measure("degC", null, null),
          measure("EUR", "0.01", "99.99"),
          measure("%", "0", "100"),
          PLACE,
          new ResultType.Maybe(PLACE),
          new ResultType.Items(PLACE),
          new ResultType.Items(new ResultType.Items(new ResultType.Bool())),
          new ResultType.Fields(
              "Found", List.of(field("at", PLACE), field("parts", new ResultType.Items(PLACE)))),
          WHOLE,
          new ResultType.Whole(null, null),
          NUMBER,
          new ResultType.Number(null, null),
          POWER,
          Requests.ERRAND,
          new ResultType.Maybe(Requests.ERRAND),
          new ResultType.Items(WHOLE),
          new ResultType.Items(new ResultType.Text()),
          PART);

  private static ResultType.Field field(String name, ResultType type) {
    return new ResultType.Field(name, "", type);
  }

  @TestFactory
  Stream<DynamicTest> everyAnswerHasItsType() {
    return IntStream.range(0, MODELS)
        .boxed()
        .flatMap(
            seed ->
                Stream.of(
                    DynamicTest.dynamicTest("weights of seed " + seed, () -> allTypes(seed))));
  }

  private void allTypes(int seed) throws Exception {
    var file = TinyGguf.of(seed).to(folder.resolve(seed + ".gguf"));
    try (var model = Requests.open(file, "threads", "1")) {
      model.warmUp();
      for (var type : TYPES) {
        for (var words : List.of("where is room 4?", "", "\u65e5 \"}{")) {
          var answer = ask(model, type, words);
          assertThat(answer).as("%s of %s", words, type).isNotNull();
        }
      }
    }
  }

  private static Class<?> expected(ResultType type) {
    return switch (type) {
      case ResultType.Bool _ -> AnswerValue.Bool.class;
      case ResultType.Text _ -> AnswerValue.Text.class;
      case ResultType.Choice _ -> AnswerValue.Choice.class;
      case ResultType.Items _ -> AnswerValue.Items.class;
      case ResultType.Fields _ -> AnswerValue.Fields.class;
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _, ResultType.Maybe _ ->
          AnswerValue.class;
    };
  }

  /** A failure of any kind is told by {@link Heard#answer}. */
  private static AnswerValue ask(InferenceModel model, ResultType type, String words) {
    var heard = new Heard();
    var unused = model.ask(Requests.of(type, TOKENS, words), heard);
    var answer = heard.answer();
    // What another part of the program says of it, beside the reader that made it.
    assertThat(answer.value()).isInstanceOf(expected(type));
    assertThat(answer.usage().outputTokens()).isBetween(1L, (long) TOKENS);
    assertThat(answer.usage().inputTokens()).isPositive();
    return answer.value();
  }
}
