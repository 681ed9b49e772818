package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.config.Baseline;
import dev.ration.lint.config.ConfigFiles;
import dev.ration.lint.config.Ignores;
import dev.ration.lint.config.LintConfig;
import dev.ration.lint.config.Settings;
import dev.ration.lint.rule.Level;
import dev.ration.lint.rule.Traits;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels, ignores and baselines, and what is said about bad ones. */
class SettingsTest {
  private static final String UNUSED =
      """
      policy hello() within 5 s energy 50 J {
          let words = 1 %s
          wait 1 s
      }
      """;

  @TempDir private Path folder;

  private static List<String> faults(String text) {
    return LintConfig.read(new Source("ration-lint.toml", text)).findings().stream()
        .map(fault -> fault.code().id() + " " + fault.at().text())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[rules] RTN0401 = 1 | RTN0740 R",
        "fail-level = 'loud' | RTN0740 'loud'",
        "fail-lvel = 'error' | RTN0741 fail-lvel",
        "rules.RTN9999 = 'off' | RTN0741 rules.RTN9999",
        "rules.RTN0101 = 'off' | RTN0740 rules.RTN0101",
        "categories.styles = 'off' | RTN0741 categories.styles",
        "options.RTN0493.most-lines = 0 | RTN0740 0",
        "options.RTN0493.lines = 9 | RTN0741 options.RTN0493.lines",
        "baseline = \"open | RTN0740 \"",
        "pages = 'https://docs.example/codes' | RTN0740 'https://docs.example/codes'",
        "pages = 'docs/{code}.md' | RTN0740 'docs/{code}.md'",
        "pages = 'https://{code}' | RTN0740 'https://{code}'",
        "rules = {} | RTN0740 {",
        "paths = ['a'] | RTN0741 paths",
      })
  void aBadSettingIsPointedAt(String text, String fault) {
    assertThat(faults(text)).containsExactly(fault);
  }

  @Test
  void whatCanBeSetIsReadWithoutFault() {
    assertThat(
            faults(
                """
                # Ours.
                fail-level = "error"
                baseline = 'lint.baseline'   # from here on
                pages = "https://docs.example/ration/{code}.html"

                [rules]
                RTN0401 = "error"
                RTN0495 = "info"
                [categories]
                style = "off"
                [options]
                RTN0493.most-lines = 1_00
                [[paths]]
                match = [
                  "tests/**",
                  "old/*",
                ]
                [paths.rules]
                RTN0401 = "off"
                [[paths]]
                match = ["new/**"]
                categories.bug = "info"
                """))
        .isEmpty();
  }

  @Test
  void aRuleGoesBeforeItsCategoryAndAPathBeforeBoth() throws IOException {
    Files.writeString(
        folder.resolve("ration-lint.toml"),
        """
        rules.RTN0401 = "error"
        categories.deadline = "info"
        [[paths]]
        match = ["old/**"]
        categories.deadline = "off"
        """);
    var settings = ConfigFiles.nearest();

    assertThat(settings.level(traits("RTN0401"), at("a.ration"))).isEqualTo(Level.ERROR);
    assertThat(settings.level(traits("RTN0403"), at("a.ration"))).isEqualTo(Level.INFO);
    assertThat(settings.level(traits("RTN0401"), at("old/a.ration"))).isEqualTo(Level.OFF);
    assertThat(settings.level(traits("RTN0413"), at("a.ration"))).isEqualTo(Level.WARNING);
  }

  @Property(tries = 300)
  void anySettingsAndAnyBaselineAreReadOrPointedAt(@ForAll byte[] bytes) {
    var source = new Source("x", new String(bytes, StandardCharsets.UTF_8));
    List<Diagnostic> faults = new ArrayList<>(LintConfig.read(source).findings());
    Baseline.read(source, faults);

    assertThat(faults)
        .allSatisfy(
            fault -> assertThat(fault.at().end()).isLessThanOrEqualTo(source.text().length()));
  }

  @Property(tries = 300)
  void almostGoodSettingsAreReadOrPointedAt(@ForAll("almost") String text) {
    assertThat(LintConfig.read(new Source("x", text)).findings())
        .allSatisfy(fault -> assertThat(fault.at().source().text()).isEqualTo(text));
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> almost() {
    return net.jqwik.api.Arbitraries.of(
            "[",
            "]",
            "[[paths]]\n",
            "rules",
            ".",
            "RTN0401",
            " = ",
            "\"off\"",
            "'",
            "\"",
            "\\",
            "\n",
            "#",
            "9",
            "match",
            ",",
            "[\"**\"]",
            "{",
            "options",
            "true",
            "\r\n",
            "[paths.rules]")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static List<String> ignoring(String comment) {
    Linted linted = Linted.of(Settings.PRESET, UNUSED.formatted(comment));
    List<Diagnostic> findings = new ArrayList<>(linted.findings());
    Ignores.apply(linted.source(), true, findings);
    return findings.stream().map(finding -> finding.code().id()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "// ration: ignore RTN0465 because it is read by a person | -",
        "// ration: ignore RTN0401, RTN0465 because of reasons | RTN0745",
        "// ration: ignore RTN0465 | RTN0465 RTN0744",
        "// ration: ignore RTN0465 because | RTN0465 RTN0744",
        "// ration: ignore RTN0466 because of a slip | RTN0465 RTN0745",
        "// ration: ignore all because of haste | RTN0465 RTN0746",
        "// ration: ignore because of haste | RTN0465 RTN0746",
        "// rations are ignored because they are stale | RTN0465",
      })
  void anIgnoreNeedsACodeAReasonAndAFinding(String comment, String codes) {
    assertThat(ignoring(comment)).containsExactly(codes == null ? new String[0] : codes.split(" "));
  }

  @Test
  void anIgnoreOnALineOfItsOwnIsForTheNextLineOfCode() {
    Linted linted =
        Linted.of(
            Settings.PRESET,
            """
            policy hello() within 5 s energy 50 J {
                // ration: ignore RTN0465 because the trace shows it
                // And more about it.

                let words = 1
                wait 1 s
            }
            """);
    List<Diagnostic> findings = new ArrayList<>(linted.findings());
    Ignores.apply(linted.source(), true, findings);

    assertThat(findings).isEmpty();
  }

  @Test
  void anErrorOfTheLanguageIsNotIgnored() {
    Linted linted =
        Linted.of(Settings.PRESET, "let a = b // ration: ignore RTN0101 because we like it\n");
    List<Diagnostic> findings = new ArrayList<>(linted.findings());
    Ignores.apply(linted.source(), false, findings);

    assertThat(findings).extracting(Diagnostic::code).contains(Code.UNKNOWN_NAME);
  }

  @Test
  void aBaselineFollowsALineThatMovesAndCountsDown() {
    Linted before = Linted.of(Settings.PRESET, UNUSED.formatted(""));
    Linted moved = Linted.of(Settings.PRESET, "\n\n" + UNUSED.formatted("  "));
    Linted mended = Linted.of(Settings.PRESET, "let a = 1\n");
    var written = Baseline.of(before.findings(), Path.of(""));
    List<Diagnostic> faults = new ArrayList<>();
    var baseline = Baseline.read(new Source("lint.baseline", written.text()), faults);

    assertThat(faults).isEmpty();
    assertThat(before.findings()).hasSize(1);
    assertThat(baseline.apply(moved.findings(), Path.of(""), _ -> true).findings()).isEmpty();
    var applied = baseline.apply(mended.findings(), Path.of(""), _ -> true);
    assertThat(applied.stale()).extracting(Diagnostic::code).containsExactly(Code.STALE_BASELINE);
    assertThat(applied.pruned().size()).isZero();
    assertThat(baseline.apply(mended.findings(), Path.of(""), _ -> false).pruned().text())
        .isEqualTo(written.text());
  }

  @Test
  void aSecondFindingOfTheSameKindIsNotLetPass() {
    Linted one = Linted.of(Settings.PRESET, UNUSED.formatted(""));
    Linted two =
        Linted.of(
            Settings.PRESET,
            UNUSED.formatted("") + UNUSED.formatted("").replace("hello", "goodbye"));
    var baseline = Baseline.of(one.findings(), Path.of(""));

    assertThat(baseline.apply(two.findings(), Path.of(""), _ -> true).findings()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RTN0465 0123456789ab 1",
    "RTN9999 0123456789ab 1 a.ration",
    "RTN0465 0123456789ab 0 a.ration",
    "<<<<<<< ours"
  })
  void aBadLineOfABaselineIsPointedAt(String line) {
    List<Diagnostic> faults = new ArrayList<>();
    Baseline.read(new Source("lint.baseline", "# head\n" + line + "\n"), faults);

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().code()).isEqualTo(Code.BAD_BASELINE);
    assertThat(faults.getFirst().at().text()).isEqualTo(line);
  }

  private Source at(String path) {
    return new Source(folder.resolve(path).toString(), "");
  }

  private static Traits traits(String id) {
    return AllRules.of(Code.ofId(id).orElseThrow()).orElseThrow().traits();
  }
}
