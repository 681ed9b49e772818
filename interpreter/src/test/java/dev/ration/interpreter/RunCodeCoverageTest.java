package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault of a run has something that shows it and something that just does not.
 *
 * <p>Either is a golden in {@code golden/run} (one that shows it in its {@code .expect}, one with
 * {@code //! near CODE}), or, for what no policy can do alone, a test of that name in any module:
 * {@code rtn0621AnEndReportedTwice()}, which must speak of the code, and {@code
 * rtn0621NearAnEndReportedOnce()}.
 */
class RunCodeCoverageTest {
  private static final String RANGE = "RTN06";
  private static final Pattern NAMED_TEST =
      Pattern.compile("@Test\\s+void rtn(\\d{4})(Near)?[A-Z]\\w*\\(.*?\\n  }\\n", Pattern.DOTALL);

  private final Set<Code> shown = EnumSet.noneOf(Code.class);
  private final Set<Code> missed = EnumSet.noneOf(Code.class);
  private final List<String> strangers = new ArrayList<>();

  RunCodeCoverageTest() throws IOException {
    for (RunGolden golden : RunGolden.all()) {
      shown.addAll(golden.shown());
      missed.addAll(golden.missed());
    }
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("ration.root")), 14)) {
      files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !file.toString().contains("/target/"))
          .forEach(this::namedTests);
    }
  }

  private void namedTests(Path file) {
    try {
      NAMED_TEST
          .matcher(Files.readString(file))
          .results()
          .forEach(
              test ->
                  Code.ofId("RTN" + test.group(1))
                      .ifPresentOrElse(
                          code -> take(code, test.group(2) != null, test.group()),
                          () -> strangers.add(file.getFileName() + ": RTN" + test.group(1))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void take(Code code, boolean isNear, String body) {
    if (isNear) {
      missed.add(code);
    } else if (body.contains(code.id()) || body.contains("Code." + code.name())) {
      shown.add(code);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyFaultHasATriggerAndANearMiss() {
    return Stream.of(Code.values())
        .filter(code -> code.id().startsWith(RANGE))
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> mustBeCovered(code)));
  }

  private void mustBeCovered(Code code) {
    assertThat(shown).as("nothing triggers " + code.id() + ", " + code.title()).contains(code);
    assertThat(missed).as("nothing just misses " + code.id() + ", " + code.title()).contains(code);
  }

  @TestFactory
  Stream<DynamicTest> aNearMissDoesNotShowWhatItMisses() {
    return RunGolden.all().stream()
        .filter(golden -> !golden.missed().isEmpty())
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(),
                    () -> assertThat(golden.shown()).doesNotContainAnyElementsOf(golden.missed())));
  }

  @Test
  void noTestIsNamedAfterACodeThatIsNotThere() {
    assertThat(strangers).isEmpty();
  }
}
