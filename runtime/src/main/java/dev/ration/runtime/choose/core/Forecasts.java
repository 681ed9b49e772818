package dev.ration.runtime.choose.core;

import java.util.Arrays;
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
  private static final Spread LENGTHS = Spread.of(8.0, 12.0, 16.0, 32.0, 64.0);
  private static final double PARTS = 1e9;

  /** So much of a figure may be what doubles lose, and is not rounded up. */
  private static final double LOST = 1e-12;

  private final List<TierSpec> tiers;
  private final LinkSpec link;
  private final CoreSettings settings;
  private final Residuals[][] latencies;
  private final Residuals[] draws;
  private final double[] usualRatios;
  private final double[] carefulRatios;
  private final QualityTable quality;
  private Residuals[] lengths = {};
  private double roundTripNanos;

  Forecasts(
      List<TierSpec> tiers, LinkSpec link, int kinds, int latencyKinds, CoreSettings settings) {
    this.tiers = tiers;
    this.link = link;
    this.settings = settings;
    latencies = new Residuals[tiers.size() * STATES][0];
    draws = new Residuals[tiers.size()];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = new Residuals(settings.conformalGain(), Spread.of(1.0));
    }
    usualRatios = new double[tiers.size()];
    carefulRatios = new double[tiers.size()];
    quality = new QualityTable(kinds, tiers.stream().mapToDouble(TierSpec::quality).toArray());
    roundTripNanos = link.roundTripNanos();
    grow(latencyKinds);
  }

  /** Makes room for more kinds of call. */
  void grow(int latencyKinds) {
    for (int i = 0; i < latencies.length; i++) {
      int known = latencies[i].length;
      latencies[i] = Arrays.copyOf(latencies[i], latencyKinds);
      Spread spread = tiers.get(i / STATES).latency().spread();
      for (int kind = known; kind < latencyKinds; kind++) {
        latencies[i][kind] = new Residuals(settings.conformalGain(), spread);
      }
    }
    int known = lengths.length;
    lengths = Arrays.copyOf(lengths, latencyKinds);
    for (int kind = known; kind < latencyKinds; kind++) {
      lengths[kind] = new Residuals(settings.conformalGain(), LENGTHS);
    }
  }

  Residuals lengths(int latencyKind) {
    return lengths[latencyKind];
  }

  QualityTable quality() {
    return quality;
  }

  void roundTrip(double nanos) {
    roundTripNanos += LINK_MEMORY * (nanos - roundTripNanos);
  }

  Residuals latencies(int tier, Ask ask) {
    return latencies(tier, ask.setting().link(), ask.call().latencyKind());
  }

  Residuals latencies(int tier, LinkState link, int latencyKind) {
    LinkState state = tiers.get(tier).isRemote() ? link : LinkState.CONNECTED;
    return latencies[tier * STATES + state.ordinal()][latencyKind];
  }

  /** Takes over what a tier's tokens cost, as multiples of what its profile makes of them. */
  void tokenEnergy(int tier, double usual, double careful) {
    usualRatios[tier] = usual;
    carefulRatios[tier] = careful;
  }

  /** Forgets what a tier's old profile let expect. */
  void reset(int tier) {
    tokenEnergy(tier, 0, 0);
    for (int state = 0; state < STATES; state++) {
      Residuals[] row = latencies[tier * STATES + state];
      for (int kind = 0; kind < row.length; kind++) {
        row[kind] = new Residuals(settings.conformalGain(), tiers.get(tier).latency().spread());
      }
    }
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

  /** The part of a predicted latency that varies by the profile. */
  private double part(int tier, double typicalNanos) {
    return Math.min(1, tiers.get(tier).latency().baseNanos() / Math.max(1, typicalNanos));
  }

  /** Fills in what a tier could do for a call. */
  void weigh(int tier, Ask ask, Verdict verdict) {
    TierSpec spec = tiers.get(tier);
    Residuals seen = latencies(tier, ask);
    seen.forget(ask.nowNanos());
    double promised = ask.limits().probability();
    double fixed = fixed(tier, ask);
    double perOutput = spec.latency().perOutput();
    double most = ask.call().mostOutput();
    double longest = fixed + perOutput * most;
    double part = part(tier, longest);
    verdict.boundNanos[tier] = Math.rint(longest * seen.bound(promised, part));
    verdict.hardNanos[tier] = Math.rint(longest * seen.bound(FLOOR_PROMISE, part));
    verdict.observed[tier] = seen.observed();
    verdict.ageNanos[tier] = seen.ageNanos(ask.nowNanos());
    verdict.fixedNanos[tier] = fixed;
    spread(tier, ask, verdict);
    double tail = spec.isRemote() ? spec.cost().tailMicrojoules() * ask.setting().tailShare() : 0;
    double draw = spec.cost().microwatts();
    double reserved = settings.reserved() > 0 ? settings.reserved() : promised;
    double reservedNanos = Math.min(left(ask), Math.rint(longest * seen.bound(reserved, part)));
    double reserve = draw * reservedNanos / PARTS + tail;
    double input = ask.call().inputTokens();
    // No less than the draw for its time, with which it is charged until a reading says better; and
    // no more tokens than the profile writes in the time that is left.
    double tokens = spec.tokenMicrojoules(input, most) * Math.min(1, left(ask) / longest);
    double byTime = reserve * Math.max(1, draws[tier].bound(RESERVED, 1));
    verdict.reserveMicrojoules[tier] = up(Math.max(byTime, carefulRatios[tier] * tokens + tail));
    verdict.expectedMicrojoules[tier] = expected(tier, ask, tail, verdict);
    verdict.mostMicroMoney[tier] = up(spec.cost().money(input, most));
    verdict.expectedMicroMoney[tier] = spec.cost().money(input, Math.min(most, written(ask)));
    verdict.quality[tier] = quality.share(tier, ask.call().kind());
    verdict.isQualityKnown[tier] = quality.isKnown(tier, ask.call().kind());
  }

  /** What a call will probably use: by its tokens where a meter said what these cost. */
  private double expected(int tier, Ask ask, double tail, Verdict verdict) {
    TierSpec spec = tiers.get(tier);
    double active = verdict.activeNanos[tier];
    if (usualRatios[tier] > 0) {
      double output = Math.min(ask.call().mostOutput(), written(ask));
      double tokens = spec.tokenMicrojoules(ask.call().inputTokens(), output);
      double done = Math.min(1, active / Math.max(1, verdict.typicalNanos[tier]));
      return usualRatios[tier] * tokens * done + tail;
    }
    return (spec.cost().microwatts() * active / PARTS + tail) * draws[tier].at(0.5, 1);
  }

  /** The next whole number, as what is set aside is counted. */
  private static double up(double figure) {
    return Math.ceil(figure - figure * LOST);
  }

  /** Probability, typical latency and time at work, over what it may come to write. */
  private void spread(int tier, Ask ask, Verdict verdict) {
    double left = left(ask);
    double inTime = 0;
    double active = 0;
    Residuals seen = latencies(tier, ask);
    for (int i = 0; i < GRID; i++) {
      double nanos = nanos(tier, ask, (i + 0.5) / GRID, verdict);
      double part = part(tier, nanos);
      inTime += seen.share((left - CoreSettings.MARGIN_NANOS) / nanos, part);
      active += nanos * seen.meanUpTo(left / nanos, part);
    }
    verdict.inTime[tier] = inTime / GRID;
    verdict.activeNanos[tier] = active / GRID;
    double typical = nanos(tier, ask, 0.5, verdict);
    verdict.typicalNanos[tier] = typical * seen.at(0.5, part(tier, typical));
  }

  private double nanos(int tier, Ask ask, double length, Verdict verdict) {
    double output =
        Math.min(ask.call().mostOutput(), lengths[ask.call().latencyKind()].at(length, 1));
    return verdict.fixedNanos[tier] + tiers.get(tier).latency().perOutput() * output;
  }

  private double written(Ask ask) {
    return lengths[ask.call().latencyKind()].at(0.5, 1);
  }

  /** With which probability a tier has ended after so long. */
  double share(int tier, Ask ask, double nanos, Verdict verdict) {
    if (nanos <= 0) {
      return 0;
    }
    double sum = 0;
    Residuals seen = latencies(tier, ask);
    for (int i = 0; i < GRID; i++) {
      double typical = nanos(tier, ask, (i + 0.5) / GRID, verdict);
      sum += seen.share(nanos / typical, part(tier, typical));
    }
    return sum / GRID;
  }

  /** Within which a tier ends with a probability, for the length that is rarely passed. */
  double quantile(int tier, Ask ask, double p, Verdict verdict) {
    double typical = nanos(tier, ask, RESERVED, verdict);
    return typical * latencies(tier, ask).at(p, part(tier, typical));
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
    double part = part(tier, typical);
    if (isComplete) {
      seen.add(ended.tookNanos() / typical, part, nowNanos);
    } else if (ended.how() == Ended.How.CANCELLED) {
      seen.addCensored(ended.tookNanos() / typical, part, nowNanos);
    } else {
      seen.addCensored(longest(ended) / typical, part, nowNanos);
    }
    if (isComplete && ended.outputTokens() >= 0) {
      lengths[ask.call().latencyKind()].add(ended.outputTokens(), 1, nowNanos);
    }
    double modelled =
        spec.cost().microwatts() * 1e-9 * ended.tookNanos()
            + (spec.isRemote() ? spec.cost().tailMicrojoules() * ask.setting().tailShare() : 0);
    if (modelled > 0 && ended.microjoules() >= 0) {
      draws[tier].add(ended.microjoules() / modelled, 1, nowNanos);
    }
  }

  private static long longest(Ended ended) {
    return ended.leftNanos() == Ask.UNLIMITED
        ? ended.tookNanos()
        : Math.max(ended.leftNanos(), ended.tookNanos());
  }
}
