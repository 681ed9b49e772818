package dev.ration.runtime.choose.core;

import java.util.List;

/**
 * What is known about the tiers' latencies, lengths and draws, and what follows for one call. Used
 * by one thread at a time.
 */
final class Forecasts {
  private static final int GRID = 8;
  private static final double LINK_MEMORY = 0.1;
  private static final int STATES = LinkState.values().length;
  private static final double RESERVED = 0.90;
  private static final double FLOOR_PROMISE = 0.99;
  private static final List<Double> LENGTHS = List.of(8.0, 12.0, 16.0, 32.0, 64.0);

  private final List<TierSpec> tiers;
  private final LinkSpec link;
  private final int latencyKinds;
  private final Residuals[] latencies;
  private final Residuals[] lengths;
  private final Residuals[] draws;
  private final QualityTable quality;
  private double roundTripNanos;

  Forecasts(
      List<TierSpec> tiers, LinkSpec link, int kinds, int latencyKinds, CoreSettings settings) {
    this.tiers = tiers;
    this.link = link;
    this.latencyKinds = latencyKinds;
    latencies = new Residuals[tiers.size() * STATES * latencyKinds];
    for (int i = 0; i < latencies.length; i++) {
      TierSpec tier = tiers.get(i / (STATES * latencyKinds));
      latencies[i] = new Residuals(settings.conformalGain(), tier.latency().spread());
    }
    lengths = new Residuals[latencyKinds];
    for (int i = 0; i < latencyKinds; i++) {
      lengths[i] = new Residuals(settings.conformalGain(), LENGTHS);
    }
    draws = new Residuals[tiers.size()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = new Residuals(settings.conformalGain(), List.of(1.0));
    }
    quality = new QualityTable(kinds, tiers.stream().mapToDouble(TierSpec::quality).toArray());
    roundTripNanos = link.roundTripNanos();
  }

  QualityTable quality() {
    return quality;
  }

  void roundTrip(double nanos) {
    roundTripNanos += LINK_MEMORY * (nanos - roundTripNanos);
  }

  Residuals latencies(int tier, Ask ask) {
    LinkState state = tiers.get(tier).isRemote() ? ask.setting().link() : LinkState.CONNECTED;
    return latencies[(tier * STATES + state.ordinal()) * latencyKinds + ask.call().latencyKind()];
  }

  /** What a call takes by its profile, without what it writes. */
  private double fixed(int tier, Ask ask) {
    TierSpec spec = tiers.get(tier);
    TierSpec.Latency latency = spec.latency();
    double nanos = latency.baseNanos() + ask.call().inputTokens() * latency.perInput();
    if (isCold(tier, ask)) {
      nanos += latency.coldNanos();
    }
    if (spec.isRemote()) {
      nanos += ask.call().bytes() * latency.perByte();
      nanos += latency.roundTrips() * roundTripNanos;
      nanos += link.promotionNanos(ask.setting().link());
    }
    return Math.max(1, nanos);
  }

  private boolean isCold(int tier, Ask ask) {
    return (ask.setting().loaded() & 1L << tier) == 0;
  }

  /** Fills in what a tier could do for a call. */
  void weigh(int tier, Ask ask, Verdict verdict) {
    TierSpec spec = tiers.get(tier);
    Residuals seen = latencies(tier, ask);
    Ask.Limits limits = ask.limits();
    double fixed = fixed(tier, ask);
    double perOutput = spec.latency().perOutput();
    double most = ask.call().mostOutput();
    double longest = fixed + perOutput * most;
    verdict.boundNanos[tier] = longest * seen.bound(limits.probability());
    verdict.hardNanos[tier] = longest * seen.bound(FLOOR_PROMISE);
    verdict.observed[tier] = seen.observed();
    verdict.ageNanos[tier] = seen.ageNanos(ask.nowNanos());
    verdict.fixedNanos[tier] = fixed;
    spread(tier, ask, verdict);
    double tail = spec.isRemote() ? spec.cost().tailMicrojoules() * ask.setting().tailShare() : 0;
    double draw = spec.cost().microwatts() * 1e-9;
    double reservedNanos = Math.min(left(ask), longest * seen.bound(RESERVED));
    double reserve = draw * reservedNanos + tail;
    verdict.reserveMicrojoules[tier] = reserve * Math.max(1, draws[tier].bound(RESERVED));
    verdict.expectedMicrojoules[tier] =
        (draw * verdict.activeNanos[tier] + tail) * draws[tier].at(0.5);
    double input = ask.call().inputTokens();
    verdict.mostMicroMoney[tier] = spec.cost().money(input, most);
    verdict.expectedMicroMoney[tier] = spec.cost().money(input, Math.min(most, written(ask)));
    verdict.quality[tier] = quality.share(tier, ask.call().kind());
  }

