package dev.ration.interpreter.reference;

import dev.ration.grammar.check.CheckedProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenarios of the standard seeds and what became of them, run once for all tests. {@code
 * -Dration.scenarios=N} takes more of them, {@code -Dration.seed=S} others.
 */
final class Corpus {
  private static final int STANDARD = 2_000;
  private static final int COUNT = Integer.getInteger("ration.scenarios", STANDARD);
  private static final long FIRST = Long.getLong("ration.seed", 0);

  /** A policy made at random may contradict itself; more than one in three would be a waste. */
  private static final int MOST_TRIES = COUNT * 3 / 2 + 10;

  private static final List<Case> CASES = made();

  private Corpus() {}

  /** A scenario that the checker lets run, and its run on the virtual clock. */
  record Case(
      long seed, Scenario scenario, List<String> report, List<String> broken, boolean isRepeated) {}

  static List<Case> cases() {
    return CASES;
  }

  private static List<Case> made() {
    List<Case> cases = new ArrayList<>();
    for (long seed = FIRST; cases.size() < COUNT; seed++) {
      if (seed - FIRST > MOST_TRIES) {
        throw new IllegalStateException("only " + cases.size() + " of so many seeds can run");
      }
      Scenario scenario = ScenarioGenerator.of(seed);
      CheckedProgram checked = ActualRun.check(scenario);
      if (!checked.hasErrors()) {
        cases.add(played(seed, scenario, checked));
      }
    }
    return List.copyOf(cases);
  }

  private static Case played(long seed, Scenario scenario, CheckedProgram checked) {
    ActualRun.Traced run = ActualRun.run(checked, scenario);
    // Running all of them twice takes twice as long: some must do.
    boolean isRepeated =
        seed % 8 != 0
            || ActualRun.bytes(ActualRun.run(checked, scenario)).equals(ActualRun.bytes(run));
    return new Case(
        seed, scenario, ActualRun.report(run), Invariants.broken(scenario, run), isRepeated);
  }
}
