package dev.ration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The sides compute the same, and what is measured is compiled guest code. */
final class SidesTest {
  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> rationComputesTheSame() {
    RationSide side = new RationSide("tasks.ration", Map.of(), TraceSink.none());
    return agree(side).onClose(side::close);
  }

  @TestFactory
  Stream<DynamicTest> graalJsComputesTheSame() {
    JavaScriptSide side = new JavaScriptSide(Map.of());
    return agree(side).onClose(side::close);
  }

  static Stream<DynamicTest> agree(Side side) {
    return Tasks.small()
        .map(
            task ->
                DynamicTest.dynamicTest(
                    task.name(),
                    () -> assertThat(side.run(task).result()).isEqualTo(task.result())));
  }

  @Test
  void everyTaskIsCompiled() throws IOException {
    Path log = folder.resolve("compilations.log");
    Map<String, String> options = new HashMap<>(Tasks.EAGER);
    options.put("engine.TraceCompilation", "true");
    options.put("log.file", log.toString());
    try (RationSide side = new RationSide("tasks.ration", options, TraceSink.none())) {
      assertThat(side.engine()).isEqualTo("Ration on GraalVM CE");
      Tasks.small().forEach(side::run);
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).noneMatch(line -> line.contains("opt fail"));
    assertThat(Task.ALL)
        .allSatisfy(task -> assertThat(lines).anyMatch(compiled(task.name()).asPredicate()));
  }

  /** The log's line of a function, or of a loop in it, that was compiled at the highest tier. */
  private static Pattern compiled(String function) {
    return Pattern.compile("opt done .* " + function + "(<OSR>)? +\\|Tier 2");
  }

  /** A loop that calls nothing and waits for nothing is stopped where it turns round (V4). */
  @Test
  void aCompiledLoopIsStopped() {
    CompletableFuture<Object> opened = new CompletableFuture<>();
    ConcurrentHashMap<String, Boolean> seen = new ConcurrentHashMap<>();
    TraceSink trace =
        event -> {
          if (isSecondOpening(event, seen)) {
            opened.complete(event);
          }
        };
    try (RationSide side = new RationSide("tasks.ration", Tasks.EAGER, trace)) {
      assertThat(side.run("run_spin", 20_000).result()).isEqualTo(20_000);
      try (RationSide.Started started = side.start("run_spin", -1)) {
        opened.join();
        started.execution().stop();
        assertThat(started.execution().join().outcome()).isInstanceOf(Outcome.Cancelled.class);
      }
    }
  }

  private static boolean isSecondOpening(TraceEvent event, Map<String, Boolean> seen) {
    return event.type().equals("scope.open") && seen.put(event.type(), true) != null;
  }
}
