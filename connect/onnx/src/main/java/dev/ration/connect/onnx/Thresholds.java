package dev.ration.connect.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * When the smaller model's word stands, for a share of wrong ones that a site puts up with.
 *
 * <p>Immutable. Made by RefitConfidence from the calibration texts, each field with the confidence
 * fitted to the others; docs/benchmarks.md says what they do on held-out texts, and that these were
 * seen while the cascade was designed.
 *
 * @param accept the confidence from which its answer stands
 * @param dismiss the confidence up to which none of the options is meant, so that the larger one
 *     would not be sure of anything either
 */
record Thresholds(double accept, double dismiss) {
  /** Shares in percent that the table has a row for. */
  static final List<Integer> PERCENTS = List.of(2, 5, 10);

  /** What a site that says nothing gets. */
  static final int USUAL_PERCENT = 5;

  /** The row for a share in percent; empty where there is none. */
  static Optional<Thresholds> of(int percent) throws IOException {
    if (!PERCENTS.contains(percent)) {
      return Optional.empty();
    }
    var table = table();
    return Optional.of(
        new Thresholds(figure(table, "accept." + percent), figure(table, "dismiss." + percent)));
  }

  /** Whether the larger model is to be asked. */
  boolean isUnsure(double confidence) {
    return confidence < accept && confidence > dismiss;
  }

  private static Properties table() throws IOException {
    try (var in = Thresholds.class.getResourceAsStream("cascade.properties")) {
      if (in == null) {
        throw new FileNotFoundException("no cascade.properties on the class path");
      }
      var table = new Properties();
      table.load(in);
      return table;
    }
  }

  private static double figure(Properties table, String name) throws IOException {
    var text = table.getProperty(name);
    if (text == null) {
      throw new IOException("the thresholds have no " + name);
    }
    return Double.parseDouble(text);
  }
}
