package dev.ration.interpreter.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ration.grammar.check.CheckedProgram;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every generated policy runs as the rules say; each rule read wrongly is found out. */
class ReferenceModelTest {
  private static final int MOST_SHOWN = 3;

  @Test
  void runsAsTheRulesSay() {
    List<Corpus.Case> wrong =
        Corpus.cases().stream()
            .filter(one -> !Reference.of(one.scenario(), Mutation.NONE).equals(one.report()))
            .toList();

    if (!wrong.isEmpty()) {
      fail(
          wrong.stream()
              .limit(MOST_SHOWN)
              .map(one -> shown(one.seed(), smallest(one.scenario(), Mutation.NONE), Mutation.NONE))
              .collect(Collectors.joining("\n", wrong.size() + " scenarios differ\n", "")));
    }
  }

  @Test
  void keepsWhatMustHoldInEveryRun() {
    List<String> broken =
        Corpus.cases().stream()
            .filter(one -> !one.broken().isEmpty())
            .limit(MOST_SHOWN)
            .map(
                one ->
                    "seed %d: %s\n%s"
                        .formatted(one.seed(), one.broken(), ScenarioText.of(one.scenario())))
            .toList();

    assertThat(broken).isEmpty();
  }

  @Test
  void givesTheSameTraceAgain() {
    List<Long> others =
        Corpus.cases().stream().filter(one -> !one.isRepeated()).map(Corpus.Case::seed).toList();

    assertThat(others).isEmpty();
  }

  @Test
  void replaysEveryRunByteForByte() {
    List<String> others =
        Corpus.cases().parallelStream()
            .map(one -> new Replayed(one.seed(), ActualRun.replayed(one.bytes())))
            .filter(one -> one.difference() != null)
            .map(Replayed::toString)
            .toList();

    assertThat(others).isEmpty();
  }

  private record Replayed(long seed, @Nullable String difference) {}

  @TestFactory
  Stream<DynamicTest> findsOut() {
    return Arrays.stream(Mutation.values())
        .filter(mutation -> mutation != Mutation.NONE)
        .map(
            mutation ->
                DynamicTest.dynamicTest(
                    mutation.name(),
                    () ->
                        assertThat(
                                Corpus.cases().stream()
                                    .filter(one -> isWrong(one.scenario(), one.report(), mutation))
                                    .map(Corpus.Case::seed)
                                    .findFirst())
                            .as("a seed that shows it")
                            .isPresent()));
  }

  /** The rules that the model reads, each of which has to be read wrongly at least once. */
  @Test
  void everyRuleOfTheModelIsMutated() {
    List<String> rules =
        Arrays.stream(Mutation.values()).map(Mutation::rule).distinct().sorted().toList();

    assertThat(rules)
        .contains(
            "T1", "T2", "T3", "T4", "T5", "T6", "T8", "T9", "T10", "T11", "T12", "E1", "E2", "E3",
            "E4", "E5", "E6", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "R3", "R4", "P1", "P2",
            "P3", "P4", "P5");
  }

  @Test
  void cutsAWrongScenarioDown() {
    Mutation mutation = Mutation.T2_INNERMOST_OWNS;
    Corpus.Case found =
        Corpus.cases().stream()
            .filter(one -> isWrong(one.scenario(), one.report(), mutation))
            .filter(one -> Shrinker.size(one.scenario().policy().body()) > 8)
            .findFirst()
            .orElseThrow();

    Scenario smallest = smallest(found.scenario(), mutation);

    assertThat(Shrinker.size(smallest.policy().body())).isLessThanOrEqualTo(6);
    assertThat(shown(found.seed(), smallest, mutation)).contains("policy main", "run   ", "model ");
  }

  private static boolean isWrong(Scenario scenario, List<String> report, Mutation mutation) {
    try {
      return !Reference.of(scenario, mutation).equals(report);
    } catch (IllegalStateException endless) {
      return true;
    }
  }

  private static Scenario smallest(Scenario scenario, Mutation mutation) {
    return Shrinker.shrink(
        scenario,
        cut -> {
          CheckedProgram checked = ActualRun.check(cut);
          return !checked.hasErrors()
              && isWrong(cut, ActualRun.report(ActualRun.run(checked, cut)), mutation);
        });
  }

  /** The text of a scenario, and where run and model differ. */
  private static String shown(long seed, Scenario scenario, Mutation mutation) {
    List<String> run = ActualRun.report(ActualRun.run(ActualRun.check(scenario), scenario));
    List<String> model = Reference.of(scenario, mutation);
    StringBuilder text = new StringBuilder("seed " + seed + "\n" + ScenarioText.of(scenario));
    run.stream().filter(line -> !model.contains(line)).forEach(line -> add(text, "run   ", line));
    model.stream().filter(line -> !run.contains(line)).forEach(line -> add(text, "model ", line));
    return text.toString();
  }

  private static void add(StringBuilder text, String whose, String line) {
    text.append(whose).append(line).append('\n');
  }
}
