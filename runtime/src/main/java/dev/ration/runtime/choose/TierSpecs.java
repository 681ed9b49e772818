package dev.ration.runtime.choose;

import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Rate;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.core.Spread;
import dev.ration.runtime.choose.core.TierSpec;
import org.jspecify.annotations.Nullable;

/** The tiers of a site as the arithmetic of the choice takes them. Stateless. */
final class TierSpecs {
  private static final CallSize NOTHING = new CallSize(0, 0, 0);
  private static final double SECOND = 1e9;
  private static final double MICRO = 1e6;

  private TierSpecs() {}

  /**
   * Describes one.
   *
   * @param link what a model off the robot is reached over; null where the site has none
   * @param endpoint the number of its server
   */
  static TierSpec of(Site.Serve serve, boolean isRemote, @Nullable LinkProfile link, int endpoint) {
    ModelProfile model = serve.model();
    Figure<Double> quality = model.quality();
    return new TierSpec(
        serve.tier().name(),
        isRemote,
        true,
        endpoint,
        0,
        TierSpec.ALL_BANDS,
        quality == null ? Double.NaN : quality.value(),
        latency(model, isRemote ? link : null),
        new TierSpec.Cost(
            isRemote ? radio(link) : draw(serve),
            isRemote ? tail(link) : 0,
            price(model.inputPrice()),
            price(model.outputPrice())));
  }

  /** What varies is its base, the link's round trip included; tokens and bytes come on top. */
  private static TierSpec.Latency latency(ModelProfile model, @Nullable LinkProfile link) {
    LatencyModel fromProfiles = LatencyModel.of(model, link, NOTHING);
    boolean isByToken = model.latency() == null;
    double typical = fromProfiles.quantile(0.5);
    Figure<Long> up = link == null ? null : link.up();
    return new TierSpec.Latency(
        typical,
        0,
        isByToken ? each(model.prefill()) : 0,
        isByToken ? each(model.decode()) : 0,
        up == null || up.value() <= 0 ? 0 : 8 * SECOND / up.value(),
        0,
        Spread.ofBase(p -> typical > 0 ? fromProfiles.quantile(p) / typical : 1));
  }

  private static double each(@Nullable Figure<Rate> rate) {
    return rate == null ? 0 : SECOND / rate.value().perUnit();
  }

  private static double price(@Nullable Figure<Rate> price) {
    return price == null ? 0 : price.value().amount().toDecimal().doubleValue() * MICRO;
  }

  private static long draw(Site.Serve serve) {
    Figure<Long> power = serve.model().power();
    long declared = power == null ? 0 : power.value();
    Figure<Long> atMost = serve.atMost();
    return atMost == null ? declared : Math.min(declared, atMost.value());
  }

  private static long radio(@Nullable LinkProfile link) {
    Figure<Long> radio = link == null ? null : link.radio();
    return radio == null ? 0 : radio.value();
  }

  private static long tail(@Nullable LinkProfile link) {
    return link == null ? 0 : Energy.of(link.tailDraw().value(), link.tail().value());
  }
}
