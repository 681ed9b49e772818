package dev.ration.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.Linter;
import dev.ration.plan.Code;
import dev.ration.plan.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of Ration in the documentation says what the checker says. */
class SnippetsTest {
  @TestFactory
  Stream<DynamicTest> everyBlockOfRationIsChecked() {
    return Page.all().stream()
        .flatMap(
            page ->
                page.blocks().stream()
                    .filter(block -> block.language().startsWith("ration"))
                    .map(
                        block ->
                            DynamicTest.dynamicTest(
                                page.name() + ":" + block.line(), () -> check(block))));
  }

  private static void check(Page.Block block) {
    List<Diagnostic> findings = findings(block.text(), Code.ofId(block.promised()));

    if (block.promised().isEmpty()) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .extracting(finding -> finding.code().id())
          .containsOnly(block.promised());
    }
  }

  /**
   * What the checker finds; where that is nothing, what the simulated robot lacks and the linter
   * thinks.
   */
  private static List<Diagnostic> findings(String text, Optional<Code> promised) {
    var source = new Source("block.ration", text);
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
    if (program.hasErrors() || !program.findings().isEmpty()) {
      return program.findings();
    }
    List<Diagnostic> lacking = SiteResolver.resolve(program, null).findings();
    return lacking.isEmpty() ? Linter.opinions(program, promised) : lacking;
  }

  @TestFactory
  Stream<DynamicTest> everyCodeHasAPageThatShowsIt() {
    return Stream.of(Code.values())
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> checkPage(code)));
  }

  private static void checkPage(Code code) {
    var page = Page.read(Page.ROOT.resolve("docs/codes/" + code.id() + ".md"));

    assertThat(page.text()).startsWith("# " + code.id() + ": " + code.title() + "\n");
    assertThat(page.text()).contains("## What to do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/language.md", "docs/codes/RTN0103.md"})
  void theUnitTableIsTheOneOfTheLanguage(String page) {
    var text = Page.read(Page.ROOT.resolve(page)).text();
    var table =
        text.substring(text.indexOf("<!-- units:begin -->"), text.indexOf("<!-- units:end -->"));
    var listed = new ArrayList<String>();
    table
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| of"))
        .forEach(line -> listed.addAll(List.of(line.split("\\|")[2].strip().split(" "))));

    assertThat(new TreeSet<>(listed)).hasSameSizeAs(listed);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(Unit.symbols());
  }

  @Test
  void everyLinkLeadsSomewhere() {
    var link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    for (Page page : Page.all()) {
      assertThat(link.matcher(page.text()).results().map(found -> found.group(1)))
          .as(page.name())
          .allSatisfy(
              target -> assertThat(page.file().resolveSibling(target).normalize()).exists());
    }
  }
}
