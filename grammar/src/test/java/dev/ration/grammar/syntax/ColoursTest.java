package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColoursTest {
  @Test
  void wordsClausesNumbersTextsAndCommentsHaveColours() {
    assertThat(shown("policy hi() within 3 s { say(\"a {b}\") } // so"))
        .containsExactly(
            "WORD policy", "CLAUSE within", "NUMBER 3", "TEXT \"a {b}\"", "COMMENT // so");
  }

  @Test
  void namesHaveNone() {
    assertThat(shown("let order = robot.model")).containsExactly("WORD let");
  }

  @Test
  void anUnfinishedTextIsNoMistake() {
    assertThat(shown("say(\"hel")).isEmpty();
  }

  private static List<String> shown(String text) {
    return Colours.of(text).stream()
        .map(stretch -> stretch.kind() + " " + text.substring(stretch.start(), stretch.end()))
        .toList();
  }
}
