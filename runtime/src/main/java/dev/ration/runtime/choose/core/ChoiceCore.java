package dev.ration.runtime.choose.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The choice of a tier for each call: what it has learnt from every attempt, what is against a
 * tier, and what the rest is worth at the present prices of energy and money.
 *
 * <p>It is a function of what it is told, in the order in which it is told: instants come in as
 * arguments, nothing is drawn at random, so the same calls give the same verdicts. A choice
 * allocates nothing. Used by one thread at a time.
 */
public final class ChoiceCore {
  private static final long STALE_NANOS = 60_000_000_000L;

  /** How long an endpoint is left alone at most to which no connection comes about. */
  private static final long ABSENT_NANOS = 2_000_000_000L;

  private static final double SLACK = 3;
  private static final double EQUAL = 1e-9;
  private static final double LIKELY = 0.5;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final List<TierSpec> tiers;
  private final CoreSettings settings;
  private final Forecasts forecasts;
  private final Sieve sieve;
  private final Hedges hedges;
  private final Incumbents incumbents;
  private final Pace pace;
  private final Breaker[][] breakers;
  private final Verdict verdict;
  private final boolean[] isSafe;
  private int kinds;
  private int latencyKinds;
  private long choices;

  /**
   * A core that knows what the profiles say.
   *
   * @param sizes how many kinds of call there are
   */
  public ChoiceCore(List<TierSpec> tiers, LinkSpec link, Sizes sizes, CoreSettings settings) {
    if (tiers.isEmpty() || tiers.size() > Long.SIZE) {
      throw new IllegalArgumentException("1 to 64 tiers, not " + tiers.size());
    }
    // One list for all parts, so that they see a tier that is described anew.
    this.tiers = new ArrayList<>(tiers);
    this.settings = settings;
    kinds = sizes.kinds();
    latencyKinds = sizes.latencyKinds();
    forecasts = new Forecasts(this.tiers, link, sizes.kinds(), sizes.latencyKinds(), settings);
    sieve = new Sieve(this.tiers, settings.hasBeside());
    hedges = new Hedges(forecasts, sieve, settings.backupTarget());
    incumbents = new Incumbents(sizes.kinds());
    pace = new Pace(this.tiers, settings);
    int endpoints = 1 + this.tiers.stream().mapToInt(TierSpec::endpoint).max().orElse(0);
    breakers = new Breaker[endpoints][sizes.networks()];
    for (Breaker[] row : breakers) {
      for (int i = 0; i < row.length; i++) {
        row[i] = new Breaker();
      }
    }
    verdict = new Verdict(this.tiers.size());
    isSafe = new boolean[this.tiers.size()];
  }

  /**
   * How many classes are kept apart.
   *
   * @param kinds for quality
   * @param latencyKinds for latency and for tokens written
   * @param networks for breakers
   */
  public record Sizes(int kinds, int latencyKinds, int networks) {}

  /** Makes room for more kinds of call than there were. */
  public void grow(int moreKinds, int moreLatencyKinds) {
    if (moreKinds > kinds) {
      kinds = moreKinds;
      forecasts.quality().grow(kinds);
      incumbents.grow(kinds);
    }
    if (moreLatencyKinds > latencyKinds) {
      latencyKinds = moreLatencyKinds;
      forecasts.grow(latencyKinds);
    }
  }

  /** Describes a tier anew; what was learnt of its latency is forgotten with the old profile. */
  public void describe(int tier, TierSpec spec) {
    tiers.set(tier, spec);
    forecasts.reset(tier);
  }

  /** The latencies seen of a tier, for one state of the link and kind of call. */
  public Residuals latencies(int tier, LinkState link, int latencyKind) {
    return forecasts.latencies(tier, link, latencyKind);
  }

  /** The lengths seen of the answers to one kind of call, in tokens. */
  public Residuals lengths(int latencyKind) {
    return forecasts.lengths(latencyKind);
  }

