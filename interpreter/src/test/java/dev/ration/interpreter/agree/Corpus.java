package dev.ration.interpreter.agree;

import dev.ration.grammar.check.CheckedProgram;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The drafts of the standard seeds, each run once and judged for all tests: {@code
 * -Dration.agree=N} takes more of them, {@code -Dration.seed=S} others. Programs are not kept: with
 * the library that each has read, two thousand of them would not fit.
 */
final class Corpus {
  private static final int STANDARD = 2_000;
  private static final int COUNT = Integer.getInteger("ration.agree", STANDARD);
  private static final long FIRST = Long.getLong("ration.seed", 0);

  /** More than one draft in three that cannot be run would be a waste. */
  private static final int MOST_TRIES = COUNT * 3 / 2 + 100;

  private static final int CHUNK = 64;

  private static final Corpus ALL = new Corpus();

  private final List<Judge.Disagreement> disagreements = new ArrayList<>();
  private final Map<Mutation, Long> found = new EnumMap<>(Mutation.class);
  private final Samples samples = new Samples();
  private int count;
  private int succeeded;
  private int withoutErrors;
  private int judged;

  private Corpus() {
    for (long from = FIRST; count < COUNT; from += CHUNK) {
      if (from - FIRST > MOST_TRIES) {
        throw new IllegalStateException("only " + count + " of so many drafts can be run");
      }
      for (Checked one : Checked.from(from)) {
        if (!one.program.hasErrors() && count < COUNT) {
          judge(Played.of(one.draft, one.program));
        }
      }
    }
  }

  static Corpus all() {
    return ALL;
  }

  /** A draft and what the checker says of its text. */
  private record Checked(Draft draft, CheckedProgram program) {
    /** Most of the time goes into checking, and that can be done side by side. */
    static List<Checked> from(long first) {
      return LongStream.range(first, first + CHUNK).parallel().mapToObj(Checked::of).toList();
    }

    private static Checked of(long seed) {
      Draft draft = Writer.of(seed);
      return new Checked(draft, Played.check(draft));
    }
  }

  private void judge(Played played) {
    count++;
    List<Seen> scopes = Seen.in(played.events());
    succeeded += scopes.getFirst().isOk() ? 1 : 0;
    withoutErrors += played.hasErrors() ? 0 : 1;
    Judge judge = new Judge(played, Mutation.NONE);
    disagreements.addAll(judge.disagreements(scopes));
    judged += judge.judged();
    samples.look(played, judge, scopes);
    for (Mutation mutation : Mutation.values()) {
      boolean isOpen = mutation != Mutation.NONE && !found.containsKey(mutation);
      if (isOpen && !new Judge(played, mutation).disagreements(scopes).isEmpty()) {
        found.put(mutation, played.draft().seed());
      }
    }
  }

  List<Judge.Disagreement> disagreements() {
    return disagreements;
  }

  /** The seeds that find out mutations. */
  Map<Mutation, Long> found() {
    return found;
  }

  Samples samples() {
    return samples;
  }

  int count() {
    return count;
  }

  int succeeded() {
    return succeeded;
  }

  int withoutErrors() {
    return withoutErrors;
  }

  /** How many activities were held against their figures. */
  int judged() {
    return judged;
  }
}
