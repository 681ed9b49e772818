package dev.ration.interpreter.reference;

import dev.ration.grammar.check.CheckedProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

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

  private static final int CHUNK = 256;

  /**
   * Seeds outside the standard ones that show what those do not: an inherited priority, what the
   * safety reserve pays for, a tick that falls into a frozen branch, a cleanup after a repair.
   */
  private static final List<Long> RARE = List.of(3958L, 6888L, 2647L, 3687L);

  private static final List<Case> CASES = made();

  private Corpus() {}

  /** A scenario that the checker lets run, and its run on the virtual clock. */
  record Case(
      long seed,
      Scenario scenario,
      List<String> report,
      List<String> broken,
      String bytes,
      boolean isRepeated) {}

  static List<Case> cases() {
    return CASES;
  }

  private static List<Case> made() {
    List<Case> cases = new ArrayList<>();
    for (long from = FIRST; cases.size() < COUNT; from += CHUNK) {
      if (from - FIRST > MOST_TRIES + CHUNK) {
        throw new IllegalStateException("only " + cases.size() + " of so many seeds can run");
      }
      for (Checked one : Checked.from(from)) {
        if (!one.program.hasErrors() && cases.size() < COUNT) {
          cases.add(played(one));
        }
      }
    }
    RARE.stream().map(Checked::of).map(Corpus::played).forEach(cases::add);
    return List.copyOf(cases);
  }

  /** A scenario and what the checker says of its text. */
  private record Checked(long seed, Scenario scenario, CheckedProgram program) {
    /**
     * Most of the time goes into checking, and that can be done side by side. It stands here since
     * the outer class waits for it while it is being initialized.
     */
    static List<Checked> from(long first) {
      return LongStream.range(first, first + CHUNK).parallel().mapToObj(Checked::of).toList();
    }

    private static Checked of(long seed) {
      Scenario scenario = ScenarioGenerator.of(seed);
      return new Checked(seed, scenario, ActualRun.check(scenario));
    }
  }

  private static Case played(Checked one) {
    Scenario scenario = one.scenario;
    ActualRun.Traced run = ActualRun.run(one.program, scenario);
    String bytes = ActualRun.bytes(run);
    boolean isRepeated = ActualRun.bytes(ActualRun.run(one.program, scenario)).equals(bytes);
    List<String> broken = Invariants.broken(scenario, run);
    return new Case(one.seed, scenario, ActualRun.report(run), broken, bytes, isRepeated);
  }
}
