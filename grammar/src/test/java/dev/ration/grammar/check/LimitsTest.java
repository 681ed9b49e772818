package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Parser;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
              folder -> modules(folder, 400)),
          new Limit(
              Code.OUTSIDE_ROOT,
              folder -> linked(folder, folder.resolveSibling("elsewhere.ration")),
              folder -> linked(folder, folder.resolve("near.ration"))));

  /** Texts that are made to take the parser down, and the first finding about each. */
  private static final Map<Code, String> BOMBS =
      Map.of(
          Code.TEXT_TOO_LARGE,
          "let n = 1 + 1 + 1\n".repeat(600_000),
          Code.LINE_TOO_LONG,
          "let n = " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
          Code.TOO_DEEP,
          "let n = " + "(\n".repeat(10_000) + "1" + ")\n".repeat(10_000),
          Code.OPEN_TEXT,
          "let n = \"\n".repeat(20_000));

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

  @TestFactory
  Stream<DynamicTest> aBombEndsInAFewFindings() {
    return BOMBS.entrySet().stream()
        .map(
            bomb ->
                DynamicTest.dynamicTest(
                    bomb.getKey().id(),
                    () -> {
                      var findings =
                          findings(
                              bomb.getKey(),
                              folder ->
                                  Files.writeString(
                                      folder.resolve("bomb.ration"), bomb.getValue()));
                      assertThat(findings.getFirst().code()).isEqualTo(bomb.getKey());
                      assertThat(findings).hasSizeLessThanOrEqualTo(500);
                    }));
  }

  @Test
  void aRowOfOpenQuotesIsNoTrouble() throws IOException {
    assertThat(
            findings(
                Code.LINE_TOO_LONG,
                folder ->
                    Files.writeString(folder.resolve("quotes.ration"), "\"".repeat(19_999) + "\n")))
        .extracting(Diagnostic::code)
        .containsExactly(Code.LINE_TOO_LONG);
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

  /** A program with a module that is a link to {@code target}. */
  private static Path linked(Path folder, Path target) throws IOException {
    Files.writeString(target, "let far = 1\n");
    Files.createSymbolicLink(folder.resolve("part.ration"), target);
    return Files.writeString(folder.resolve("main.ration"), "use part\nlet n = far\n");
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
