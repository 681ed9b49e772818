package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule of time, energy, cancellation, results, parallel work and virtual time has a small
 * policy that is named after it and one that just misses it: {@code t1_….ration} and {@code
 * t1_near_….ration}. A few rules cannot be shown by a policy; a test named after them will do.
 */
class RuleCoverageTest {
  private static final Path GOLDENS = Path.of("src", "test", "resources", "golden", "run");
  private static final Pattern GOLDEN = Pattern.compile("([tecrpv]\\d+)_(near_)?.*\\.ration");
  private static final Pattern NAMED_TEST = Pattern.compile("void ([tecrpv]\\d+)[A-Z]\\w*\\(");
  private static final int LEAST_CASES = 200;

  /** Rules of what lies outside a policy: a test of any kind that is named after them. */
  private static final Set<String> OTHER_KINDS = Set.of("t11", "c7", "c8", "e8", "v1", "v2", "v3");

  private static final List<String> RULES =
      Stream.of(rules("t", 12), rules("e", 8), rules("c", 8), rules("r", 5), rules("p", 6))
          .flatMap(List::stream)
          .collect(
              Collectors.collectingAndThen(Collectors.toList(), RuleCoverageTest::withVirtual));

  private static List<String> rules(String letter, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number).toList();
  }

  private static List<String> withVirtual(List<String> others) {
    return Stream.of(others, rules("v", 4)).flatMap(Collection::stream).toList();
  }

  @Test
  void everyRuleHasAGoldenAndANearMiss() throws IOException {
    Set<String> shown = new TreeSet<>();
    Set<String> missed = new TreeSet<>();
    goldens().forEach(found -> (found.group(2) == null ? shown : missed).add(found.group(1)));
    List<String> wanted = RULES.stream().filter(rule -> !OTHER_KINDS.contains(rule)).toList();

    assertThat(shown).containsAll(wanted);
    assertThat(missed).containsAll(wanted);
  }

  @Test
  void whatNoPolicyCanShowHasATestOfItsName() throws IOException {
    Set<String> named = new TreeSet<>(tests());
    goldens().forEach(found -> named.add(found.group(1)));
    Set<String> missing = new TreeSet<>(OTHER_KINDS);
    missing.removeAll(named);

    assertThat(missing).isEmpty();
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertThat(goldens().count() + tests().size()).isGreaterThanOrEqualTo(LEAST_CASES);
  }

  @Test
  void noCaseNamesARuleThatIsNotThere() throws IOException {
    assertThat(goldens().map(found -> found.group(1)).toList()).isSubsetOf(RULES);
    assertThat(tests()).isSubsetOf(RULES);
  }

  private static Stream<MatchResult> goldens() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(GOLDENS)) {
      names = files.map(file -> file.getFileName().toString()).toList();
    }
    return names.stream().map(GOLDEN::matcher).filter(m -> m.matches()).map(m -> m.toMatchResult());
  }

  /** The rules that test methods anywhere in the project are named after. */
  private static List<String> tests() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("ration.root")), 14)) {
      sources =
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
    }
    return sources.stream()
        .flatMap(source -> NAMED_TEST.matcher(text(source)).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
