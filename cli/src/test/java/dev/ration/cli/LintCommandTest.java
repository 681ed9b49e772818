package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `ration check` with rules, settings, baselines, fixes and reports, as people type it. */
class LintCommandTest {
  private static final String UNLIMITED =
      """
      use std.speech

      policy hello() energy 50 J holds voice {
          say("Hello.")
      }
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("hello.ration"), UNLIMITED);
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("ration-lint.toml"), text);
  }

  @Test
  void aRuleFindsAndFails() {
    Ration checked = Ration.run("check", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(checked.out()).contains("warning RTN0401").contains("1 warning");
  }

  @Test
  void rtn0740NearSettingsAroundTheFileHold() throws IOException {
    settings("rules.RTN0401 = \"info\"\n");

    Ration checked = Ration.run("check", file);

    assertThat(checked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(checked.out()).contains("note RTN0401");
    assertThat(Ration.run("check", "--fail-level", "info", file).code()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void rtn0740BadSettingsAreWrongUseWithTheirPlace() throws IOException {
    settings("[rules]\nRTN0401 = \"of\"\n");

    Ration checked = Ration.run("check", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.out()).contains("ration-lint.toml:2:11: error RTN0740");
  }

  @Test
  void rtn0741NearSeveralReportsAreWrittenAtOnce() throws IOException {
    Path sarif = folder.resolve("r.sarif");
    Path junit = folder.resolve("r.xml");

    Ration checked =
        Ration.run(
            "check",
            "--format",
            "github",
            "--output",
            "sarif:" + sarif,
            "--output",
            "junit:" + junit,
            file);

    assertThat(checked.out()).startsWith("::warning file=").contains("title=RTN0401::");
    assertThat(sarif).content().contains("\"ruleId\": \"RTN0401\"");
    assertThat(junit).content().contains("failures=\"1\"");
  }

  @Test
  void rtn0741AnUnknownReportIsWrongUse() {
    Ration checked = Ration.run("check", "--output", "pdf:x", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0741");
  }

  @Test
  void rtn0747ABaselineLetsPassWhatWasThereAndIsNotReplaced() throws IOException {
    settings("baseline = \"lint.baseline\"\n");

    Ration written = Ration.run("check", "--write-baseline", folder);
    assertThat(written.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(folder.resolve("lint.baseline"))
        .content()
        .contains("RTN0401 ")
        .contains(" 1 hello.ration");

    Files.writeString(file, "\n" + UNLIMITED);
    assertThat(Ration.run("check", file).code()).isEqualTo(ExitCode.CLEAN);

    Ration again = Ration.run("check", "--write-baseline", folder);
    assertThat(again.code()).isEqualTo(ExitCode.FAULT);
    assertThat(again.err()).contains("RTN0747");
  }

  @Test
  void rtn0743NearABaselineThatStillHolds() throws IOException {
    settings("baseline = \"lint.baseline\"\n");
    Ration.run("check", "--write-baseline", folder);

    assertThat(Ration.run("check", folder).out()).isEmpty();
  }

  @Test
  void rtn0747NearTheFirstBaseline() throws IOException {
    settings("baseline = \"lint.baseline\"\n");

    assertThat(Ration.run("check", "--write-baseline", folder).err()).doesNotContain("RTN07");
  }

  @Test
  void rtn0742ABaselineThatIsNoneIsWrongUse() throws IOException {
    settings("baseline = \"lint.baseline\"\n");
    Files.writeString(folder.resolve("lint.baseline"), "RTN0401 for ever\n");

    Ration checked = Ration.run("check", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.out()).contains("lint.baseline:1:1: error RTN0742");
  }

  @Test
  void rtn0742NearAnEmptyBaseline() throws IOException {
    settings("baseline = \"lint.baseline\"\n");
    Files.writeString(folder.resolve("lint.baseline"), "# nothing is let pass\n");

    assertThat(Ration.run("check", file).out()).contains("RTN0401").doesNotContain("RTN0742");
  }

  private String ignoring(String comment) throws IOException {
    Files.writeString(file, UNLIMITED.replace("policy", comment + "\npolicy"));
    return Ration.run("check", file).out();
  }

  @Test
  void rtn0744AnIgnoreSaysWhy() throws IOException {
    assertThat(ignoring("// ration: ignore RTN0401")).contains("RTN0744");
  }

  @Test
  void rtn0744NearAnIgnoreWithAReason() throws IOException {
    assertThat(ignoring("// ration: ignore RTN0401 because the operator stops it")).isEmpty();
  }

  @Test
  void rtn0745AnIgnoreThatHidesNothingIsTold() throws IOException {
    assertThat(ignoring("// ration: ignore RTN0402 because of a slip")).contains("RTN0745");
  }

  @Test
  void rtn0745NearAnIgnoreThatHidesSomething() throws IOException {
    assertThat(ignoring("// ration: ignore RTN0401 because it may go on")).isEmpty();
  }

  @Test
  void rtn0746AnIgnoreNamesCodes() throws IOException {
    assertThat(ignoring("// ration: ignore all because of haste")).contains("RTN0746");
  }

  @Test
  void rtn0746NearAnIgnoreOfTwoCodes() throws IOException {
    assertThat(ignoring("// ration: ignore RTN0401, RTN0402 because of haste"))
        .doesNotContain("RTN0746");
  }

  @Test
  void rtn0743ABaselineIsPrunedOfWhatIsMended() throws IOException {
    settings("baseline = \"lint.baseline\"\n");
    Ration.run("check", "--write-baseline", folder);
    Files.writeString(file, UNLIMITED.replace("energy", "within 9 s energy"));

    Ration stale = Ration.run("check", folder);
    assertThat(stale.code()).isEqualTo(ExitCode.FOUND);
    assertThat(stale.out()).contains("lint.baseline:3:1: warning RTN0743");

    assertThat(Ration.run("check", "--prune", folder).code()).isEqualTo(ExitCode.CLEAN);
    assertThat(Ration.run("check", folder).code()).isEqualTo(ExitCode.CLEAN);
    assertThat(folder.resolve("lint.baseline")).content().doesNotContain("RTN0401");
  }

  @Test
  void aBaselineLetsPassAsManyAsItCountsAndCountsNeverRise() throws IOException {
    settings("baseline = \"lint.baseline\"\n");
    Files.writeString(file, variables(2));
    Ration.run("check", "--write-baseline", folder);
    assertThat(folder.resolve("lint.baseline")).content().contains(" 2 hello.ration");

    Files.writeString(file, variables(3));
    assertThat(Ration.run("check", folder).out()).contains("1 warning");
    Ration.run("check", "--prune", folder);
    assertThat(folder.resolve("lint.baseline")).content().contains(" 2 hello.ration");

    Files.writeString(file, variables(1));
    assertThat(Ration.run("check", folder).out()).contains("lets pass 2").contains("there is 1");
    Ration.run("check", "--prune", folder);
    assertThat(folder.resolve("lint.baseline")).content().contains(" 1 hello.ration");

    Files.writeString(file, variables(2));
    assertThat(Ration.run("check", folder).out()).contains("RTN0466").contains("1 warning");
  }

  /**
   * So many functions with a parameter that nothing reads, on lines that are alike but for blanks.
   */
  private static String variables(int count) {
    StringBuilder text = new StringBuilder("module hello\n\n");
    for (int i = 0; i < count; i++) {
      text.append("fun f%d(\n%sn: Int\n) -> Int { %d }\n".formatted(i, " ".repeat(i), i));
    }
    return text.toString();
  }

  @Test
  void aBaselineThatNoOneNamedIsWrongUse() {
    Ration checked = Ration.run("check", "--prune", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0742");
  }

  @Test
  void aCategoryIsSetForAllAndOtherwiseForSomePaths() throws IOException {
    Files.createDirectories(folder.resolve("old"));
    Files.writeString(folder.resolve("old/hello.ration"), UNLIMITED);
    settings(
        """
        [categories]
        deadline = "error"
        [[paths]]
        match = ["old/**"]
        categories.deadline = "info"
        """);

    Ration checked = Ration.run("check", folder);

    assertThat(checked.code()).isEqualTo(ExitCode.FOUND);
    assertThat(checked.out())
        .containsPattern("(?m)^\\S*[^d]/hello.ration:3:8: error RTN0401")
        .containsPattern("old/hello.ration:3:8: note RTN0401");
  }

  @Test
  void aRuleGoesBeforeItsCategory() throws IOException {
    settings("categories.deadline = \"off\"\nrules.RTN0401 = \"error\"\n");

    assertThat(Ration.run("check", file).out()).contains("error RTN0401");
  }

  @Test
  void theFileThatIsNamedHoldsInsteadOfTheNearest() throws IOException {
    settings("rules.RTN0401 = \"error\"\n");
    Path other = Files.writeString(folder.resolve("other.toml"), "rules.RTN0401 = \"off\"\n");

    assertThat(Ration.run("check", "--config", other, file).out()).isEmpty();
  }

  @Test
  void settingsInNearerFoldersHoldInsteadOfThoseFurtherUp() throws IOException {
    settings("rules.RTN0401 = \"error\"\n");
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve("ration-lint.toml"), "rules.RTN0401 = \"info\"\n");
    Files.writeString(inner.resolve("hello.ration"), UNLIMITED);

    assertThat(Ration.run("check", inner).out()).contains("note RTN0401");
    assertThat(Ration.run("check", folder).out()).contains("error RTN0401", "note RTN0401");
  }

  @Test
  void theLevelToFailFromIsTheOptionsElseTheSettings() throws IOException {
    assertThat(Ration.run("check", "--fail-level", "error", file).code()).isEqualTo(ExitCode.CLEAN);

    settings("fail-level = \"error\"\n");
    assertThat(Ration.run("check", file).code()).isEqualTo(ExitCode.CLEAN);
    assertThat(Ration.run("check", "--fail-level", "warning", file).code())
        .isEqualTo(ExitCode.FOUND);
    assertThat(Ration.run("check", "--fail-level", "never", file).code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void aReportIsWrittenWhereNothingIsFoundToo() throws IOException {
    Files.writeString(file, UNLIMITED.replace("energy", "within 9 s energy"));
    Path sarif = folder.resolve("r.sarif");

    assertThat(Ration.run("check", "--output", "sarif:" + sarif, file).code())
        .isEqualTo(ExitCode.CLEAN);
    assertThat(sarif).content().contains("\"results\": []");
  }

  @Test
  void unsafeFixesAreMadeOnlyWhereTheyAreAskedFor() throws IOException {
    String text =
        UNLIMITED
            .replace("energy", "within 9 s energy")
            .replace("    say", "    let spare = 1\n    say");
    Files.writeString(file, text);

    assertThat(Ration.run("check", "--diff", file).out()).isEmpty();
    assertThat(Ration.run("check", "--fix-unsafe", "--diff", file).out())
        .contains("-    let spare = 1\n");
    Ration.run("check", "--fix", file);
    assertThat(file).content().isEqualTo(text);

    Ration fixed = Ration.run("check", "--fix-unsafe", file);
    assertThat(fixed.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(file).content().doesNotContain("spare");
  }

  @Test
  void aFixIsShownThenMade() throws IOException {
    String text = UNLIMITED.replace("use std.speech", "use std.speech, std.gaze");
    Files.writeString(file, text.replace("energy", "within 9 s energy"));

    Ration shown = Ration.run("check", "--fix", "--diff", file);
    assertThat(shown.code()).isEqualTo(ExitCode.FOUND);
    assertThat(shown.out()).contains("-use std.speech, std.gaze\n+use std.speech\n");
    assertThat(file).content().contains("std.gaze");

    Ration made = Ration.run("check", "--fix", file);
    assertThat(made.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(made.err()).contains("1 fix in 1 file");
    assertThat(file).content().doesNotContain("std.gaze");
    assertThat(Ration.run("check", "--fix", "--diff", file).out()).isEmpty();
  }

  @Test
  void rtn0748NearAListOfFilesNeedsNoRepository() throws IOException {
    Path other = Files.writeString(folder.resolve("other.ration"), UNLIMITED);
    var list = new ByteArrayInputStream((other + "\n").getBytes(StandardCharsets.UTF_8));

    Ration checked = Ration.reading(list, "check", "--files-from", "-", folder);

    assertThat(checked.out()).contains("other.ration:3").doesNotContain("hello.ration");
  }

  @Test
  void rtn0748ARevisionThatDoesNotExistIsWrongUse() {
    Ration checked = Ration.run("check", "--since", "no-such-revision", file);

    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(checked.err()).contains("RTN0748");
  }

  @Test
  void aModuleThatAnotherUsesIsLintedWhereItWasAskedFor() throws IOException {
    Files.writeString(folder.resolve("a.ration"), "module a\n\nuse hello\n");
    Files.writeString(file, "module hello\n\n" + UNLIMITED);

    assertThat(Ration.run("check", folder).out()).contains("hello.ration:5:8: warning RTN0401");
  }

  @Test
  void everyShippedPolicyIsClean() {
    assertThat(Stream.of(Ration.run("check", Ration.ROOT.resolve("policies"))))
        .extracting(Ration::out, Ration::code)
        .isEqualTo(List.of(org.assertj.core.groups.Tuple.tuple("", ExitCode.CLEAN)));
  }
}
