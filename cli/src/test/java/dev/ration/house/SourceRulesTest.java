package dev.ration.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sources look like, read as text or as a tree, never compiled. */
class SourceRulesTest {
  private static final int FILE_LINES = 600;
  private static final int METHOD_LINES = 60;

  private static final Pattern ONE_SENTENCE_NULL_MARKED =
      Pattern.compile("/\\*\\*.+?\\*/\\s*@NullMarked\\s+package .*", Pattern.DOTALL);

  // Written so that this file does not match itself.
  private static final Pattern LEFT_OPEN =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled");

  private static final Pattern SLEEPS = Pattern.compile("Thread\\.sle" + "ep\\(");

  @Test
  void aFileFitsInOneRoom() {
    assertThat(Sources.endingIn(".java", ".g4", ".ration", ".js", ".sh"))
        .filteredOn(file -> Sources.text(file).lines().count() > FILE_LINES)
        .isEmpty();
  }

  @Test
  void aMethodFitsOnAScreen() throws IOException {
    assertThat(LongMethods.over(METHOD_LINES, Sources.endingIn(".java").toList())).isEmpty();
  }

  @Test
  void theMethodRuleBites() throws IOException {
    assertThat(LongMethods.over(1, Sources.endingIn("SourceRulesTest.java").toList()))
        .anyMatch(found -> found.contains("theMethodRuleBites (5 lines)"));
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertThat(Sources.endingIn("package-info.java"))
        .isNotEmpty()
        .allSatisfy(file -> assertThat(Sources.text(file)).matches(ONE_SENTENCE_NULL_MARKED));
  }

  @Test
  void nothingIsLeftOpenOrSwitchedOff() {
    assertThat(Sources.endingIn(".java", ".g4", ".ration"))
        .filteredOn(file -> LEFT_OPEN.matcher(Sources.text(file)).find())
        .isEmpty();
  }

  @Test
  void v3NoTestSleeps() {
    assertThat(Sources.endingIn(".java"))
        .filteredOn(file -> file.toString().contains("/src/test/"))
        .filteredOn(file -> SLEEPS.matcher(Sources.text(file)).find())
        .isEmpty();
  }
}
