package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a text that is nearly at its limit may go on. */
class TextEndTest {
  private static final GbnfAcceptor TEN = new GbnfAcceptor(TextEnd.grammar(10));

  @Test
  void itEndsAtOnceOrWithASentence() {
    assertThat(TEN.accepts("")).isTrue();
    assertThat(TEN.accepts(" here.")).isTrue();
    assertThat(TEN.accepts(" \"here!\"")).isTrue();
    assertThat(TEN.accepts("\u3067\u3059\u3002")).isTrue();
    assertThat(TEN.accepts(" here")).isFalse();
    assertThat(TEN.accepts(" a. B.")).isFalse();
  }

  @Test
  void aPointWithinANumberIsNoEnd() {
    assertThat(TEN.accepts(" 3.5 m.")).isTrue();
    assertThat(TEN.accepts(" 3.5 m")).isFalse();
  }

  @Test
  void whatHasNoRoomForAnEndSaysSo() {
    assertThat(TEN.accepts("1234567" + TextEnd.CUT)).isTrue();
    assertThat(TEN.accepts("123456" + TextEnd.CUT)).isFalse();
    assertThat(TEN.accepts("12345\u00e9" + TextEnd.CUT)).isTrue();
    assertThat(TEN.accepts("1234567")).isFalse();
  }

  @Test
  void itIsNeverLongerThanItMayBe() {
    assertThat(TEN.accepts("1234567.")).isTrue();
    assertThat(TEN.accepts("12345678.")).isFalse();
    assertThat(TEN.accepts("1234567.5")).isFalse();
    assertThat(TEN.accepts("1234567.\"")).isTrue();
    assertThat(new GbnfAcceptor(TextEnd.grammar(TextEnd.LEAST)).accepts(TextEnd.CUT)).isTrue();
    assertThat(new GbnfAcceptor(TextEnd.grammar(TextEnd.LEAST)).accepts("a.")).isFalse();
  }

  @Test
  void aShortLimitKeepsNothingForTheEnd() {
    assertThat(TextEnd.tokens(15)).isZero();
    assertThat(TextEnd.tokens(16) - 1).isEqualTo(TextEnd.LEAST);
    assertThat(TextEnd.tokens(256)).isEqualTo(64);
  }
}
