package dev.ration.runtime.choose.core;

import java.util.Arrays;

/**
 * What was weighed for one call and what was chosen. Owned by a {@link ChoiceCore}, which fills it
 * anew for each call; used by one thread at a time.
 */
public final class Verdict {
  /** No tier. */
  public static final int NONE = -1;

  private static final Bar[] ALL = Bar.values();
  private static final int BARS = ALL.length;

  /** Why a tier was taken. */
  public enum Why {
    /** No tier fits. */
    NOTHING_FITS,
    /** It was best by the wish. */
    BEST,
    /** The one before it was as good. */
    INCUMBENT,
    /** To see how it does by now. */
    EXPLORED,
    /** No other was worth its price. */
    FLOOR_ALONE
  }

  final double[] fixedNanos;
  final double[] typicalNanos;
  final double[] boundNanos;
  final double[] hardNanos;
  final double[] activeNanos;
  final double[] inTime;
  final double[] reserveMicrojoules;
  final double[] expectedMicrojoules;
  final double[] mostMicroMoney;
  final double[] expectedMicroMoney;
  final double[] quality;
  final double[] value;
  final boolean[] isQualityKnown;
  final boolean[] isGamble;
  final double[] needed;
  final double[] had;
  final int[] barred;
  final int[] floors;
  final long[] ageNanos;
  final int[] observed;
  final Bar[] bars;
  int first = NONE;
  int second = NONE;
  int floor = NONE;
  long delayNanos;
  double energyPrice;
  double moneyPrice;
  double worth;
  Why why = Why.NOTHING_FITS;

  Verdict(int tiers) {
    fixedNanos = new double[tiers];
    typicalNanos = new double[tiers];
    boundNanos = new double[tiers];
    hardNanos = new double[tiers];
    activeNanos = new double[tiers];
    inTime = new double[tiers];
    reserveMicrojoules = new double[tiers];
    expectedMicrojoules = new double[tiers];
    mostMicroMoney = new double[tiers];
    expectedMicroMoney = new double[tiers];
    quality = new double[tiers];
    value = new double[tiers];
    isQualityKnown = new boolean[tiers];
    isGamble = new boolean[tiers];
    needed = new double[tiers * BARS];
    had = new double[tiers * BARS];
    barred = new int[tiers];
    floors = new int[tiers];
    ageNanos = new long[tiers];
    observed = new int[tiers];
    bars = new Bar[tiers];
    Arrays.fill(bars, Bar.NONE);
  }

  void clear() {
    first = NONE;
    second = NONE;
    floor = NONE;
    delayNanos = 0;
    worth = 0;
    why = Why.NOTHING_FITS;
  }

  /** Takes back what was against a tier. */
  void accept(int tier) {
    bars[tier] = Bar.NONE;
    barred[tier] = 0;
    floors[tier] = NONE;
  }

  /** Notes something that is against a tier; the first counts most. */
  void refuse(int tier, Bar bar, double need, double have) {
    if (bars[tier] == Bar.NONE) {
      bars[tier] = bar;
    }
    barred[tier] |= 1 << bar.ordinal();
    needed[tier * BARS + bar.ordinal()] = need;
    had[tier * BARS + bar.ordinal()] = have;
  }

  /** How many tiers there are. */
  public int size() {
    return bars.length;
  }

  /** The tier to start at once; {@link #NONE} when only the floor runs or nothing fits. */
  public int first() {
    return first;
  }

  /** The tier to start after {@link #delayNanos}, unless the first has answered; or NONE. */
  public int second() {
    return second;
  }

  /** The tier whose answer counts when no better one is in time; or NONE. */
  public int floor() {
    return floor;
  }

  /** After which the second tier starts. */
  public long delayNanos() {
    return delayNanos;
  }

  /** Why it came out so. */
  public Why why() {
    return why;
  }

  /** What keeps a tier from serving. */
  public Bar bar(int tier) {
    return bars[tier];
  }

  /** Whether that keeps it from serving, too. */
  public boolean isBarred(int tier, Bar bar) {
    return (barred[tier] & 1 << bar.ordinal()) != 0;
  }

  /** What the tier would need of what refused it first. */
  public double needed(int tier) {
    return needed(tier, bars[tier]);
  }

  /** What there was of it. */
  public double had(int tier) {
    return had(tier, bars[tier]);
  }

  /** What the tier would need of something that refused it. */
  public double needed(int tier, Bar bar) {
    return isBarred(tier, bar) ? needed[tier * BARS + bar.ordinal()] : 0;
  }

  /** What there was of it. */
  public double had(int tier, Bar bar) {
    return isBarred(tier, bar) ? had[tier * BARS + bar.ordinal()] : 0;
  }

  /** Whether its bound on the latency is later than the cut, so that it may be too late. */
  public boolean isGamble(int tier) {
    return isGamble[tier];
  }

  /** Within which it answers half of the time. */
  public double typicalNanos(int tier) {
    return typicalNanos[tier];
  }

  /** Within which it answers with the probability asked for, however long the answer. */
  public double boundNanos(int tier) {
    return boundNanos[tier];
  }

  /** Within which 99 of 100 answer, however long the answer. */
  public double hardNanos(int tier) {
    return hardNanos[tier];
  }

  /** With which probability it answers before the cut. */
  public double inTime(int tier) {
    return inTime[tier];
  }

  /** What is to be set aside for it. */
  public double reserveMicrojoules(int tier) {
    return reserveMicrojoules[tier];
  }

  /** What it will probably use. */
  public double expectedMicrojoules(int tier) {
    return expectedMicrojoules[tier];
  }

  /** What it costs at most, in millionths. */
  public double mostMicroMoney(int tier) {
    return mostMicroMoney[tier];
  }

  /** What it will probably cost, in millionths. */
  public double expectedMicroMoney(int tier) {
    return expectedMicroMoney[tier];
  }

  /** What share of its answers is right, 0 to 1. */
  public double quality(int tier) {
    return quality[tier];
  }

  /** Whether a profile or a check has said anything of its quality. */
  public boolean isQualityKnown(int tier) {
    return isQualityKnown[tier];
  }

  /** What it is worth at the present prices; meaningful for tiers that may serve. */
  public double value(int tier) {
    return value[tier];
  }

  /** How many observed attempts stand behind its latency. */
  public int observed(int tier) {
    return observed[tier];
  }

  /** What a microjoule is worth. */
  public double energyPrice() {
    return energyPrice;
  }

  /** What a millionth of money is worth. */
  public double moneyPrice() {
    return moneyPrice;
  }

  /** What the choice is worth. */
  public double worth() {
    return worth;
  }
}
