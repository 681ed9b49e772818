package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the goldens' runs write into a trace is what the table of {@code docs/trace.md} says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTraceTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What no run of a policy writes: the writer of files does, or whoever embeds a run. */
  private static final Set<String> NOT_BY_A_POLICY =
      Set.of("trace.begin", "trace.end", "quarantine.begin", "stall");

  /** The first words of what is kept for a replay, or of missions: other tests look at those. */
  private static final Set<String> KEPT =
      Set.of("clock", "meter", "mission", "model", "operator", "robot");

  /** Fields that only a run with a meter has; the command line's tests of those look at them. */
  private static final Set<String> METERED = Set.of("scope.close grade?");

  private final Map<String, Set<String>> table = table();
  private final Map<String, Set<String>> written = new TreeMap<>();
  private final Map<String, Set<String>> lacking = new TreeMap<>();

  /** The fields of a type of event; one that ends in {@code ?} may be missing. */
  private static Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    Path page = Path.of(System.getProperty("ration.root"), "docs", "trace.md");
    try {
      for (String line : Files.readAllLines(page)) {
        if (line.startsWith("| `")) {
          String[] cells = line.split("\\|");
          table.put(quoted(cells[1]).getFirst(), new TreeSet<>(quoted(cells[2])));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return table;
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static boolean isOptional(String field) {
    return field.endsWith("?");
  }

  private static boolean isOfPolicies(String type) {
    String[] words = type.split("\\.", 2);
    return !NOT_BY_A_POLICY.contains(type) && !KEPT.contains(words[0]);
  }

  private static String name(String field) {
    return isOptional(field) ? field.substring(0, field.length() - 1) : field;
  }

  @BeforeAll
  void play() {
    RunGolden.all().forEach(golden -> golden.scene().trace(this::take).play(golden.source()));
  }

  private void take(TraceEvent event) {
    Set<String> fields = event.fields().keySet();
    written.computeIfAbsent(event.type(), _ -> new TreeSet<>()).addAll(fields);
    Set<String> lacks = lacking.computeIfAbsent(event.type(), _ -> new TreeSet<>());
    row(event.type()).filter(field -> !fields.contains(name(field))).forEach(lacks::add);
  }

  private Stream<String> row(String type) {
    return table.getOrDefault(type, Set.of()).stream();
  }

  private static Set<String> in(Map<String, Set<String>> fields, String type) {
    return fields.getOrDefault(type, Set.of());
  }

  @Test
  void onlyEventsOfTheTableAreWritten() {
    assertThat(written).hasSizeGreaterThan(30);
    assertThat(table.keySet()).containsAll(written.keySet());
  }

  @Test
  void noEventHasAFieldBeyondTheTable() {
    Set<String> beyond = new TreeSet<>();
    written.forEach(
        (type, fields) -> {
          Set<String> allowed =
              row(type).map(GoldenTraceTest::name).collect(Collectors.toCollection(TreeSet::new));
          fields.stream()
              .filter(field -> !allowed.contains(field))
              .forEach(field -> beyond.add(type + " " + field));
        });

    assertThat(beyond).isEmpty();
  }

  @Test
  void onlyFieldsThatMayBeMissingAre() {
    Set<String> missing = new TreeSet<>();
    lacking.forEach(
        (type, fields) ->
            fields.stream()
                .filter(field -> !isOptional(field))
                .forEach(field -> missing.add(type + " " + field)));

    assertThat(missing).isEmpty();
  }

  @Test
  void everyRowAndEveryFieldOfItIsWrittenBySomeGolden() {
    Set<String> unheard = new TreeSet<>();
    table.keySet().stream()
        .filter(GoldenTraceTest::isOfPolicies)
        .forEach(
            type ->
                row(type)
                    .filter(field -> !in(written, type).contains(name(field)))
                    .forEach(field -> unheard.add(type + " " + field)));
    unheard.removeAll(METERED);

    assertThat(unheard).isEmpty();
  }

  @Test
  void everyFieldThatMayBeMissingSometimesIs() {
    Set<String> always = new TreeSet<>();
    written.keySet().stream()
        .filter(GoldenTraceTest::isOfPolicies)
        .forEach(
            type ->
                row(type)
                    .filter(field -> isOptional(field) && !in(lacking, type).contains(field))
                    .forEach(field -> always.add(type + " " + field)));

    assertThat(always).isEmpty();
  }
}
