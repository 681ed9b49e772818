package dev.ration.interpreter.agree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is worked out before anything runs holds in every run. */
class AgreementTest {
  @Test
  void explore() {
    int count = Integer.getInteger("ration.scenarios", 300);
    int passed = 0;
    int ok = 0;
    int clean = 0;
    Map<String, Integer> refused = new java.util.TreeMap<>();
    Map<Judge.Kind, Integer> counts = new EnumMap<>(Judge.Kind.class);
    Map<Judge.Kind, Integer> shown = new EnumMap<>(Judge.Kind.class);
    long first = Long.getLong("ration.seed", 0);
    for (long seed = first; passed < count && seed < first + 4L * count; seed++) {
      Draft draft = Writer.of(seed);
      CheckedProgram program = Played.check(draft);
      if (program.hasErrors()) {
        program.findings().stream()
            .filter(one -> one.severity() == dev.ration.plan.Severity.ERROR)
            .limit(1)
            .forEach(
                one -> {
                  if (refused.merge(one.code().id(), 1, Integer::sum) == 1) {
                    System.out.println(one + "\n" + draft.text());
                  }
                });
        continue;
      }
      passed++;
      Played played = Played.of(draft, program);
      boolean good = Seen.in(played.events()).getFirst().isOk();
      ok += good ? 1 : 0;
      clean += played.hasErrors() ? 0 : 1;
      if (Boolean.getBoolean("ration.show")) {
        System.out.println(draft.text() + "\n" + draft.faults() + draft.answers() + " stop " + draft.stop() + " emergency " + draft.emergency() + " readings " + draft.readings() + draft.pings());
        played.events().forEach(e -> System.out.println("EV " + e.atNanos() / 1e6 + " " + e.type() + " " + e.fields()));
      }
      for (Judge.Disagreement one : Judge.disagreements(played)) {
        counts.merge(one.kind(), 1, Integer::sum);
        if (shown.merge(one.kind(), 1, Integer::sum) <= Integer.getInteger("ration.most", 4)) {
          System.out.println("seed " + seed + " " + one.kind() + " " + one.words());
        }
      }
    }
    System.out.println(
        "passed %d ok %d clean %d refused %s counts %s"
            .formatted(passed, ok, clean, refused, counts));
    assertThat(List.of()).isEmpty();
  }
}
