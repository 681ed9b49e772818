package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.lint.report.FleetReport;
import dev.ration.lint.report.PageLinks;
import dev.ration.lint.report.ReportFormat;
import dev.ration.lint.report.RobotFindings;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** A repository with planted faults, reported in every format. */
class ReportsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  @ParameterizedTest
  @EnumSource
  void plantedFaultsAreReportedAsTheGoldenSays(ReportFormat format) throws IOException {
    var golden = GOLDEN.resolve("planted." + format);
    var actual = format.write(Planted.findings(), Planted.pages());
    if (Boolean.getBoolean("bless")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }

    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyPlantedFaultIsFoundAndNothingElse() throws IOException {
    assertThat(Planted.findings().stream().map(Planted::mark).sorted())
        .containsExactlyElementsOf(Planted.marks());
  }

  @Test
  void everyRuleAndEveryFamilyOfTheCheckerHasItsPlantedFault() throws IOException {
    var found = Planted.findings().stream().map(Diagnostic::code).collect(Collectors.toSet());

    assertThat(found)
        .containsAll(AllRules.all().stream().map(rule -> rule.traits().code()).toList());
    assertThat(found.stream().map(code -> code.id().substring(0, 5)))
        .contains("RTN00", "RTN01", "RTN02", "RTN03", "RTN04", "RTN05", "RTN07");
    assertThat(found.stream().filter(code -> code.id().startsWith("RTN03")))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void sarifIsValid() throws IOException {
    assertThat(faultsOf(ReportFormat.sarif.write(Planted.findings(), Planted.pages()))).isEmpty();
    assertThat(faultsOf(ReportFormat.sarif.write(List.of()))).isEmpty();
  }

  @Test
  void aFleetIsReportedAsWellFormed() throws Exception {
    var all = new RobotFindings("sim_kiosk", "hall", Planted.findings());
    var none = new RobotFindings("sim_humanoid", "hall", List.of());
    var report = new FleetReport(List.of(all, none), Map.of("clean.ration", List.of()));

    assertThat(faultsOf(report.write(ReportFormat.sarif, PageLinks.NONE))).isEmpty();
    parse(report.write(ReportFormat.junit, PageLinks.NONE));
    parse(report.write(ReportFormat.checkstyle, PageLinks.NONE));
    assertThat(report.write(ReportFormat.text, PageLinks.NONE))
        .contains("== sim_kiosk at hall")
        .contains("clean.ration");
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
}
