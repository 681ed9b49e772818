package dev.ration.connect.openai;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import java.time.Duration;

/** Times as people write them. */
final class Amounts {
  private Amounts() {}

  static String of(Duration duration) {
    return Quantity.ofGrains(duration.toNanos(), Dimension.TIME).toString();
  }
}
