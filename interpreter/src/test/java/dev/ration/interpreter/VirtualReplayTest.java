package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Source;
import dev.ration.runtime.replay.Difference;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.replay.LogFault;
import dev.ration.runtime.trace.JsonLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every run golden leaves a trace that is played again, byte for byte (rule V2). */
class VirtualReplayTest {
  @TestFactory
  Stream<DynamicTest> v2EveryGoldenIsReplayed() {
    return RunGolden.all().stream()
        .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> replays(golden)));
  }

  private static void replays(RunGolden golden) throws Exception {
    Source source = golden.source();
    Playground scene = golden.scene();
    String trace = traced(scene, source);
    if (!trace.contains("\"run.end\"")) {
      // It was refused before anything began, so there is nothing to play.
      assertThat(trace.lines()).hasSizeLessThan(3);
      return;
    }
    Replay.Result result = played(scene, trace);

    assertThat(result.difference().map(Difference::words)).as(trace).isEmpty();
    assertThat((long) result.lines()).isEqualTo(trace.lines().count() - 1);
  }

  static String traced(Playground scene, Source source) {
    StringWriter out = new StringWriter();
    try (JsonLines lines = new JsonLines(out, JsonLines.DEFAULT_MAX_BYTES)) {
      scene.trace(lines).play(source);
    }
    return out.toString();
  }

  static Replay.Result played(Playground scene, String trace)
      throws LogFault, IOException, InterruptedException {
    Log log = Log.read(new BufferedReader(new StringReader(trace)));
    return Replay.of(Playground.interpreter(), log.runs().getFirst(), Map.of())
        .site(scene.site())
        .play(ResourceLibrary.onClassPath());
  }
}
