package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.diag.Source;
import dev.ration.interpreter.lower.Reach;
import dev.ration.plan.Code;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy can reach is looked for among what the drivers do, before anything moves. */
class UndrivenTest {
  private static final CheckedProgram GREETING =
      Playground.check(
          new Source(
              "greeting.ration",
              """
              use std.speech, std.gaze
              action bow() { nod() }
              policy greet() within 9 s { say("hello"); bow() }
              """));

  private static java.util.Optional<Reach.Refusal> undriven(Set<String> done) {
    return Reach.undriven(
        GREETING, GREETING.roots().getFirst().policies().getFirst(), done::contains);
  }

  @Test
  void rtn0640AnActionThatNoDriverDoes() {
    assertThat(undriven(Set.of("std.speech.say")))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(Code.NO_DRIVER);
              assertThat(refusal.message()).contains("std.gaze.nod");
            });
  }

  @Test
  void rtn0640NearDriversThatDoAllOfIt() {
    assertThat(undriven(Set.of("std.speech.say", "std.gaze.nod"))).isEmpty();
  }
}
