package dev.ration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @Property
  void additionIsExact(
      @ForAll("energies") Quantity a,
      @ForAll("energies") Quantity b,
      @ForAll("energies") Quantity c) {
    assertThat(a.plus(b)).isEqualTo(b.plus(a));
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(b).minus(b)).isEqualTo(a);
    assertThat(a.minus(a).signum()).isZero();
  }

  @Property
  void multiplicationIsExact(
      @ForAll("any") Quantity a, @ForAll("any") Quantity b, @ForAll("any") Quantity c) {
    assertThat(a.times(b)).isEqualTo(b.times(a));
    assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
    assertThat(a.times(b).dimension()).isEqualTo(a.dimension().times(b.dimension()));
  }

  @Property
  void divisionUndoesMultiplication(@ForAll("any") Quantity a, @ForAll("any") Quantity b) {
    Assume.that(b.signum() != 0);
    assertThat(a.times(b).dividedBy(b)).isEqualTo(a);
    assertThat(a.dividedBy(b).times(b)).isEqualTo(a);
  }

  @Property
  void multiplicationDistributes(
      @ForAll("any") Quantity a, @ForAll("energies") Quantity b, @ForAll("energies") Quantity c) {
    assertThat(a.times(b.plus(c))).isEqualTo(a.times(b).plus(a.times(c)));
  }

  @Property
  void orderAgreesWithSubtraction(@ForAll("energies") Quantity a, @ForAll("energies") Quantity b) {
    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(a.minus(b).signum());
    assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
  }

  @Property
  void wattsTimesSecondsAreJoules(@ForAll long watts, @ForAll long seconds) {
    Quantity energy = of(watts, "W").times(of(seconds, "s"));
    assertThat(energy.dimension()).isEqualTo(Dimension.ENERGY);
    BigInteger exact = BigInteger.valueOf(watts).multiply(BigInteger.valueOf(seconds));
    assertThat(energy.numerator()).isEqualTo(exact);
    assertThat(energy.denominator()).isEqualTo(BigInteger.ONE);
  }

  @Property
  void whatIsLeftOfAGrainIsNotDropped(@ForAll int microwatts, @ForAll int nanoseconds) {
    Quantity power = Quantity.ofGrains(microwatts, Dimension.POWER);
    Quantity time = Quantity.ofGrains(nanoseconds, Dimension.TIME);
    Quantity sample = power.times(time);
    Quantity sum = sample.minus(sample);
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(sample);
    }
    assertThat(sum).isEqualTo(sample.times(Quantity.number(BigDecimal.TEN)));
  }

  @Property
  void grainsComeBackAsTheyWere(@ForAll long grains) {
    for (Dimension kept : List.of(Dimension.TIME, Dimension.ENERGY, Dimension.POWER)) {
      Quantity quantity = Quantity.ofGrains(grains, kept);
      assertThat(quantity.isWholeGrains()).isTrue();
      assertThat(quantity.toGrains()).isEqualTo(grains);
    }
  }

  @ParameterizedTest
  @CsvSource({"3.6, kJ, 1, Wh", "12, kJ, 200, W-min", "1, kWh, 3600000, J", "0.001, Wh, 3600, mJ"})
  void wattHoursAreExact(BigDecimal left, String leftUnit, BigDecimal right, String rightUnit) {
    Quantity expected =
        rightUnit.equals("W-min")
            ? Quantity.of(right, unit("W")).times(of(1, "min"))
            : Quantity.of(right, unit(rightUnit));
    assertThat(Quantity.of(left, unit(leftUnit))).isEqualTo(expected);
  }

  @Test
  void joulesOverSecondsAreWatts() {
    assertThat(of(90, "J").dividedBy(of(45, "s"))).isEqualTo(of(2, "W"));
    assertThat(of(90, "J").dividedBy(of(45, "W"))).isEqualTo(of(2, "s"));
    assertThat(of(10, "m").dividedBy(of(4, "s")))
        .isEqualTo(Quantity.of(new BigDecimal("2.5"), unit("m/s")));
    assertThat(of(90, "J").dividedBy(of(45, "J"))).isEqualTo(Quantity.number(BigDecimal.TWO));
  }

  @ParameterizedTest
  @CsvSource({"W, J", "s, Hz", "EUR, USD", "Nm, J", "K, W", "m, m2", "%, s", "tok, bit"})
  void whatIsNotAlikeDoesNotAdd(String left, String right) {
    assertThatThrownBy(() -> of(1, left).plus(of(1, right)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, left).minus(of(1, right)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, left).compareTo(of(1, right)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, left).in(unit(right)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooMuchIsAnErrorAndNoLimit() {
    Quantity most = Quantity.ofGrains(Long.MAX_VALUE, Dimension.ENERGY);
    Quantity more = most.plus(Quantity.ofGrains(1, Dimension.ENERGY));
    assertThat(most.toGrains()).isEqualTo(Long.MAX_VALUE);
    assertThat(more.compareTo(most)).isPositive();
    assertThatThrownBy(more::toGrains).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> more.negated().minus(most).toGrains())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void divisionByZeroIsAnError() {
    assertThatThrownBy(() -> of(1, "J").dividedBy(of(0, "s")))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void halfAGrainGoesToTheEvenOne() {
    Quantity half = Quantity.ofGrains(1, Dimension.TIME).dividedBy(Quantity.number(BigDecimal.TWO));
    Quantity grain = Quantity.ofGrains(1, Dimension.TIME);
    assertThat(half.isWholeGrains()).isFalse();
    assertThat(half.toGrains()).isZero();
    assertThat(half.plus(grain).toGrains()).isEqualTo(2);
    assertThat(half.plus(grain).plus(grain).toGrains()).isEqualTo(2);
  }

  @Test
  void equalAmountsAreEqualObjects() {
    assertThat(of(1, "min")).isEqualTo(of(60, "s")).hasSameHashCodeAs(of(60, "s"));
    assertThat(of(0, "s")).isEqualTo(of(0, "h"));
    assertThat(of(0, "s")).isNotEqualTo(of(0, "J"));
    Quantity third = new Quantity(BigInteger.TWO, BigInteger.valueOf(-6), Dimension.TIME);
    assertThat(third.numerator()).isEqualTo(BigInteger.ONE.negate());
    assertThat(third.denominator()).isEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void onlyWhatIsKeptExactlyHasGrains() {
    assertThat(unit("B").dimension().grain()).isEqualTo(Grain.ONE);
    assertThat(unit("CHF").dimension().grain()).isEqualTo(Grain.MICRO);
    assertThat(Dimension.TIME.grain()).isEqualTo(Grain.NANO);
    assertThat(Dimension.LENGTH.grain().isExact()).isFalse();
    assertThatThrownBy(() -> of(1, "m").toGrains()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Quantity.ofGrains(1, Dimension.LENGTH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Quantity> energies() {
    return amounts(Arbitraries.of("J", "mJ", "kJ", "Wh", "kWh"));
  }

  @Provide
  Arbitrary<Quantity> any() {
    return amounts(Arbitraries.of(Unit.symbols()).filter(symbol -> !unit(symbol).isAffine()));
  }

  private static Arbitrary<Quantity> amounts(Arbitrary<String> units) {
    Arbitrary<BigDecimal> values =
        Arbitraries.bigDecimals()
            .between(BigDecimal.valueOf(-1_000_000), BigDecimal.valueOf(1_000_000))
            .ofScale(6);
    return Combinators.combine(values, units)
        .as((value, symbol) -> Quantity.of(value, unit(symbol)));
  }

  private static Quantity of(long value, String symbol) {
    return Quantity.of(BigDecimal.valueOf(value), unit(symbol));
  }

  private static Unit unit(String symbol) {
    return Unit.ofSymbol(symbol).orElseThrow();
  }
}
