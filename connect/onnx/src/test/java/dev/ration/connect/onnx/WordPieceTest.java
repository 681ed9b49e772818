package dev.ration.connect.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tokenizer against ids that the models' own tokenizer gave (Hugging Face tokenizers 0.23). */
class WordPieceTest {
  private static final WordPiece TOKENIZER = read(Weights.E5_SMALL);
  private static final long CLS = 101;
  private static final long SEP = 102;

  /** One line of wordpiece.tsv: a text as a JSON string, a tab, its ids. */
  static Stream<Golden> goldens() throws IOException {
    try (var in =
        Objects.requireNonNull(WordPieceTest.class.getResourceAsStream("/wordpiece.tsv"))) {
      return new String(in.readAllBytes(), UTF_8).lines().map(Golden::read).toList().stream();
    }
  }

  record Golden(String text, String ids) {
    static Golden read(String line) {
      var tab = line.indexOf('\t');
      try {
        var text = JSON.std.listFrom("[" + line.substring(0, tab) + "]").getFirst().toString();
        return new Golden(text, line.substring(tab + 1));
      } catch (IOException e) {
        throw new IllegalArgumentException(line, e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void aTextBecomesTheKnownIds(Golden golden) {
    assertThat(text(TOKENIZER.encode(golden.text(), 512))).isEqualTo(golden.ids());
  }

  @ParameterizedTest
  @EnumSource
  void everyModelBringsTheSameVocabulary(Weights weights) {
    assertThat(text(read(weights).encode("where is room 4.12?", 512)))
        .isEqualTo("101 2073 2003 2282 1018 1012 2260 1029 102");
  }

  @Test
  void aMarkInATextIsAPlainWord() {
    assertThat(TOKENIZER.encode("[SEP]", 512).ids()).containsExactly(CLS, 1031, 19802, 1033, SEP);
  }

  @Test
  void aLongTextIsReadAsFarAsTheWindowGoes() {
    var tokens = TOKENIZER.encode("room ".repeat(12), 8);

    assertThat(tokens.ids()).containsExactly(CLS, 2282, 2282, 2282, 2282, 2282, 2282, SEP);
    assertThat(tokens.share()).isCloseTo(0.5, within(0.1));
  }

  @Test
  void aWordThatDoesNotFitIsLeftOutAsAWhole() {
    var tokens = TOKENIZER.encode("the room unaffable", 5);

    assertThat(tokens.ids()).containsExactly(CLS, 1996, 2282, SEP);
    assertThat(tokens.share()).isCloseTo(0.5, within(0.1));
  }

  @Test
  void aTextThatJustFitsIsWhole() {
    assertThat(TOKENIZER.encode("the room", 4).share()).isEqualTo(1);
  }

  @Property(tries = 300)
  void anyTextHasIdsWithinTheWindow(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 64) int window) {
    var ids = TOKENIZER.encode(text, window).ids();

    assertThat(ids).hasSizeBetween(2, window);
    assertThat(ids[0]).isEqualTo(CLS);
    assertThat(ids[ids.length - 1]).isEqualTo(SEP);
    assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id < 30522);
  }

  private static String text(WordPiece.Tokens tokens) {
    return String.join(" ", Arrays.stream(tokens.ids()).mapToObj(Long::toString).toList());
  }

  private static WordPiece read(Weights weights) {
    try {
      return weights.tokenizer();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
