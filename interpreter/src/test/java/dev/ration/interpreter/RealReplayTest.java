package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Source;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.replay.Difference;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.PlayedMission;
import dev.ration.runtime.trace.JsonLines;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs on the real clock are played again, byte for byte: with threads that answer when they
 * please, loops that are cut where the clock finds them, and branches that take turns (V2, V4).
 */
class RealReplayTest {
  /** How often each is run; more with {@code -Dration.times}. */
  private static final int TIMES = Integer.getInteger("ration.times", 6);

  /** Policies whose traces depend on when things happen. */
  enum Case {
    LOOPS(
        """
        policy main() -> Int within 2 s {
            var n = 0
            step within 12 ms { while true { n = n + 1; if n mod 2000 == 0 { step { n = n + 1 } } } } on timeout { }
            if n mod 2 == 0 { step { n = n + 1 } }
            if n mod 3 == 0 { step { wait 1 ms } }
            n
        }
        """),
    BRANCHES(
        """
        policy main() -> Int within 2 s {
            shared var n = 0
            all {
                step { var i = 0; while i < 60000 { i = i + 1; if i mod 9000 == 0 { step { n = n + 1 } } } }
                step { var i = 0; while i < 40000 { i = i + 1; if i mod 7000 == 0 { step { wait 300 us } } } }
                step within 9 ms { var i = 0; while true { i = i + 1; if i mod 5000 == 0 { step { n = n + i } } } } on timeout { }
            }
            if n mod 2 == 0 { step { n = n + 1 } }
            n
        }
        """),
    ROBOT(
        """
        use std.speech
        topic bumps: Int
        policy main() -> Int within 2 s holds voice {
            shared var n = 0
            step within 40 ms {
                whenever bumps as count { n = n + count; if n mod 3 == 0 { step { n = n + 1 } } }
                all {
                    step { var i = 0; while i < 6 { i = i + 1; say("hello") else { n = n + 1 } } }
                    step { var k = 0; while k < 90000 { k = k + 1; if range.ahead > 3 m { k = k + 500 } else unknown { k = k + 1 } } }
                    step keep range.ahead > 0.6 m { wait 30 ms } else { n = n + 1 }
                }
            } on timeout { }
            step within 900 us { say("a last word that is cut off") } on timeout { }
            n
        }
        """),
    MODELS(
        """
        use std.tiers
        /// What to say?
        think words(about: Text) -> Guess<Text> within 2 s tiers local.tiny, local.small, cloud.chat { "About {about}?"; check it.length < 10 }
        policy main() -> Text within 4 s energy 2000 J {
            var i = 0
            shared var seen = ""
            while i < 5 {
                i = i + 1
                all {
                    step { seen = accept words("robots") } else { seen = "none" }
                    step within 3 ms { var k = 0; while true { k = k + 1 } } on timeout { }
                }
                if seen == "short" { step { wait 200 us } }
            }
            seen
        }
        """);

    private final String text;

    Case(String text) {
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void v2ARunOnTheRealClockIsReplayed(Case one) throws Exception {
    Source source = new Source("real.ration", one.text);
    CheckedProgram checked = Playground.check(source);
    assertThat(checked.hasErrors()).as(checked.findings().toString()).isFalse();
    for (int i = 0; i < TIMES; i++) {
      String trace = traced(checked);
      assertThat(trace).contains("\"clock\":\"real\"", "\"type\":\"clock\"");
      Replay.Result result = played(trace);
      assertThat(result.difference().map(Difference::words)).as("run %d: %s", i, trace).isEmpty();
      assertThat((long) result.lines()).isEqualTo(trace.lines().count() - 1);
    }
  }

  /** Asks without an order of tiers, so that prices decide while the mission must last. */
  private static final String OPEN =
      """
      /// What to say?
      think words(about: Text) -> Guess<Text> within 300 ms { "About {about}?"; check it.length < 10 }
      policy main() -> Int within 6 s energy 50 J {
          var i = 0
          while i < 12 {
              i = i + 1
              step { let w = accept words("robots"); wait 2 ms } else { wait 1 ms }
          }
          i
      }
      """;

  @Test
  void v2WhatEarlierRunsLearntAndThePricesAreReplayed() throws Exception {
    CheckedProgram checked = Playground.check(new Source("open.ration", OPEN));
    assertThat(checked.hasErrors()).as(checked.findings().toString()).isFalse();
    try (ThreadedModels models = new ThreadedModels();
        ModelPool pool = new ModelPool(List.of(models), _ -> Optional.empty())) {
      String first = traced(checked, pool, RealReplayTest::mission);
      assertThat(first).doesNotContain("\"type\":\"model.seen\"");
      String second = traced(checked, pool, RealReplayTest::mission);
      assertThat(second)
          .contains("\"type\":\"model.seen\"", "\"ends_ns\":4000000000", "\"worth_per_uj\":");
      for (String trace : List.of(first, second)) {
        Replay.Result result = played(trace);
        assertThat(result.difference().map(Difference::words)).as(trace).isEmpty();
        assertThat((long) result.lines()).isEqualTo(trace.lines().count() - 1);
      }
    }
  }

  /** One that is to last for four seconds. */
  private static Assembly.Builder mission(Assembly.Builder builder) {
    PlayedMission mission =
        PlayedMission.of(Map.of("mission", "tour-7", "energy_left_uj", 60_000_000L), "");
    return builder.mission(Objects.requireNonNull(mission)).missionEnds(4_000_000_000L);
  }

  static String traced(CheckedProgram checked) throws Exception {
    try (ThreadedModels models = new ThreadedModels();
        ModelPool pool = new ModelPool(List.of(models), _ -> Optional.empty())) {
      return traced(checked, pool, builder -> builder);
    }
  }

  private static String traced(
      CheckedProgram checked, ModelPool pool, UnaryOperator<Assembly.Builder> more)
      throws Exception {
    StringWriter out = new StringWriter();
    var site = TestSites.threaded();
    Program program = Playground.interpreter().prepare(checked, site);
    try (JsonLines lines = new JsonLines(out, JsonLines.DEFAULT_MAX_BYTES);
        Assembly assembly =
            more.apply(
                    Assembly.builder(site, pool)
                        .clock(Playground.interpreter().scheduling(SchedulerSettings.defaults()))
                        .connectors(List.of(ThreadedRobot.connector()))
                        .waitForModels(Duration.ofSeconds(5))
                        .trace(lines))
                .build()) {
      Finished finished =
          program.run(checked.roots().getFirst().policies().getFirst(), Map.of(), assembly.run());
      assertThat(finished.defect()).isEmpty();
    }
    return out.toString();
  }

  static Replay.Result played(String trace) throws Exception {
    Log log = Log.read(new BufferedReader(new StringReader(trace)));
    return Replay.of(Playground.interpreter(), log.runs().getFirst(), Map.of())
        .site(TestSites.threaded())
        .play(ResourceLibrary.onClassPath());
  }
}
