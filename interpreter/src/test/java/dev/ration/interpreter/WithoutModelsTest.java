package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Source;
import dev.ration.plan.Code;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.energy.Ledger;
import dev.ration.runtime.scope.Run;
import dev.ration.runtime.scope.RunSettings;
import dev.ration.runtime.scope.Site;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.trace.TraceSink;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fault RTN0608: a run that somebody assembled without what a policy needs. */
class WithoutModelsTest {
  private static Finished run(String text) {
    Interpreter interpreter = Playground.interpreter();
    CheckedProgram checked = Playground.check(new Source("asks.ration", text));
    assertThat(checked.hasErrors()).as(checked.findings().toString()).isFalse();
    Program program = interpreter.prepare(checked, null);
    try (Scheduler scheduler =
        Scheduler.virtual(interpreter.scheduling(SchedulerSettings.defaults()))) {
      Run run =
          new Run(
              new RunSettings(
                  scheduler,
                  new SimRobot(scheduler, SimSettings.DEFAULTS, event -> {}),
                  Ledger.on(scheduler, Ledger.Settings.UNBOUNDED),
                  Site.plain(),
                  TraceSink.none(),
                  Map.of(),
                  500_000_000L,
                  100));
      return program.run(checked.roots().getFirst().policies().getFirst(), Map.of(), run);
    }
  }

  @Test
  void rtn0608AThinkCannotBeRunWithoutModels() {
    Finished finished =
        run(
            """
            use std.tiers
            enum Mood { good, bad }
            think mood(words: Text) -> Guess<Mood> within 1 s tiers local.tiny {
                "{words}"
                example "fine" -> good
                example "awful" -> bad
            }
            policy main() within 5 s energy 50 J { let mine = accept mood("fine") }
            """);

    assertThat(finished.defect().orElseThrow().code()).isEqualTo(Code.NOT_SUPPORTED);
  }

  @Test
  void rtn0608NearWhatNeedsNoneRuns() {
    assertThat(run("policy main() within 5 s { wait 1 s }").defect()).isEmpty();
  }
}
