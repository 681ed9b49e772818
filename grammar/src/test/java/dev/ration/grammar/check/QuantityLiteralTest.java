package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Quantities as a policy writes them: what is too much, and what does not fit together. */
class QuantityLiteralTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "36525 d",
        "876600 h",
        "1000000 kJ",
        "277 kWh",
        "1000 kW",
        "1000000 W",
        "1 ns",
        "-100 kW",
        "1000000000 m",
        "1000000000 EUR",
        "3 J + 4 mJ",
        "3 W * 4 s",
        "9 J / 3 s",
        "9 J / 3 W",
        "12 % * 3 s",
        "3 m/s * 2 s",
        "25 degC",
        "0.4 EUR/Mtok * 3 ktok"
      })
  void aQuantityThatFits(String text) {
    assertThat(codes(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "36526 d, NUMBER_TOO_LARGE",
    "876601 h, NUMBER_TOO_LARGE",
    "3155760001 s, NUMBER_TOO_LARGE",
    "1000001 kJ, NUMBER_TOO_LARGE",
    "278 kWh, NUMBER_TOO_LARGE",
    "1001 kW, NUMBER_TOO_LARGE",
    "1000000.1 W, NUMBER_TOO_LARGE",
    "9223372036854775808, NUMBER_TOO_LARGE",
    "3 parsec, UNKNOWN_UNIT",
    "3 m/parsec, UNKNOWN_UNIT",
    "3 W + 4 J, DIMENSION_MISMATCH",
    "3 EUR + 4 USD, MIXED_CURRENCIES",
    "3 Nm + 4 J, DIMENSION_MISMATCH",
    "3 s - 4 Hz, DIMENSION_MISMATCH",
    "3 s + 4, DIMENSION_MISMATCH"
  })
  void aQuantityThatDoesNot(String text, Code code) {
    assertThat(codes(text)).containsExactly(code);
  }

  private static List<Code> codes(String text) {
    return Programs.of("module test\n\nlet value = " + text + "\n").findings().stream()
        .map(finding -> finding.code())
        .toList();
  }
}
