package dev.ration.connect.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * A logistic regression by Newton's method, with a mild pull of every weight towards zero on
 * features brought to mean 0 and deviation 1. Stateless.
 */
final class LogisticFit {
  private static final int STEPS = 50;
  private static final double PULL = 1.0;

  private LogisticFit() {}

  /** One observation. */
  @SuppressWarnings("ArrayRecordComponent")
  record Case(double[] features, boolean isRight) {}

  /** Returns the bias and then a weight for each feature, in the features' own units. */
  static double[] fit(List<Case> cases) {
    var width = cases.getFirst().features().length;
    var mean = new double[width];
    var deviation = new double[width];
    for (var i = 0; i < width; i++) {
      var feature = i;
      var centre = cases.stream().mapToDouble(c -> c.features()[feature]).average().orElseThrow();
      mean[i] = centre;
      deviation[i] =
          Math.sqrt(
              cases.stream()
                  .mapToDouble(c -> Math.pow(c.features()[feature] - centre, 2))
                  .average()
                  .orElseThrow());
    }
    var weights = new double[width + 1];
    for (var step = 0; step < STEPS; step++) {
      newton(cases, mean, deviation, weights);
    }
    var result = new double[width + 1];
    result[0] = weights[0];
    for (var i = 0; i < width; i++) {
      result[i + 1] = weights[i + 1] / deviation[i];
      result[0] -= result[i + 1] * mean[i];
    }
    return result;
  }

  private static void newton(
      List<Case> cases, double[] mean, double[] deviation, double[] weights) {
    var size = weights.length;
    var slope = new double[size];
    var curve = new double[size][size];
    for (var i = 1; i < size; i++) {
      slope[i] = PULL * weights[i];
      curve[i][i] = PULL;
    }
    for (var c : cases) {
      var x = new double[size];
      x[0] = 1;
      for (var i = 1; i < size; i++) {
        x[i] = (c.features()[i - 1] - mean[i - 1]) / deviation[i - 1];
      }
      var odds = 0.0;
      for (var i = 0; i < size; i++) {
        odds += weights[i] * x[i];
      }
      var p = 1 / (1 + Math.exp(-odds));
      for (var i = 0; i < size; i++) {
        slope[i] += (p - (c.isRight() ? 1 : 0)) * x[i];
        for (var j = 0; j < size; j++) {
          curve[i][j] += p * (1 - p) * x[i] * x[j];
        }
      }
    }
    var step = solve(curve, slope);
    Arrays.setAll(weights, i -> weights[i] - step[i]);
  }

  /** Solves a small positive definite system by elimination. */
  private static double[] solve(double[][] matrix, double[] right) {
    var size = right.length;
    for (var pivot = 0; pivot < size; pivot++) {
      for (var row = pivot + 1; row < size; row++) {
        var factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (var column = pivot; column < size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        right[row] -= factor * right[pivot];
      }
    }
    for (var row = size - 1; row >= 0; row--) {
      for (var column = row + 1; column < size; column++) {
        right[row] -= matrix[row][column] * right[column];
      }
      right[row] /= matrix[row][row];
    }
    return right;
  }
}
