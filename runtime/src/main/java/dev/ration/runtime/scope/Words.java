package dev.ration.runtime.scope;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.QuantityText;
import dev.ration.runtime.clock.Instants;

/** Figures as people read them. */
final class Words {
  private Words() {}

  static String time(long nanos) {
    return Instants.isSet(nanos)
        ? QuantityText.of(Quantity.ofGrains(nanos, Dimension.TIME))
        : "no limit";
  }

  static String energy(long microjoules) {
    return QuantityText.of(Quantity.ofGrains(microjoules, Dimension.ENERGY));
  }

  static String power(long microwatts) {
    return QuantityText.of(Quantity.ofGrains(microwatts, Dimension.POWER));
  }
}
