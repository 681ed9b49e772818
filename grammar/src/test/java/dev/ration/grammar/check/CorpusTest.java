package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.Texts;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The two policies and the site that the language was drawn up with, checked with the modules they
 * use.
 *
 * <p>The drafts are older than the rules. Where a rule forbids what a draft does, the draft is
 * mended here, and what the rule says of the draft as it stands is pinned as well.
 */
class CorpusTest {
  private static final Path ROOT = Path.of("src", "test", "resources", "corpus");

  @Test
  void theSiteIsClean() {
    assertThat(check(Texts.corpus("site_hall"))).isEmpty();
  }

  @Test
  void theReceptionIsClean() {
    Source draft = Texts.corpus("reception");
    assertThat(check(mended(draft, RECEPTION))).isEmpty();
  }

  @Test
  void theWarehouseIsClean() {
    Source draft = Texts.corpus("warehouse");
    assertThat(check(mended(draft, WAREHOUSE))).isEmpty();
  }

  @Test
  void theReceptionsHandlerTakesLongerThanItsCall() {
    Source draft = Texts.corpus("reception");
    assertThat(check(mended(draft, without(RECEPTION, "please take a seat.\") }"))))
        .singleElement()
        .asString()
        .startsWith("RTN0205");
  }

  @Test
  void theWarehousesCleanupUsesAnArmThatItDoesNotHold() {
    Source draft = Texts.corpus("warehouse");
    assertThat(check(mended(draft, without(WAREHOUSE, "    holds base "))))
        .singleElement()
        .asString()
        .startsWith("RTN0220");
  }

  @Test
  void theModulesBesideThemAreClean() {
    for (String name : List.of("reception/house", "warehouse/wms", "warehouse/shelves")) {
      assertThat(check(Texts.corpus(name))).as(name).isEmpty();
    }
  }

  /** Rooms and people come from a module; T3: what answers 10 s must leave some of them. */
  private static final Map<String, String> RECEPTION =
      Map.of(
          "use std.speech, std.gaze, std.tiers",
          "use std.speech, std.gaze, std.tiers, reception.house",
          "please take a seat.\") }",
          "please take a seat.\")  within 4 s }");

  /**
   * C3: a cleanup uses what its scope holds; R2: somebody has to fail before it is answered, and
   * what is answered inside is not retried.
   */
  private static final Map<String, String> WAREHOUSE =
      Map.of(
          "use std.motion, std.grip, std.tiers",
          "use std.motion, std.grip, std.tiers, warehouse.shelves",
          "keep battery > 12 %",
          "keep battery.charge > 12 %",
          "if_fragile(item, 4 N, 8 N)",
          "if_fragile(item.fragile, 4 N, 8 N)",
          "    holds base ",
          "    holds arm.right, base ",
          "retry 3 after slipped, low_confidence",
          "retry 3 after slipped",
          "        lift_out(item)",
          "        wms.book_out(item.sku)\n        lift_out(item)");

  private static Map<String, String> without(Map<String, String> mends, String left) {
    var fewer = new java.util.HashMap<>(mends);
    assertThat(fewer.remove(left)).isNotNull();
    return fewer;
  }

  private static Source mended(Source draft, Map<String, String> mends) {
    String text = draft.text();
    for (var mend : mends.entrySet()) {
      assertThat(text).contains(mend.getKey());
      text = text.replace(mend.getKey(), mend.getValue());
    }
    return new Source(draft.name(), text);
  }

  private static List<String> check(Source source) {
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    return Checker.check(loader.load(source, ROOT)).findings().stream()
        .map(CorpusTest::line)
        .toList();
  }

  private static String line(Diagnostic finding) {
    return finding.code().id() + " " + finding.at() + " " + finding.message();
  }
}
