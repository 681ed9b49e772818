package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `ration trace --format chrome` writes keeps the rules of the format. */
class TraceCommandTest {
  @TempDir private Path directory;

  private List<Map<String, Object>> chrome() throws IOException {
    Path file = directory.resolve("run.json");
    Ration wrote = Ration.run("trace", Recorded.tour(directory), "--format", "chrome", "-o", file);
    assertThat(wrote.code()).as(wrote.err()).isEqualTo(ExitCode.CLEAN);
    Map<String, Object> document = JSON.std.mapFrom(Files.readString(file));
    List<Map<String, Object>> events = new ArrayList<>();
    for (Object event : (List<?>) document.getOrDefault("traceEvents", List.of())) {
      Map<String, Object> copy = new HashMap<>();
      ((Map<?, ?>) event).forEach((name, value) -> copy.put(name.toString(), value));
      events.add(copy);
    }
    return events;
  }

  private static List<Map<String, Object>> phase(List<Map<String, Object>> all, String phase) {
    return all.stream().filter(event -> phase.equals(event.get("ph"))).toList();
  }

  @Test
  void everySliceThatBeginsEndsOnItsTrackInnermostFirst() throws IOException {
    Map<Object, Deque<Object>> open = new HashMap<>();
    Map<Object, BigDecimal> last = new HashMap<>();
    int slices = 0;
    for (Map<String, Object> event : chrome()) {
      if ("B".equals(event.get("ph")) || "E".equals(event.get("ph"))) {
        BigDecimal at = new BigDecimal(String.valueOf(event.get("ts")));
        Object track = String.valueOf(event.get("tid"));
        assertThat(at).isGreaterThanOrEqualTo(last.getOrDefault(track, BigDecimal.ZERO));
        last.put(track, at);
        Deque<Object> stack = open.computeIfAbsent(track, _ -> new ArrayDeque<>());
        if ("B".equals(event.get("ph"))) {
          stack.push(String.valueOf(event.get("name")));
          slices++;
        } else {
          assertThat(stack).isNotEmpty();
          stack.pop();
        }
      }
    }

    assertThat(slices).isGreaterThan(10);
    assertThat(open).hasSizeGreaterThan(1).allSatisfy((_, stack) -> assertThat(stack).isEmpty());
  }

  @Test
  void everyAsynchronousSliceHasItsOwnIdAndEndsOnce() throws IOException {
    List<Map<String, Object>> events = chrome();
    Set<Object> begun = new HashSet<>();
    for (Map<String, Object> event : phase(events, "b")) {
      assertThat(begun.add(event.get("id"))).isTrue();
    }
    List<Object> ended = phase(events, "e").stream().map(event -> event.get("id")).toList();

    assertThat(begun).isNotEmpty();
    assertThat(ended).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(begun);
    assertThat(phase(events, "n")).extracting(event -> event.get("id")).isSubsetOf(begun);
  }

  @Test
  void countersTellOfPowerAndOfEachAccount() throws IOException {
    List<Map<String, Object>> counters = phase(chrome(), "C");

    assertThat(counters)
        .extracting(event -> event.get("name"))
        .contains("power", "energy of hello (scope 1)");
    assertThat(counters.stream().filter(one -> "power".equals(one.get("name"))).toList())
        .last()
        .extracting(one -> String.valueOf(one.get("args")))
        .isEqualTo("{W=0.0}");
  }

  @Test
  void everyTrackHasAName() throws IOException {
    List<Map<String, Object>> events = chrome();
    Set<Object> named = new HashSet<>();
    phase(events, "M").stream()
        .filter(event -> "thread_name".equals(event.get("name")))
        .forEach(event -> assertThat(named.add(event.get("tid"))).isTrue());

    assertThat(phase(events, "B")).extracting(event -> event.get("tid")).isSubsetOf(named);
  }

  @Test
  void aFormatThatIsUnknownIsWrongUse() throws IOException {
    Ration refused =
        Ration.run("trace", Recorded.tour(directory), "--format", "svg", "-o", "x.svg");

    assertThat(refused.code()).isEqualTo(ExitCode.FAULT);
  }
}
