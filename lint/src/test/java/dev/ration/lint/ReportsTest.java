package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.lint.config.Settings;
import dev.ration.lint.report.ReportFormat;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** Planted faults, one file for each rule, reported in every format. */
class ReportsTest {
  private static final Path FAULTS = Path.of("src", "test", "resources", "faults");
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @ParameterizedTest
  @EnumSource
  void plantedFaultsAreReportedAsTheGoldenSays(ReportFormat format) throws IOException {
    var golden = GOLDEN.resolve("faults." + format);
    var actual = format.write(planted());
    if (Boolean.getBoolean("bless")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }

    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyRuleHasItsPlantedFault() throws IOException {
    assertThat(planted())
        .extracting(finding -> finding.at().source().name().replace(".ration", ""))
        .containsAll(AllRules.all().stream().map(rule -> rule.traits().code().id()).toList());
    assertThat(planted())
        .allSatisfy(
            finding ->
                assertThat(finding.at().source().name())
                    .isEqualTo(finding.code().id() + ".ration"));
  }

  @Test
  void sarifIsValid() throws IOException {
    assertThat(faultsOf(ReportFormat.sarif.write(planted()))).isEmpty();
    assertThat(faultsOf(ReportFormat.sarif.write(List.of()))).isEmpty();
  }

  @Test
  void theSchemaBites() {
    assertThat(faultsOf("{\"version\": \"2.1.0\", \"runs\": [{}]}")).isNotEmpty();
  }

  @Property(tries = 100)
  void anyTextIsReportedAsWellFormed(@ForAll String message, @ForAll String name) throws Exception {
    var source = new Source(name, "let a = 1\n");
    var finding = Diagnostic.of(Code.SYNTAX, new Span(source, 4, 5), message).hint(message);

    assertThat(faultsOf(ReportFormat.sarif.write(List.of(finding)))).isEmpty();
    assertThat(ReportFormat.github.write(List.of(finding)).lines()).hasSize(1);
    parse(ReportFormat.junit.write(List.of(finding)));
    parse(ReportFormat.checkstyle.write(List.of(finding)));
  }

  private static void parse(String xml) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> faultsOf(String sarif) {
    try (var schema = ReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      var text = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(text, InputFormat.JSON)
          .validate(sarif, InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Each planted file, which is the bad example of its rule's page, with that rule on. */
  private static List<Diagnostic> planted() throws IOException {
    List<Diagnostic> all = new ArrayList<>();
    for (Rule rule : AllRules.all()) {
      Code code = rule.traits().code();
      Path file = FAULTS.resolve(code.id() + ".ration");
      if (Boolean.getBoolean("bless")) {
        Files.createDirectories(FAULTS);
        Files.writeString(file, RulesTest.bad(rule));
      }
      assertThat(Files.readString(file)).isEqualTo(RulesTest.bad(rule));
      Source source = new Source(code.id() + ".ration", Files.readString(file));
      CheckedProgram program =
          Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
      all.addAll(
          new Linter(Settings.presetWith(code)).lint(program, program.findings(), _ -> true));
    }
    return all;
  }
}
