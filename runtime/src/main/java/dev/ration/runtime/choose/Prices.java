package dev.ration.runtime.choose;

import dev.ration.plan.Dimension;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a model's tokens cost; money in millionths, rounded up. */
final class Prices {
  private Prices() {}

  /** The cost of so many tokens read and written. */
  static long of(ModelProfile model, long inputTokens, long outputTokens) {
    BigDecimal sum =
        part(model.inputPrice(), inputTokens).add(part(model.outputPrice(), outputTokens));
    return sum.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static BigDecimal part(@Nullable Figure<Rate> price, long tokens) {
    return price == null
        ? BigDecimal.ZERO
        : price.value().amount().toDecimal().multiply(BigDecimal.valueOf(tokens));
  }

  /** The currency of a model's prices; null when it costs nothing. */
  static @Nullable Dimension currency(ModelProfile model) {
    Figure<Rate> price = model.inputPrice() == null ? model.outputPrice() : model.inputPrice();
    return price == null ? null : price.value().amount().dimension().times(Dimension.TOKENS);
  }
}
