package dev.ration.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static String words(String was, String is) {
    String line = "{\"at_ns\":5,\"type\":\"command\",\"text\":\"%s\"}";
    return String.join(
        "\n", new Difference(3, line.formatted(was), line.formatted(is), "").words());
  }

  @Test
  void aFieldIsNamedWithBothValues() {
    assertThat(words("nod", "wave")).contains("`text` was nod, is wave");
  }

  @Test
  void valuesThatDifferBeyondWhatIsShownAreShownFromThere() {
    String prefix = "x".repeat(500);

    assertThat(words(prefix + "one", prefix + "two")).contains("xone, is …", "xtwo");
  }

  @Test
  void twoSpellingsOfTheSameValuesAreCalledSo() {
    String line = "{\"at_ns\":5,\"type\":\"command\"}";

    assertThat(new Difference(3, line, line.replace(":5", ": 5"), "").words())
        .anyMatch(one -> one.contains("written in another way"));
  }
}
