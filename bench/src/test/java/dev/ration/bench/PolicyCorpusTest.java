package dev.ration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.lint.Linter;
import dev.ration.lint.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCorpusTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {25, 1, 2, 3})
  void nothingIsFoundInIt(long seed) throws IOException {
    long lines = PolicyCorpus.write(folder, 40, seed);
    List<Path> files = policies();
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(files));

    assertThat(files).hasSize(41);
    assertThat(lines).isBetween(40 * 50L, 40 * 400L);
    assertThat(new Linter(Settings.PRESET).lint(program, SiteResolver.findings(program), _ -> true))
        .isEmpty();
  }

  private List<Path> policies() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(".ration")).sorted().toList();
    }
  }
}
