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
  private final double[][] right;
  private final double[][] wrong;
  private final long[][] lastNanos;

  /**
   * Begins with what the profiles say.
   *
   * @param profile the share of each tier; not a number where nobody has stated one
   */
  QualityTable(int kinds, double[] profile) {
    this.profile = profile.clone();
    right = new double[profile.length][0];
    wrong = new double[profile.length][0];
    lastNanos = new long[profile.length][0];
    grow(kinds);
  }

  /**
   * The answers behind one figure.
   *
   * @param right how many of them, faded ones in parts
   * @param lastNanos when the last was checked
   */
  public record Counts(double right, double wrong, long lastNanos) {}

  /** Makes room for more kinds of call. */
  void grow(int kinds) {
    for (int tier = 0; tier < profile.length; tier++) {
      int known = right[tier].length;
      right[tier] = Arrays.copyOf(right[tier], kinds);
      wrong[tier] = Arrays.copyOf(wrong[tier], kinds);
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
  void know(int tier, int kind, double share, double answers) {
    double count = Math.min(MOST, answers);
    right[tier][kind] = share * count;
    wrong[tier][kind] = (1 - share) * count;
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
    right[tier][kind] = right[tier][kind] * keep + (isRight ? 1 : 0);
    wrong[tier][kind] = wrong[tier][kind] * keep + (isRight ? 0 : 1);
    double count = right[tier][kind] + wrong[tier][kind];
    if (count > MOST) {
      right[tier][kind] *= MOST / count;
      wrong[tier][kind] *= MOST / count;
    }
  }

  /** Whether a profile or a check has said anything. */
  boolean isKnown(int tier, int kind) {
    return right[tier][kind] + wrong[tier][kind] > 0;
  }

  /** The share of right answers to expect; 0 where nobody knows. */
  double share(int tier, int kind) {
    double count = right[tier][kind] + wrong[tier][kind];
    return count == 0 ? 0 : right[tier][kind] / count;
  }

  Counts counts(int tier, int kind) {
    return new Counts(right[tier][kind], wrong[tier][kind], lastNanos[tier][kind]);
  }

  void restore(int tier, int kind, Counts counts) {
    right[tier][kind] = counts.right();
    wrong[tier][kind] = counts.wrong();
    lastNanos[tier][kind] = counts.lastNanos();
  }
}
