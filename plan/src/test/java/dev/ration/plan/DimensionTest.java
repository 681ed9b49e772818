package dev.ration.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DimensionTest {
  @Property
  void dimensionsAreAGroup(
      @ForAll("dimensions") Dimension a,
      @ForAll("dimensions") Dimension b,
      @ForAll("dimensions") Dimension c) {
    assertThat(a.times(b)).isEqualTo(b.times(a)).hasSameHashCodeAs(b.times(a));
    assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
    assertThat(a.times(Dimension.NONE)).isEqualTo(a);
    assertThat(a.times(b).dividedBy(b)).isEqualTo(a);
    assertThat(a.dividedBy(a).isNone()).isTrue();
  }

  @Test
  void everyNameFindsItsDimension() {
    assertThat(Dimension.named())
        .allSatisfy(
            (dimension, name) -> {
              assertThat(Dimension.ofName(name)).contains(dimension);
              assertThat(dimension.display()).isEqualTo(name);
            });
    assertThat(Dimension.ofName("time")).isEmpty();
  }

  @Test
  void whatHasNoNameIsShownInBaseUnits() {
    assertThat(Dimension.TIME.times(Dimension.TIME)).hasToString("s^2");
    assertThat(Dimension.NONE.dividedBy(Dimension.LENGTH)).hasToString("1/m");
    assertThat(Dimension.NONE).hasToString("Number");
    assertThat(Dimension.of(Dimension.Base.EUR)).hasToString("Money<EUR>");
    assertThat(Dimension.ENERGY.symbol()).isEqualTo("m^2·kg/s^2");
  }

  @Provide
  Arbitrary<Dimension> dimensions() {
    return Arbitraries.of(Unit.symbols())
        .map(symbol -> Unit.ofSymbol(symbol).orElseThrow().dimension());
  }
}
