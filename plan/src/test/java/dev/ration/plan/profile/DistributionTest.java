package dev.ration.plan.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ration.plan.Dimension;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
  @Property
  void aQuantileNeverFalls(
      @ForAll("any") Distribution one,
      @ForAll @DoubleRange(min = 0, max = 1) double p,
      @ForAll @DoubleRange(min = 0, max = 1) double q) {
    assertThat(one.quantile(Math.min(p, q))).isLessThanOrEqualTo(one.quantile(Math.max(p, q)));
  }

  @Property
  void aQuantileKeepsItsBounds(
      @ForAll("any") Distribution one, @ForAll @DoubleRange(min = 0, max = 1) double p) {
    assertThat(one.quantile(p)).isGreaterThanOrEqualTo(one.least());
    long most = one.p95();
    assertThat(one.atMost(most).quantile(p)).isBetween(one.atMost(most).least(), most);
  }

  @Property
  void theGivenPointsAreMet(@ForAll("any") Distribution one) {
    assertThat(one.quantile(0.5)).isCloseTo(one.typical(), within(1 + one.typical() / 1_000_000));
    assertThat(one.quantile(0.95)).isCloseTo(one.p95(), within(1 + one.p95() / 1_000_000));
  }

  @Property
  void aMaximumBringsAllFiguresDown(@ForAll("any") Distribution one) {
    Distribution capped = one.atMost(one.typical());
    assertThat(capped.max()).isEqualTo(OptionalLong.of(one.typical()));
    assertThat(capped.p95()).isEqualTo(one.typical());
    assertThat(capped.quantile(1)).isEqualTo(one.typical());
  }

  @Test
  void aConstantIsTheSameAtEveryQuantile() {
    Distribution constant = Distribution.constant(7);
    assertThat(constant.quantile(0)).isEqualTo(7);
    assertThat(constant.quantile(0.999_999)).isEqualTo(7);
    assertThat(constant.quantile(1)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 3", "1, 3, 2", "-1, 0, 1"})
  void figuresOutOfOrderAreRefused(long least, long typical, long p95) {
    assertThatThrownBy(() -> Distribution.of(least, typical, p95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.95, 1.6448536269514722",
    "0.05, -1.6448536269514722",
    "0.99, 2.3263478740408408",
    "0.01, -2.3263478740408408",
    "0.999, 3.090232306167813",
    "0.6, 0.2533471031357997"
  })
  void theNormalQuantileIsThatOfTheTables(double p, double expected) {
    assertThat(Distribution.normalQuantile(p)).isCloseTo(expected, within(1e-8));
  }

  @Test
  void moneyIsOfOneCurrency() {
    assertThat(new Money(1_500_000, Dimension.of(Dimension.Base.EUR))).hasToString("1.5 EUR");
    assertThatThrownBy(() -> new Money(1, Dimension.TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Distribution> any() {
    Arbitrary<Long> parts = Arbitraries.longs().between(0, 1_000_000_000_000L);
    return Combinators.combine(parts, parts, parts, Arbitraries.of(true, false))
        .as(
            (least, more, most, isPoints) ->
                isPoints
                    ? Distribution.of(least, least + more, least + more + most)
                    : Distribution.lognormal(1 + more, 1 + more + most));
  }
}
