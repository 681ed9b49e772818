package dev.ration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {
  /** The closed table; a unit more or less is a change of the language. */
  private static final String TABLE =
      """
      ns us µs ms s min h d Hz kHz fps bpm rpm J mJ kJ Wh kWh W mW kW V A mAh Ah mm cm m km m2 m3 \
      s2 mL L g kg N kN Nm Pa kPa mmHg rad deg ° bit kbit Mbit Gbit B kB MB GB MiB GiB TOPS TFLOPS \
      tok ktok Mtok px Mpx K degC lx dB dBm % EUR USD GBP JPY CNY CHF ct""";

  @Test
  void theTableIsClosed() {
    assertThat(Unit.symbols()).containsExactlyInAnyOrder(TABLE.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1 ns, 0.000000001 s
          1 us, 1000 ns
          1 µs, 1 us
          1 ms, 1000 us
          1 s, 1000 ms
          1 min, 60 s
          1 h, 60 min
          1 d, 24 h
          60 bpm, 1 Hz
          60 rpm, 1 Hz
          1 fps, 1 Hz
          1 kHz, 1000 Hz
          1 mJ, 0.001 J
          1 kJ, 1000 J
          1 Wh, 3600 J
          1 kWh, 1000 Wh
          1 mW, 0.001 W
          1 kW, 1000 W
          1 Ah, 1000 mAh
          1 J/s, 1 W
          3600 J/h, 1 W
          100 ct, 1 EUR
          """)
  void timeEnergyAndMoney(String left, String right) {
    assertThat(read(left)).isEqualTo(read(right));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1 mm, 0.1 cm
          1 cm, 0.01 m
          1 km, 1000 m
          1 L, 1000 mL
          1 m3, 1000 L
          1 kg, 1000 g
          1 kN, 1000 N
          1 kPa, 1000 Pa
          1 mmHg, 133.322387415 Pa
          1 deg, 1 °
          0 degC, 273.15 K
          25 degC, 298.15 K
          36 km/h, 10 m/s
          60 m/min, 1 m/s
          """)
  void thingsAndWhereTheyAre(String left, String right) {
    assertThat(read(left)).isEqualTo(read(right));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1 B, 8 bit
          1 kB, 1000 B
          1 MB, 1000 kB
          1 GB, 1000 MB
          1 MiB, 1048576 B
          1 GiB, 1024 MiB
          1 kbit, 1000 bit
          1 Mbit, 1000 kbit
          1 Gbit, 1000 Mbit
          1 ktok, 1000 tok
          1 Mtok, 1000 ktok
          1 Mpx, 1000000 px
          1 Mbit/s, 125 kB/s
          0.4 EUR/Mtok, 0.0004 EUR/ktok
          """)
  void dataAndTokens(String left, String right) {
    assertThat(read(left)).isEqualTo(read(right));
  }

  @Test
  void aChargeIsCurrentTimesTime() {
    assertThat(read("1 mAh")).isEqualTo(read("3.6 A").times(read("1 s")));
    assertThat(read("1 Ah").times(read("1 V"))).isEqualTo(read("1 Wh"));
    assertThat(read("90 deg/s")).isEqualTo(read("15 rpm").times(read("360 deg")));
  }

  @Test
  void aHalfTurnIsPi() {
    assertThat(read("180 deg").toDouble()).isEqualTo(Math.PI);
    assertThat(read("1 rad").toDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "S",
        "sec",
        "hours",
        "m/",
        "/s",
        "m//s",
        "m/s/s",
        "degC/s",
        "W/degC",
        "m /s",
        "kg m",
        "EUR/EURO",
        "KB",
        "mb",
        "w",
        "Kg",
        "%/",
        " s"
      })
  void whatIsNotInTheTableIsNoUnit(String symbol) {
    assertThat(Unit.ofSymbol(symbol)).isEmpty();
  }

  @Test
  void aPercentIsAShare() {
    assertThat(read("12 %")).isEqualTo(Quantity.number(new BigDecimal("0.12")));
    assertThat(read("100 %/s")).isEqualTo(read("1 Hz"));
  }

  @Test
  void aTorqueIsNoEnergy() {
    assertThat(unit("Nm").dimension()).isNotEqualTo(unit("J").dimension());
    assertThat(read("2 Nm").times(read("3 rad"))).isEqualTo(read("6 J"));
  }

  @Test
  void everyCurrencyIsADimensionOfItsOwn() {
    List<Dimension> currencies =
        Arrays.asList("EUR", "USD", "GBP", "JPY", "CNY", "CHF").stream()
            .map(symbol -> unit(symbol).dimension())
            .toList();
    assertThat(currencies).doesNotHaveDuplicates().allMatch(Dimension::isMoney);
    assertThat(unit("EUR/tok").dimension().isMoney()).isFalse();
  }

  @Property
  void aUnitOverAnotherDividesTheirAmounts(
      @ForAll("units") String above, @ForAll("units") String below) {
    Unit joined = Unit.ofSymbol(above + "/" + below).orElseThrow();
    assertThat(joined.dimension())
        .isEqualTo(unit(above).dimension().dividedBy(unit(below).dimension()));
    assertThat(Quantity.of(BigDecimal.ONE, joined))
        .isEqualTo(read("1 " + above).dividedBy(read("1 " + below)));
  }

  @Property
  void countingInAUnitUndoesIt(@ForAll("units") String symbol, @ForAll int count) {
    Quantity quantity = Quantity.of(BigDecimal.valueOf(count), unit(symbol));
    assertThat(quantity.in(unit(symbol))).isEqualByComparingTo(BigDecimal.valueOf(count));
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.of(Unit.symbols()).filter(symbol -> !unit(symbol).isAffine());
  }

  private static Unit unit(String symbol) {
    return Unit.ofSymbol(symbol).orElseThrow();
  }

  private static Quantity read(String text) {
    String[] parts = text.split(" ", 2);
    return Quantity.of(new BigDecimal(parts[0]), unit(parts[1]));
  }
}
