package dev.ration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTextTest {
  @ParameterizedTest
  @CsvSource({
    "1200 ms, 1.2 s",
    "90 s, 90 s",
    "120 s, 2 min",
    "999 us, 999 us",
    "0 ns, 0 s",
    "1 d, 24 h",
    "3600 J, 3.6 kJ",
    "7200 J, 2 Wh",
    "2500 mW, 2.5 W",
    "0 J, 0 J",
    "0 W, 0 W",
    "1500 g, 1.5 kg",
    "8 GB, 8 GB",
    "12 %, 0.12",
    "25 degC, 25 degC",
    "0 K, -273.2 degC",
    "1200 EUR, 1200 EUR",
    "0.01 EUR, 0.01 EUR",
    "-1500 ms, -1.5 s",
    "1234567 h, 1234567 h",
    "0 degC, 0 degC",
    "100 Mbit/s, 100 Mbit/s",
    "2 rpm, 0.03333 Hz",
    "999999 J, 277.8 Wh",
    "0.4 nothing, 0.4"
  })
  void aPersonReads(String quantity, String text) {
    assertThat(read(quantity)).hasToString(text);
  }

  @Property
  void whatIsShownReadsBackToFourDigits(
      @ForAll("shown") String symbol, @ForAll @LongRange(min = 1, max = 9_999) long count) {
    Quantity quantity = Quantity.of(BigDecimal.valueOf(count), unit(symbol));
    Quantity again = read(quantity.toString());
    assertThat(again.dimension()).isEqualTo(quantity.dimension());
    MathContext three = new MathContext(3);
    BigDecimal difference = again.minus(quantity).toDecimal().abs();
    assertThat(difference.multiply(BigDecimal.valueOf(1_000)))
        .isLessThanOrEqualTo(quantity.toDecimal().abs().round(three).add(difference));
  }

  @ParameterizedTest
  @CsvSource({
    "2000 s, 33.34 min",
    "1440.5 ms, 1.441 s",
    "53687091 s, 14914 h",
    "120 mJ, 120 mJ",
    "1.00001 W, 1.001 W"
  })
  void whatIsToSufficeIsNeverLess(String quantity, String text) {
    assertThat(QuantityText.atLeast(read(quantity))).isEqualTo(text);
  }

  @Property
  void whatIsToSufficeDoes(@ForAll("shown") String symbol, @ForAll @LongRange(min = 1) long count) {
    Quantity quantity = Quantity.of(BigDecimal.valueOf(count), unit(symbol));
    assertThat(read(QuantityText.atLeast(quantity))).isGreaterThanOrEqualTo(quantity);
  }

  @Provide
  Arbitrary<String> shown() {
    return Arbitraries.of(Unit.symbols())
        .filter(symbol -> !unit(symbol).isAffine())
        .filter(symbol -> Dimension.named().containsKey(unit(symbol).dimension()))
        .filter(symbol -> !unit(symbol).dimension().equals(Dimension.AREA))
        .filter(symbol -> !unit(symbol).dimension().equals(Dimension.TEMPERATURE));
  }

  private static Quantity read(String text) {
    String[] parts = text.split(" ", 2);
    BigDecimal value = new BigDecimal(parts[0]);
    return Map.of("nothing", true).containsKey(parts.length < 2 ? "nothing" : parts[1])
        ? Quantity.number(value)
        : Quantity.of(value, unit(parts[1]));
  }

  private static Unit unit(String symbol) {
    return Unit.ofSymbol(symbol).orElseThrow();
  }
}
