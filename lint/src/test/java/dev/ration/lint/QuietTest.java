package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped has no findings; the documentation's blocks are held to the same in docs. */
class QuietTest {
  @ParameterizedTest
  @ValueSource(strings = {"policies", "stdlib/src/main/resources"})
  void whatIsShippedIsLintedClean(String folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("..").resolve(folder))) {
      files =
          all.filter(file -> file.toString().endsWith(".ration"))
              .filter(file -> !file.toString().contains("/target/"))
              .sorted()
              .toList();
    }
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(files));

    assertThat(program.roots()).isNotEmpty();
    assertThat(Linter.opinions(program, Optional.empty()))
        .extracting(finding -> finding.at() + " " + finding.code() + " " + finding.message())
        .isEmpty();
  }
}
