package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.lint.config.Settings;
import dev.ration.lint.fix.Edits;
import dev.ration.lint.report.CodePage;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A rule, its code and its page are one thing. */
class RulesTest {
  private static final Path PAGES = Path.of("..", "docs", "codes");

  @TestFactory
  Stream<DynamicTest> aRuleFindsItsBadExampleAndNothingElseInIt() {
    return each(
        rule -> {
          var bad = Linted.with(rule.traits().code(), bad(rule));

          assertThat(bad.codes()).containsOnly(rule.traits().code().id());
        });
  }

  @TestFactory
  Stream<DynamicTest> aRuleFindsNothingInItsGoodExample() {
    return each(
        rule -> {
          var good = Linted.with(rule.traits().code(), good(rule));

          assertThat(good.codes()).isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> aFixMendsTheBadExampleOnce() {
    return each(
        rule -> {
          var bad = Linted.with(rule.traits().code(), bad(rule));
          var fixes =
              bad.findings().stream().map(Diagnostic::fixes).flatMap(all -> all.stream()).toList();

          assertThat(fixes.isEmpty()).isEqualTo(rule.traits().fix() == FixKind.NONE);

          var mended = Edits.apply(bad.source(), fixes).text();
          var again = Linted.with(rule.traits().code(), mended);
          assertThat(again.codes().isEmpty()).isEqualTo(!fixes.isEmpty());
          assertThat(mended.isBlank()).isFalse();
        });
  }

  @TestFactory
  Stream<DynamicTest> aPageStatesTheTraitsOfItsRule() {
    return each(
        rule -> {
          var page = PAGES.resolve(rule.traits().code().id() + ".md");
          bless(page, rule.traits().line());

          assertThat(Files.readString(page)).contains("\n\n" + rule.traits().line() + "\n\n");
          assertThat(CodePage.of(rule.traits().code()).why()).hasSizeGreaterThan(20);
          assertThat(CodePage.of(rule.traits().code()).remedy()).isNotBlank();
        });
  }

  @Test
  void everyCodeOfLintHasItsRuleAndEveryRuleItsOwnCode() {
    assertThat(AllRules.all())
        .extracting(rule -> rule.traits().code())
        .containsExactlyElementsOf(
            Arrays.stream(Code.values()).filter(code -> code.id().startsWith("RTN04")).toList());
  }

  @Test
  void theDeadlineOfARespondIsMetByTheFirstEffect() {
    String policy =
        """
        use std.speech

        policy hello() within %s energy 50 J holds voice {
            respond within 300 ms {
                say("Hello.")  within 6 s
            }
        }
        """;

    assertThat(Linted.of(Settings.PRESET, policy.formatted("9 s")).codes()).isEmpty();
    assertThat(Linted.of(Settings.PRESET, policy.formatted("5 s")).codes())
        .containsExactly("RTN0402");
  }

  @Test
  void aHandlerWithAsMuchTimeAsBeforeRepeatsNothingThatWasTooSlow() {
    String policy =
        """
        use std.motion

        policy go() within 3 min energy 9 Wh holds base {
            go_to(dock)  within 60 s
            go_to(dock, 0.5 m/s)  within 90 s
        } on timeout { go_to(dock)  within %s }
        """;

    assertThat(Linted.of(Settings.PRESET, policy.formatted("60 s")).codes()).isEmpty();
    assertThat(Linted.of(Settings.PRESET, policy.formatted("59 s")).codes())
        .containsExactly("RTN0439");
  }

  @Test
  void theTableOfTheGuideListsEveryRule() throws IOException {
    var guide = Path.of("..", "docs", "lint.md");
    var table =
        new StringBuilder(
            "\n| rule | name | category | level | fix | what |\n|---|---|---|---|---|---|\n");
    for (Rule rule : AllRules.all()) {
      var traits = rule.traits();
      table.append("| [%s](codes/%s.md) ".formatted(traits.code().id(), traits.code().id()));
      table.append("| %s | %s ".formatted(rule.name(), traits.category().word()));
      table.append("| %s ".formatted(traits.level().word()));
      table.append(
          "| %s ".formatted(traits.fix().name().toLowerCase(Locale.ROOT).replace("none", "")));
      table.append("| %s |\n".formatted(traits.code().title()));
    }
    var text = Files.readString(guide);
    var start = text.indexOf("<!-- rules:begin -->") + "<!-- rules:begin -->".length();
    var end = text.indexOf("<!-- rules:end -->");
    if (Boolean.getBoolean("bless")) {
      Files.writeString(
          guide, text.substring(0, start) + "\n" + table + "\n" + text.substring(end));
    }

    assertThat(Files.readString(guide)).contains(table);
  }

  private interface Body {
    void run(Rule rule) throws IOException;
  }

  private static Stream<DynamicTest> each(Body body) {
    return AllRules.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.traits().code().id() + " " + rule.name(), () -> body.run(rule)));
  }

  static String bad(Rule rule) {
    return CodePage.of(rule.traits().code()).blocks("ration-wrong").getFirst();
  }

  private static String good(Rule rule) {
    return CodePage.of(rule.traits().code()).blocks("ration").getFirst();
  }

  private static void bless(Path page, String line) throws IOException {
    if (Boolean.getBoolean("bless")) {
      var text = Files.readString(page);
      Files.writeString(
          page, text.replaceFirst("\n\n(RULELINE|\\*Rule: [^\n]*)\n\n", "\n\n" + line + "\n\n"));
    }
  }
}
