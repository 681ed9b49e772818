package dev.ration.cli;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every code of the command line has a test, here, in the linter, in the meters or in the models
 * from files, that is named after it and speaks of it, {@code rtn0702AFolderWithoutPolicies}, and
 * one for what just is no such mistake, {@code rtn0702NearOnePolicyDeepInAFolder}.
 */
class CommandCodeCoverageTest {
  private static final String RANGE = "RTN07";
  private static final Pattern NAMED_TEST =
      Pattern.compile("@Test\\s+void rtn(\\d{4})(Near)?[A-Z]\\w*\\(.*?\\n  }\\n", Pattern.DOTALL);

  private final Set<Code> shown = EnumSet.noneOf(Code.class);
  private final Set<Code> missed = EnumSet.noneOf(Code.class);
  private final List<String> strangers = new ArrayList<>();

  CommandCodeCoverageTest() throws IOException {
    try (Stream<Path> own = Files.walk(Path.of("src", "test", "java"));
        Stream<Path> lint = Files.walk(Path.of("..", "lint", "src", "test", "java"));
        Stream<Path> meters =
            Files.walk(Path.of("..", "connect", "meters", "src", "test", "java"));
        Stream<Path> llama = Files.walk(Path.of("..", "connect", "llama", "src", "test", "java"))) {
      Stream.of(own, lint, meters, llama)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith("Test.java"))
          .flatMap(file -> NAMED_TEST.matcher(text(file)).results())
          .forEach(this::take);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void take(MatchResult test) {
    Code code = Code.ofId("RTN" + test.group(1)).orElse(null);
    if (code == null || !code.id().startsWith(RANGE)) {
      strangers.add("RTN" + test.group(1));
    } else if (test.group(2) != null) {
      missed.add(code);
    } else if (test.group().contains(code.id()) || test.group().contains("Code." + code.name())) {
      shown.add(code);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyCodeHasATriggerAndANearMiss() {
    return Stream.of(Code.values())
        .filter(code -> code.id().startsWith(RANGE))
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> mustBeCovered(code)));
  }

  private void mustBeCovered(Code code) {
    assertThat(shown).as("nothing triggers " + code.id() + ", " + code.title()).contains(code);
    assertThat(missed).as("nothing just misses " + code.id() + ", " + code.title()).contains(code);
  }

  @Test
  void noTestIsNamedAfterACodeThatIsNotThere() {
    assertThat(strangers).isEmpty();
  }
}