  /** The answers behind a figure of quality. */
  public QualityTable.Counts quality(int tier, int kind) {
    return forecasts.quality().counts(tier, kind);
  }

  /** Takes over the answers behind a figure of quality. */
  public void restoreQuality(int tier, int kind, QualityTable.Counts counts) {
    forecasts.quality().restore(tier, kind, counts);
  }

  /** Sets the instant until which the budgets must last. */
  public void missionEnds(long nanos) {
    pace.end(nanos);
  }

  /** Sets what is known beforehand of a tier's quality: a share, and the answers it stands for. */
  public void knowQuality(int tier, int kind, double share, double answers) {
    forecasts.quality().know(tier, kind, share, answers);
  }

  /** Learns from a declared check of an answer. */
  public void checked(int tier, int kind, boolean isRight, long nowNanos) {
    forecasts.quality().checked(tier, kind, isRight, nowNanos);
  }

  /**
   * Sets what the tokens of a tier cost in energy, as multiples of what its profile makes of them;
   * 0 where no meter said.
   *
   * @param usual half of the calls cost no more
   * @param careful with which what is set aside is enough
   */
  public void tokenEnergy(int tier, double usual, double careful) {
    forecasts.tokenEnergy(tier, usual, careful);
  }

  /** Learns from a measured round trip of the link. */
  public void roundTrip(double nanos) {
    forecasts.roundTrip(nanos);
  }

  /**
   * Sets what is left of the mission's budgets for calls, {@link Ask#UNLIMITED} where nothing
   * limits them; without, what each call has left is taken for it.
   */
  public void left(long microjoules, long microMoney) {
    pace.left(microjoules, microMoney);
  }

  /** Books what was spent, by whomever the budgets pay for. */
  public void spent(double microjoules, double microMoney) {
    pace.spent(microjoules, microMoney);
  }

  /** How the breaker of a tier stands. */
  public Breaker.State breaker(int tier, int network, long nowNanos) {
    return settings.hasBreaker()
        ? breakers[tiers.get(tier).endpoint()][network].state(nowNanos)
        : Breaker.State.CLOSED;
  }

  /** Learns from an attempt that is over. */
  public void ended(Ended ended, long nowNanos) {
    forecasts.ended(ended, nowNanos);
    TierSpec tier = tiers.get(ended.tier());
    if (!tier.isRemote()) {
      return;
    }
    Breaker breaker = breakers[tier.endpoint()][ended.ask().setting().network()];
    switch (ended.how()) {
      case ANSWERED -> breaker.hit(nowNanos);
      case FAILED -> breaker.miss(nowNanos);
      case ABSENT -> breaker.miss(nowNanos, ABSENT_NANOS);
      case LATE -> {
        // A gamble that was lost says nothing against the endpoint.
        if (ended.wasLikely()) {
          breaker.miss(nowNanos);
        }
      }
      case CANCELLED -> {}
    }
  }

  /** Whether a tier was expected to be in time in the last verdict. */
  public boolean isLikely(int tier) {
    return verdict.inTime[tier] >= LIKELY;
  }

  /** Only fills in what each tier could do for a call; valid until the next call of the core. */
  public Verdict expect(Ask ask) {
    verdict.clear();
    for (int tier = 0; tier < tiers.size(); tier++) {
      verdict.accept(tier);
      forecasts.weigh(tier, ask, verdict);
    }
    return verdict;
  }

  /** Chooses; the verdict is valid until the next call of the core. */
  public Verdict choose(Ask ask) {
    return choose(ask, _ -> true);
  }

  /**
   * Chooses; the verdict is valid until the next call of the core. It counts as one choice, and
   * sends one probe, whichever way it comes out.
   *
   * @param fits whether those who may work at once in a verdict may do so; if not, it is chosen
   *     again as for a call that may not be hedged
   */
  public Verdict choose(Ask ask, Predicate<Verdict> fits) {
    choices++;
    for (int tier = 0; tier < tiers.size(); tier++) {
      forecasts.weigh(tier, ask, verdict);
    }
    pace.asked(ask, verdict);
    pick(ask);
    if (!fits.test(verdict)) {
      pick(ask.alone());
    }
    probe(ask);
    return verdict;
  }

