package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.Texts;
import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar is unambiguous, decides early, and its words change only on purpose. */
class GrammarTest {
  static Stream<Source> good() {
    return Texts.good().stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodFileHasNoFindings(Source source) {
    assertThat(Parser.parse(source).findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("good")
  void everyDecisionIsClearWithinThreeTokens(Source source) {
    Parses exact = Parses.of(source, PredictionMode.LL_EXACT_AMBIG_DETECTION);
    assertThat(exact.surprises()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("good")
  void decidingWithoutContextGivesTheSameTree(Source source) {
    assertThat(Parses.of(source, PredictionMode.SLL).tree())
        .isEqualTo(Parses.of(source, PredictionMode.LL).tree());
  }

  @Test
  void theWordsAreThoseOfTheList() throws IOException {
    List<String> lines =
        Words.keywords().entrySet().stream()
            .map(kind -> kind.getKey() + ": " + String.join(" ", kind.getValue()))
            .toList();
    assertThat(lines)
        .as("a new word breaks names; change the list on purpose, and docs/language.md")
        .isEqualTo(Files.readAllLines(Path.of("src", "test", "resources", "words.txt")));
  }

  @Test
  void theWordsAreThoseOfTheLanguagePage() throws IOException {
    Map<String, List<String>> words = Words.keywords();
    String page = Files.readString(Path.of("..", "docs", "language.md"));
    String section = page.substring(page.indexOf("## Words"), page.indexOf("## Limits"));
    List<String> lists =
        Pattern.compile("`([^`]*)`", Pattern.DOTALL)
            .matcher(section)
            .results()
            .map(found -> found.group(1).replaceAll("\\s+", " "))
            .filter(list -> list.split(" ").length > 6)
            .toList();
    assertThat(lists).hasSize(4);
    assertThat(words(lists.get(0))).containsExactlyElementsOf(words.get("structure"));
    assertThat(words(lists.get(1))).containsExactlyElementsOf(words.get("clauses"));
    assertThat(words(lists.get(2))).containsExactlyElementsOf(words.get("soft"));
  }

  @Test
  void everyClauseStandsInTheCorpus() {
    String corpus = String.join("\n", Texts.good().stream().map(Source::text).toList());
    for (List<String> kind : Words.keywords().values()) {
      for (String word : kind) {
        Matcher found = Pattern.compile("\\b" + word + "\\b").matcher(corpus);
        assertThat(found.find()).as(word).isTrue();
      }
    }
  }

  private static List<String> words(String list) {
    return Arrays.asList(list.split(" "));
  }
}
