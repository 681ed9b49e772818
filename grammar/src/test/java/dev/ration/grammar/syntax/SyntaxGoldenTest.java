package dev.ration.grammar.syntax;

import dev.ration.grammar.GoldenFiles;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SyntaxGoldenTest {
  @TestFactory
  Stream<DynamicTest> golden() {
    return GoldenFiles.under("syntax", SyntaxGoldenTest::outcome);
  }

  /** The findings if there are any, else the tree. */
  private static String outcome(Source source) {
    Parsed parsed = Parser.parse(source);
    return parsed.findings().isEmpty()
        ? TreeText.of(parsed.module().uses()) + "\n" + TreeText.of(parsed.module().declarations())
        : new Renderer(false).render(parsed.findings());
  }
}
