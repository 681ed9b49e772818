package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  @ParameterizedTest
  @ValueSource(strings = {"site_hall", "reception", "warehouse"})
  void wholeFilesParseWithoutFindings(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/corpus", name + ".ration"));
    Parsed parsed = Parser.parse(new Source(name, text));
    assertThat(parsed.findings()).isEmpty();
    assertThat(parsed.module().declarations()).isNotEmpty();
  }
}