  /** Probability, typical latency and time at work, over what it may come to write. */
  private void spread(int tier, Ask ask, Verdict verdict) {
    double left = left(ask);
    double inTime = 0;
    double active = 0;
    for (int i = 0; i < GRID; i++) {
      double nanos = nanos(tier, ask, (i + 0.5) / GRID, verdict);
      Residuals seen = latencies(tier, ask);
      inTime += seen.share((left - CoreSettings.MARGIN_NANOS) / nanos);
      active += nanos * seen.meanUpTo(left / nanos);
    }
    verdict.inTime[tier] = inTime / GRID;
    verdict.activeNanos[tier] = active / GRID;
    verdict.typicalNanos[tier] = nanos(tier, ask, 0.5, verdict) * latencies(tier, ask).at(0.5);
  }

  private double nanos(int tier, Ask ask, double length, Verdict verdict) {
    double output = Math.min(ask.call().mostOutput(), lengths[ask.call().latencyKind()].at(length));
    return verdict.fixedNanos[tier] + tiers.get(tier).latency().perOutput() * output;
  }

  private double written(Ask ask) {
    return lengths[ask.call().latencyKind()].at(0.5);
  }

  /** With which probability a tier has ended after so long. */
  double share(int tier, Ask ask, double nanos, Verdict verdict) {
    if (nanos <= 0) {
      return 0;
    }
    double sum = 0;
    Residuals seen = latencies(tier, ask);
    for (int i = 0; i < GRID; i++) {
      sum += seen.share(nanos / nanos(tier, ask, (i + 0.5) / GRID, verdict));
    }
    return sum / GRID;
  }

  /** Within which a tier ends with a probability, for the length that is rarely passed. */
  double quantile(int tier, Ask ask, double p, Verdict verdict) {
    return nanos(tier, ask, RESERVED, verdict) * latencies(tier, ask).at(p);
  }

  static double left(Ask ask) {
    long left = ask.limits().leftNanos();
    return left == Ask.UNLIMITED ? Double.MAX_VALUE : left;
  }

  /** Learns from an attempt. */
  void ended(Ended ended, long nowNanos) {
    Ask ask = ended.ask();
    int tier = ended.tier();
    TierSpec spec = tiers.get(tier);
    Residuals seen = latencies(tier, ask);
    boolean isComplete = ended.how() == Ended.How.ANSWERED;
    double output = ended.outputTokens() < 0 ? written(ask) : ended.outputTokens();
    double typical = fixed(tier, ask) + spec.latency().perOutput() * output;
    if (isComplete) {
      seen.add(ended.tookNanos() / typical, nowNanos);
    } else if (ended.how() == Ended.How.CANCELLED) {
      seen.addCensored(ended.tookNanos() / typical, nowNanos);
    } else {
      seen.addCensored(longest(ended) / typical, nowNanos);
    }
    if (isComplete && ended.outputTokens() >= 0) {
      lengths[ask.call().latencyKind()].add(ended.outputTokens(), nowNanos);
    }
    double modelled =
        spec.cost().microwatts() * 1e-9 * ended.tookNanos()
            + (spec.isRemote() ? spec.cost().tailMicrojoules() * ask.setting().tailShare() : 0);
    if (modelled > 0 && ended.microjoules() >= 0) {
      draws[tier].add(ended.microjoules() / modelled, nowNanos);
    }
  }

  private static long longest(Ended ended) {
    return ended.leftNanos() == Ask.UNLIMITED
        ? ended.tookNanos()
        : Math.max(ended.leftNanos(), ended.tookNanos());
  }
}
