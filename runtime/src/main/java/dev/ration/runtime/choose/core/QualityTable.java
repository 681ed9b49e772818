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

  private final int kinds;
  private final double[] right;
  private final double[] wrong;
  private final long[] lastNanos;

  QualityTable(int kinds, double[] profile) {
    this.kinds = kinds;
    int cells = kinds * profile.length;
    right = new double[cells];
    wrong = new double[cells];
    lastNanos = new long[cells];
    Arrays.fill(lastNanos, NEVER);
    for (int tier = 0; tier < profile.length; tier++) {
      for (int kind = 0; kind < kinds; kind++) {
        know(tier, kind, profile[tier], PROFILE);
      }
    }
  }

  /** Sets what is known beforehand: a share, and the number of answers it stands for. */
  void know(int tier, int kind, double share, double answers) {
    double count = Math.min(MOST, answers);
    right[tier * kinds + kind] = share * count;
    wrong[tier * kinds + kind] = (1 - share) * count;
  }

  /** Learns from one declared check. */
  void checked(int tier, int kind, boolean isRight, long nowNanos) {
    int cell = tier * kinds + kind;
    double keep = 1;
    if (lastNanos[cell] != NEVER) {
      keep = Math.pow(PER_DAY, Math.max(0, nowNanos - lastNanos[cell]) / DAY_NANOS);
    }
    lastNanos[cell] = nowNanos;
    right[cell] = right[cell] * keep + (isRight ? 1 : 0);
    wrong[cell] = wrong[cell] * keep + (isRight ? 0 : 1);
    double count = right[cell] + wrong[cell];
    if (count > MOST) {
      right[cell] *= MOST / count;
      wrong[cell] *= MOST / count;
    }
  }

  /** The share of right answers to expect. */
  double share(int tier, int kind) {
    int cell = tier * kinds + kind;
    double count = right[cell] + wrong[cell];
    return count == 0 ? 0 : right[cell] / count;
  }
}
