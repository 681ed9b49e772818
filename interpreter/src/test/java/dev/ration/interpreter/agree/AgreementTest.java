package dev.ration.interpreter.agree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is worked out before anything runs holds in every run. */
class AgreementTest {
  private static final int MOST_SHOWN = 3;

  /** A seed that fails is shown with its program, and with both figures. */
  @Test
  void everyRunStaysWithinItsFigures() {
    List<Judge.Disagreement> all = Corpus.all().disagreements();

    assertThat(all.stream().limit(MOST_SHOWN).map(AgreementTest::shown).toList())
        .as("%d disagreements", all.size())
        .isEmpty();
  }

  private static String shown(Judge.Disagreement one) {
    return "seed %d: %s %s\n%s"
        .formatted(one.seed(), one.kind(), one.words(), Writer.of(one.seed()).text());
  }

  /** Or else the test would say nothing. */
  @Test
  void enoughSucceedAndEnoughHaveNoErrors() {
    Corpus corpus = Corpus.all();

    assertThat(corpus.succeeded()).isGreaterThanOrEqualTo(corpus.count() * 3 / 10);
    assertThat(corpus.withoutErrors()).isGreaterThanOrEqualTo(corpus.count() * 3 / 10);
    assertThat(corpus.judged()).isGreaterThan(corpus.count() * 3);
  }

  @Test
  void fiveOfAHundredTakeLongerThanTheir95thPercentile() {
    Samples samples = Corpus.all().samples();

    assertThat(samples.actions.above())
        .as("actions: %s", samples.actions)
        .isBetween(samples.actions.least(), samples.actions.most());
    assertThat(samples.questions.above())
        .as("questions: %s", samples.questions)
        .isBetween(samples.questions.least(), samples.questions.most());
    assertThat(samples.sequences.above())
        .as("sequences: %s", samples.sequences)
        .isLessThanOrEqualTo(samples.sequences.most());
    assertThat(samples.actions.count()).isGreaterThan(300);
    assertThat(samples.questions.count()).isGreaterThan(20);
    assertThat(samples.sequences.count()).isGreaterThan(10);
  }

  @Test
  void anotherPercentileIsFoundOut() {
    Shares wrong = Corpus.all().samples().actionsBesideTheirMedian;

    assertThat(wrong.above()).isGreaterThan(wrong.most());
  }

  @TestFactory
  Stream<DynamicTest> findsOut() {
    return Arrays.stream(Mutation.values())
        .filter(mutation -> mutation != Mutation.NONE)
        .map(
            mutation ->
                DynamicTest.dynamicTest(
                    mutation.name(),
                    () ->
                        assertThat(Corpus.all().found())
                            .as("a seed that shows it")
                            .containsKey(mutation)));
  }

  @Test
  void theSameSeedWritesTheSamePolicy() {
    assertThat(Stream.of(1L, 2L, 3L).map(seed -> Writer.of(seed).text()).toList())
        .isEqualTo(Stream.of(1L, 2L, 3L).map(seed -> Writer.of(seed).text()).toList());
    assertThat(
            Stream.of(1L, 2L, 3L).map(seed -> Writer.of(seed).text()).collect(Collectors.toSet()))
        .hasSize(3);
  }
}
