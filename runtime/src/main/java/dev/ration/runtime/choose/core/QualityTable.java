package dev.ration.runtime.choose.core;

import java.util.Arrays;

/**
 * What share of a tier's answers is right, for each kind of call: counts of right and wrong ones
 * that begin with the profile and learn from checks. Used by one thread at a time.
 */
public final class QualityTable {
  /** How many answers a figure stands for at most. */
  public static final double MOST = 50;

  /** How many answers a profile's figure stands for. */
  public static final double PROFILE = 10;

  private static final double PER_DAY = 0.99;
  private static final double DAY_NANOS = 86_400e9;
  private static final long NEVER = Long.MIN_VALUE;

  private final double[] profile;
  private final double[][] shares;
  private final double[][] answers;
  private final long[][] lastNanos;

  /**
   * Begins with what the profiles say.
   *
   * @param profile the share of each tier; not a number where nobody has stated one
   */
  QualityTable(int kinds, double[] profile) {
    this.profile = profile.clone();
    shares = new double[profile.length][0];
    answers = new double[profile.length][0];
    lastNanos = new long[profile.length][0];
    grow(kinds);
  }

  /**
   * The answers behind one figure.
   *
   * @param share of them that are right
   * @param answers how many, faded ones in parts
   * @param lastNanos when the last was checked
   */
  public record Counts(double share, double answers, long lastNanos) {}

  /** Makes room for more kinds of call. */
  void grow(int kinds) {
    for (int tier = 0; tier < profile.length; tier++) {
      int known = shares[tier].length;
      shares[tier] = Arrays.copyOf(shares[tier], kinds);
      answers[tier] = Arrays.copyOf(answers[tier], kinds);
      lastNanos[tier] = Arrays.copyOf(lastNanos[tier], kinds);
      for (int kind = known; kind < kinds; kind++) {
        lastNanos[tier][kind] = NEVER;
        if (!Double.isNaN(profile[tier])) {
          know(tier, kind, profile[tier], PROFILE);
        }
      }
    }
  }

  /** Sets what is known beforehand: a share, and the number of answers it stands for. */
  void know(int tier, int kind, double share, double count) {
    shares[tier][kind] = share;
    answers[tier][kind] = Math.min(MOST, count);
  }

  /** Learns from one declared check. */
  void checked(int tier, int kind, boolean isRight, long nowNanos) {
    if (!isKnown(tier, kind)) {
      // One answer of each sort: the first check must not settle it.
      know(tier, kind, 0.5, 2);
    }
    double keep = 1;
    if (lastNanos[tier][kind] != NEVER) {
      keep = StrictMath.pow(PER_DAY, Math.max(0, nowNanos - lastNanos[tier][kind]) / DAY_NANOS);
    }
    lastNanos[tier][kind] = nowNanos;
    double before = answers[tier][kind] * keep;
    double right = shares[tier][kind] * before + (isRight ? 1 : 0);
    shares[tier][kind] = right / (before + 1);
    answers[tier][kind] = Math.min(MOST, before + 1);
  }

  /** Whether a profile or a check has said anything. */
  boolean isKnown(int tier, int kind) {
    return answers[tier][kind] > 0;
  }

  /** The share of right answers to expect; 0 where nobody knows. */
  double share(int tier, int kind) {
    return isKnown(tier, kind) ? shares[tier][kind] : 0;
  }

  Counts counts(int tier, int kind) {
    return new Counts(shares[tier][kind], answers[tier][kind], lastNanos[tier][kind]);
  }

  void restore(int tier, int kind, Counts counts) {
    shares[tier][kind] = counts.share();
    answers[tier][kind] = counts.answers();
    lastNanos[tier][kind] = counts.lastNanos();
  }
}