  private void pick(Ask ask) {
    verdict.clear();
    sieve.keep(0);
    if (settings.hasLateFloor()) {
      findSafe(ask);
    } else {
      verdict.floor = settings.hasFloor() ? floor(ask) : Verdict.NONE;
      if (verdict.floor != Verdict.NONE) {
        sieve.keep(1.5 * pace.later() * verdict.reserveMicrojoules[verdict.floor]);
      }
    }
    for (int tier = 0; tier < tiers.size(); tier++) {
      int floor = settings.hasLateFloor() ? floorBehind(tier, ask) : verdict.floor;
      sieve.look(tier, ask, breaker(tier, ask), floor, verdict);
      verdict.value[tier] = value(tier, ask);
    }
    if (ask.wish().mode() == Wish.Mode.PRICED) {
      priced(ask);
    } else {
      strict(ask);
    }
    if (settings.hasLateFloor() && verdict.first != Verdict.NONE) {
      int floor = verdict.floors[verdict.first];
      verdict.floor = floor == verdict.second ? Verdict.NONE : floor;
    }
  }

  private @Nullable Breaker breaker(int tier, Ask ask) {
    TierSpec spec = tiers.get(tier);
    return settings.hasBreaker() && spec.isRemote()
        ? breakers[spec.endpoint()][ask.setting().network()]
        : null;
  }

  /** Notes which tiers on the robot would keep any deadline of this call by themselves. */
  private void findSafe(Ask ask) {
    boolean mayRun =
        settings.hasFloor() && ask.call().mayHedge() && ask.limits().leftNanos() != Ask.UNLIMITED;
    for (int tier = 0; tier < tiers.size(); tier++) {
      isSafe[tier] = mayRun && tiers.get(tier).isFloor() && isSafe(tier, ask);
    }
  }

  private boolean isSafe(int tier, Ask ask) {
    if (tiers.get(tier).isRemote()) {
      return false;
    }
    sieve.look(tier, ask, null, tier, verdict);
    return verdict.bars[tier] == Bar.NONE
        && verdict.hardNanos[tier] <= Forecasts.left(ask) - CoreSettings.MARGIN_NANOS;
  }

  /** The best safe tier that can be paid behind another; NONE behind one that is safe itself. */
  private int floorBehind(int tier, Ask ask) {
    if (isSafe[tier]) {
      return Verdict.NONE;
    }
    int best = Verdict.NONE;
    for (int other = 0; other < tiers.size(); other++) {
      if (isSafe[other]
          && sieve.fitsBehind(tier, other, ask, verdict)
          && (best == Verdict.NONE || verdict.quality[other] > verdict.quality[best])) {
        best = other;
      }
    }
    return best;
  }

  /** The cheapest tier on the robot that is in time for all but one in a hundred. */
  private int floor(Ask ask) {
    int best = Verdict.NONE;
    for (int tier = 0; tier < tiers.size(); tier++) {
      TierSpec spec = tiers.get(tier);
      if (!spec.isFloor() || spec.isRemote()) {
        continue;
      }
      if (isSafe(tier, ask)
          && (best == Verdict.NONE
              || verdict.expectedMicrojoules[tier] < verdict.expectedMicrojoules[best])) {
        best = tier;
      }
    }
    return best;
  }

