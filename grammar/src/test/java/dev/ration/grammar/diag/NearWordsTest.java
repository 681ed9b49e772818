package dev.ration.grammar.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearWordsTest {
  @Test
  void theNearestAreGivenOnceInAlphabeticalOrder() {
    assertThat(NearWords.near("hal", List.of("hall", "hale", "hall", "hill", "lift")))
        .containsExactly("hale", "hall");
  }

  @Test
  void swappedLettersAndCapitalsAreNear() {
    assertThat(NearWords.near("grene", List.of("green", "Grene", "grey"))).contains("Grene");
    assertThat(NearWords.near("trian", List.of("train", "rain"))).containsExactly("train");
  }

  @Test
  void anotherWordOfTheSameLettersIsNot() {
    assertThat(NearWords.near("lamp", List.of("palm"))).isEmpty();
  }

  @Test
  void amongVeryManyWordsNoneIsLookedFor() {
    List<String> known =
        new ArrayList<>(IntStream.range(0, 4_000).mapToObj("name_%d"::formatted).toList());
    assertThat(NearWords.near("nome_17", known)).contains("name_17");
    known.add("one_more");
    assertThat(NearWords.near("nome_17", known)).isEmpty();
  }
}
