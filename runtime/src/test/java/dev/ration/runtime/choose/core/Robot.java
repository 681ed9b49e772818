package dev.ration.runtime.choose.core;

import java.util.List;

/** A robot with a rule, a model of its own and one in the cloud, and calls to it. */
final class Robot {
  static final long MS = 1_000_000;
  static final long SECOND = 1_000_000_000;
  static final long JOULE = 1_000_000;
  static final int RULE = 0;
  static final int LOCAL = 1;
  static final int CLOUD = 2;

  static final List<TierSpec> TIERS =
      List.of(
          tier("rule", false, 0.4, 10, 1, 0),
          tier("local", false, 0.7, 800, 25, 0),
          tier("cloud", true, 0.9, 500, 3, 10));

  private Robot() {}

  private static TierSpec tier(
      String name, boolean isRemote, double quality, long millis, long watts, double price) {
    return new TierSpec(
        name,
        isRemote,
        name.equals("rule"),
        isRemote ? 1 : 0,
        name.equals("local") ? 5_000 : 0,
        isRemote ? 0b0011 : TierSpec.ALL_BANDS,
        quality,
        new TierSpec.Latency(millis * MS, 0, 0, 0, 0, 0, Spread.of(0.8, 0.9, 1.0, 1.1, 1.2)),
        new TierSpec.Cost(watts * 1e6, isRemote ? 5 * JOULE : 0, price, 0));
  }

  static ChoiceCore core(CoreSettings settings) {
    return new ChoiceCore(TIERS, LinkSpec.NONE, new ChoiceCore.Sizes(1, 1, 1), settings);
  }

  static ChoiceCore core() {
    return core(CoreSettings.standard());
  }

  static Ask.Call call() {
    return new Ask.Call(0, 0, 10, 20, 0, false, true);
  }

  static Ask.Limits within(long leftNanos) {
    return new Ask.Limits(
        leftNanos, 0.95, Ask.UNLIMITED, Ask.UNLIMITED, Ask.UNLIMITED, Ask.UNLIMITED);
  }

  static Ask.Limits hard(long leftNanos) {
    return new Ask.Limits(
        leftNanos, 0.99, Ask.UNLIMITED, Ask.UNLIMITED, Ask.UNLIMITED, Ask.UNLIMITED);
  }

  static Ask.Limits budgets(long microjoules, long microMoney) {
    return new Ask.Limits(3 * SECOND, 0.95, microjoules, microMoney, Ask.UNLIMITED, Ask.UNLIMITED);
  }

  static Ask.Setting setting(Band band, long allowed, long loaded) {
    return new Ask.Setting(0, LinkState.CONNECTED, 1, band, allowed, loaded);
  }

  static Ask ask(long nowNanos, Ask.Limits limits) {
    return new Ask(nowNanos, call(), limits, setting(Band.NORMAL, 0b111, 0b111), Wish.PRICED);
  }

  static Ask ask(Ask.Limits limits) {
    return ask(0, limits);
  }

  static Ended ended(Ask ask, int tier, Ended.How how, long tookNanos) {
    return new Ended(ask, tier, how, tookNanos, ask.limits().leftNanos(), -1, -1, true);
  }
}
