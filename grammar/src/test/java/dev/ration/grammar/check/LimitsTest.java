package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Parser;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The findings that no small golden can show: each at its limit, and just beyond it. */
class LimitsTest {
  /** Writes files below an empty folder and gives the one to check. */
  private interface Setup {
    Path in(Path folder) throws IOException;
  }

  private record Limit(Code code, Setup beyond, Setup within) {}

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(
              Code.TEXT_TOO_LARGE,
              folder -> textOf(folder, Parser.LARGEST_TEXT + 1),
              folder -> textOf(folder, Parser.LARGEST_TEXT)),
          new Limit(
              Code.UNREADABLE,
              folder -> folder.resolve("missing.ration"),
              folder -> textOf(folder, 0)),
          new Limit(
              Code.TOO_MANY_MODULES,
              folder -> modules(folder, 500),
              folder -> modules(folder, 400)));

  @TempDir private Path folder;

  /** What is held here. */
  static Set<Code> codes() {
    return LIMITS.stream().map(Limit::code).collect(Collectors.toSet());
  }

  @TestFactory
  Stream<DynamicTest> beyondALimitThereIsOneFinding() {
    return LIMITS.stream()
        .map(
            limit ->
                DynamicTest.dynamicTest(
                    limit.code().id(),
                    () ->
                        assertThat(findings(limit.code(), limit.beyond()))
                            .extracting(Diagnostic::code)
                            .containsExactly(limit.code())));
  }

  @TestFactory
  Stream<DynamicTest> atALimitThereIsNone() {
    return LIMITS.stream()
        .map(
            limit ->
                DynamicTest.dynamicTest(
                    limit.code().id(),
                    () -> assertThat(findings(limit.code(), limit.within())).isEmpty()));
  }

  private List<Diagnostic> findings(Code code, Setup setup) throws IOException {
    Path main = setup.in(Files.createTempDirectory(folder, code.id()));
    return Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(List.of(main)))
        .findings();
  }

  private static Path textOf(Path folder, int length) throws IOException {
    String line = "// " + "x".repeat(96) + "\n";
    String text = line.repeat(length / line.length() + 1).substring(0, length);
    return Files.writeString(folder.resolve("long.ration"), text);
  }

  /** A program of a main module and {@code count} others. */
  private static Path modules(Path folder, int count) throws IOException {
    StringBuilder main = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Files.writeString(folder.resolve("part" + i + ".ration"), "let n" + i + " = " + i + "\n");
      main.append("use part").append(i).append('\n');
    }
    return Files.writeString(folder.resolve("main.ration"), main);
  }
}