  private double value(int tier, Ask ask) {
    if (tier == verdict.floor) {
      return verdict.quality[tier];
    }
    int floor = verdict.floors[tier];
    double fallback = floor == Verdict.NONE ? 0 : verdict.quality[floor];
    double inTime = verdict.inTime[tier];
    double value =
        inTime * verdict.quality[tier]
            + (1 - inTime) * fallback
            - verdict.energyPrice * verdict.expectedMicrojoules[tier]
            - verdict.moneyPrice * verdict.expectedMicroMoney[tier];
    if (settings.hasLateFloor() && floor != Verdict.NONE) {
      double begins = Forecasts.left(ask) - 2 * verdict.hardNanos[floor];
      double isBegun = 1 - forecasts.share(tier, ask, begins, verdict);
      value -= isBegun * verdict.energyPrice * verdict.expectedMicrojoules[floor];
    }
    return value;
  }

  private void priced(Ask ask) {
    int best = Verdict.NONE;
    for (int place = 0; place < ask.wish().count(tiers.size()); place++) {
      int tier = ask.wish().tier(place);
      if (verdict.bars[tier] == Bar.NONE && (best == Verdict.NONE || isBetter(tier, best))) {
        best = tier;
      }
    }
    if (best == Verdict.NONE) {
      return;
    }
    int settled = incumbents.settle(ask, best, settings.stay(), verdict);
    verdict.first = settled;
    verdict.why = settled == best ? Verdict.Why.BEST : Verdict.Why.INCUMBENT;
    verdict.worth = verdict.value[settled];
    if (settings.hasHedge()) {
      hedges.look(ask, verdict);
    }
    explore(ask);
    if (verdict.first == verdict.floor) {
      verdict.first = Verdict.NONE;
      verdict.why = Verdict.Why.FLOOR_ALONE;
    }
  }

  private boolean isBetter(int tier, int best) {
    double by = verdict.value[tier] - verdict.value[best];
    if (Math.abs(by) > EQUAL) {
      return by > 0;
    }
    double energy = verdict.expectedMicrojoules[tier] - verdict.expectedMicrojoules[best];
    return energy < 0
        || (energy == 0 && verdict.expectedMicroMoney[tier] < verdict.expectedMicroMoney[best]);
  }

  private void strict(Ask ask) {
    int best = Strict.best(ask.wish(), verdict);
    if (best == Verdict.NONE) {
      return;
    }
    verdict.worth = verdict.value[best];
    verdict.first = best == verdict.floor ? Verdict.NONE : best;
    verdict.why = best == verdict.floor ? Verdict.Why.FLOOR_ALONE : Verdict.Why.BEST;
  }

  /** Now and then asks a tier that nobody has seen for a minute, where nothing is at stake. */
  private void explore(Ask ask) {
    if (settings.explore() <= 0
        || ask.setting().band() != Band.NORMAL
        || Math.floorMod(mix(choices * GOLDEN + settings.seed()), settings.explore()) != 0) {
      return;
    }
    for (int tier = 0; tier < tiers.size(); tier++) {
      if (tier != verdict.floor
          && tier != verdict.first
          && tier != verdict.second
          && verdict.bars[tier] == Bar.NONE
          && verdict.ageNanos[tier] > STALE_NANOS
          && verdict.typicalNanos[tier] * SLACK <= Forecasts.left(ask)) {
        verdict.first = tier;
        verdict.second = Verdict.NONE;
        verdict.why = Verdict.Why.EXPLORED;
        return;
      }
    }
  }

  /** Holds an endpoint's breaker open while the probe that was chosen is on its way. */
  private void probe(Ask ask) {
    probe(verdict.first, ask);
    probe(verdict.second, ask);
  }

  private void probe(int tier, Ask ask) {
    if (tier == Verdict.NONE || !settings.hasBreaker()) {
      return;
    }
    Breaker breaker = breakers[tiers.get(tier).endpoint()][ask.setting().network()];
    if (breaker.state(ask.nowNanos()) == Breaker.State.HALF_OPEN) {
      long left = ask.limits().leftNanos();
      long back = left == Ask.UNLIMITED ? ask.nowNanos() : ask.nowNanos() + left;
      breaker.probing(ask.nowNanos(), back);
    }
  }

  private static long mix(long number) {
    long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
