package dev.ration.connect.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.connect.meters.ModelMeter.Draw;
import dev.ration.plan.Grade;
import dev.ration.runtime.spi.BatterySource;
import dev.ration.runtime.spi.BatterySource.BatteryReading;
import dev.ration.runtime.spi.BatterySource.Status;
import dev.ration.runtime.spi.EnergyMeter;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energy without a sensor, and what a robot's own battery makes of it. */
class ModelMeterTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void whatTheModelSaidHoldsUntilItIsAskedAgain() {
    Deque<Draw> draws =
        new ArrayDeque<>(List.of(new Draw(8_000_000, 10_000_000, 15_000_000), Draw.of(0)));
    EnergyMeter meter = new ModelMeter("model", draws::pop);
    var unused = meter.read(5 * SECOND);

    MeterReading reading = meter.read(7 * SECOND);

    assertThat(reading)
        .isEqualTo(
            MeterReading.known(
                5 * SECOND,
                7 * SECOND,
                20_000_000,
                16_000_000,
                30_000_000,
                Grade.MODELLED,
                List.of()));
  }

  @Test
  void halfMicrojoulesAreCarried() {
    EnergyMeter meter = new ModelMeter("model", () -> Draw.of(1));
    long sum = 0;
    for (int i = 0; i <= 6; i++) {
      sum += meter.read(i * SECOND / 2).microjoules();
    }

    assertThat(sum).isEqualTo(3);
  }

  @Test
  void theRobotsBatteryMovesTheModelToItsNearerEdge() {
    long[] stored = {1_000_000_000};
    BatterySource battery =
        () -> new BatteryReading(Status.DISCHARGING, stored[0], 10_000_000, BatterySource.NONE);
    EnergyMeter meter =
        new CorrectedMeter(new ModelMeter("model", () -> Draw.of(1_000_000)), "battery", battery);
    var begun = meter.read(0);
    var within = meter.read(8 * SECOND);
    stored[0] -= 50_000_000;

    // 8 + 2 J were modelled; the battery knows of 40 to 60.
    assertThat(begun.isKnown()).isFalse();
    assertThat(within.microjoules()).isEqualTo(8_000_000);
    assertThat(meter.read(10 * SECOND).microjoules()).isEqualTo(32_000_000);
    assertThat(meter.read(11 * SECOND).microjoules()).isEqualTo(1_000_000);
  }

  @Test
  void aBatteryThatSaysNothingChangesNothing() {
    EnergyMeter meter =
        new CorrectedMeter(
            new ModelMeter("model", () -> Draw.of(1_000_000)), "battery", () -> null);
    var unused = meter.read(0);

    assertThat(meter.read(SECOND).microjoules()).isEqualTo(1_000_000);
  }
}
