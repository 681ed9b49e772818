package dev.ration.runtime.energy;

import dev.ration.runtime.energy.Attribution.Stretch;
import dev.ration.runtime.energy.Attribution.Use;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * How much more or less than its profile says each class of resource draws, 0 or more. Immutable.
 *
 * @param cpu 1 where the profile is right
 */
public record ClassWeights(double cpu, double gpu, double radio, double body) {
  /** What the profile says. */
  public static final ClassWeights PROFILE = new ClassWeights(1, 1, 1, 1);

  static final int CLASSES = 4;

  /** How strongly the fit is drawn toward the profile, as a share of what was seen of a class. */
  private static final double RIDGE = 0.01;

  /** Keeps the fit of a class that was never seen at 1. */
  private static final double UNSEEN = 1e-9;

  /** What a use weighs; figures for comparing, in millionths of a microjoule. */
  BigInteger of(Use use) {
    return scaled(use.cpu(), cpu)
        .add(scaled(use.gpu(), gpu))
        .add(scaled(use.radio(), radio))
        .add(scaled(use.body(), body));
  }

  private static BigInteger scaled(long microjoules, double weight) {
    return new BigDecimal(weight)
        .movePointRight(6)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigInteger()
        .multiply(BigInteger.valueOf(microjoules));
  }

  /**
   * The least squares over some stretches under the condition that no weight is negative. With four
   * classes each of the fifteen sets of weights that may be above 0 is solved; the best one that
   * keeps the condition is the answer, for the problem is strictly convex.
   */
  static ClassWeights fitted(Collection<Stretch> stretches) {
    double[][] gram = new double[CLASSES][CLASSES];
    double[] right = new double[CLASSES];
    for (Stretch one : stretches) {
      double[] x = one.byProfile();
      for (int i = 0; i < CLASSES; i++) {
        right[i] += x[i] * one.active();
        for (int j = 0; j < CLASSES; j++) {
          gram[i][j] += x[i] * x[j];
        }
      }
    }
    for (int i = 0; i < CLASSES; i++) {
      double ridge = RIDGE * gram[i][i] + UNSEEN;
      gram[i][i] += ridge;
      right[i] += ridge;
    }
    double[] best = nonNegative(gram, right);
    return new ClassWeights(best[0], best[1], best[2], best[3]);
  }

  /** Minimises {@code k A k - 2 b k} over {@code k >= 0}, for a positive definite A. */
  static double[] nonNegative(double[][] gram, double[] right) {
    double[] best = new double[CLASSES];
    double least = 0;
    for (int support = 1; support < 1 << CLASSES; support++) {
      double[] found = solved(gram, right, support);
      double value = value(gram, right, found);
      if (isAtLeastZero(found) && value < least) {
        least = value;
        best = found;
      }
    }
    return best;
  }

  private static boolean isAtLeastZero(double[] weights) {
    for (double weight : weights) {
      if (!(weight >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static double value(double[][] gram, double[] right, double[] weights) {
    double sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum -= 2 * right[i] * weights[i];
      for (int j = 0; j < CLASSES; j++) {
        sum += weights[i] * gram[i][j] * weights[j];
      }
    }
    return sum;
  }

  /** Solves the rows and columns of a support; the other weights are 0. Elimination, no pivots. */
  private static double[] solved(double[][] gram, double[] right, int support) {
    double[][] rows = new double[CLASSES][];
    for (int i = 0; i < CLASSES; i++) {
      rows[i] = new double[CLASSES + 1];
      boolean isIn = (support >> i & 1) == 1;
      for (int j = 0; j < CLASSES; j++) {
        rows[i][j] = isIn && (support >> j & 1) == 1 ? gram[i][j] : i == j ? 1 : 0;
      }
      rows[i][CLASSES] = isIn ? right[i] : 0;
    }
    for (int pivot = 0; pivot < CLASSES; pivot++) {
      for (int i = pivot + 1; i < CLASSES; i++) {
        double factor = rows[i][pivot] / rows[pivot][pivot];
        for (int j = pivot; j <= CLASSES; j++) {
          rows[i][j] -= factor * rows[pivot][j];
        }
      }
    }
    double[] weights = new double[CLASSES];
    for (int i = CLASSES - 1; i >= 0; i--) {
      double sum = rows[i][CLASSES];
      for (int j = i + 1; j < CLASSES; j++) {
        sum -= rows[i][j] * weights[j];
      }
      weights[i] = sum / rows[i][i];
    }
    return weights;
  }
}
