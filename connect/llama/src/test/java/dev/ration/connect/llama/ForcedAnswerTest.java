package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceModel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static final List<ResultType> TYPES =
      List.of(
          new ResultType.Bool(),
          WHOLE,
          new ResultType.Whole(null, null),
          NUMBER,
          new ResultType.Number(null, null),
          POWER,
          Requests.ERRAND,
          new ResultType.Maybe(Requests.ERRAND),
          new ResultType.Items(WHOLE),
          new ResultType.Items(new ResultType.Text()),
          new ResultType.Fields(
              "Part",
              List.of(
                  field("serial", new ResultType.Text()),
                  field("note", new ResultType.Maybe(new ResultType.Text())),
                  field("power", POWER),
                  field("kinds", new ResultType.Items(Requests.ERRAND)),
                  field("is_new", new ResultType.Bool()))));

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

  /** A failure of any kind is told by {@link Heard#answer}. */
  private static AnswerValue ask(InferenceModel model, ResultType type, String words) {
    var heard = new Heard();
    var unused = model.ask(Requests.of(type, TOKENS, words), heard);
    var answer = heard.answer();
    assertThat(answer.usage().outputTokens()).isBetween(1L, (long) TOKENS);
    assertThat(answer.usage().inputTokens()).isPositive();
    return answer.value();
  }
}
