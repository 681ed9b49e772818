package dev.ration.connect.onnx;

import java.io.IOException;
import java.util.Properties;

/**
 * How probable it is that a choice is right, for one model: a logistic function of how near the
 * text is to the option chosen, to the next best option and to other matters altogether.
 *
 * <p>Immutable. The figures are fitted to texts whose answers are known, a good part of them about
 * none of the options; method and command are in docs/benchmarks.md.
 *
 * @param bias the log odds of a choice of which nothing is known
 * @param similarity weight of {@link Signs#similarity}
 * @param fit weight of {@link Signs#fit}
 * @param lead weight of {@link Signs#lead}
 * @param apart weight of {@link Signs#apart}
 * @param resemblance the similarity from which a background text means the same as an anchor
 */
record Confidence(
    double bias, double similarity, double fit, double lead, double apart, double resemblance) {
  /**
   * What a choice looked like.
   *
   * @param similarity of the text to the option chosen, -1 to 1
   * @param fit the same beyond what the crowding around text and option explains
   * @param lead of that fit over the next best option's; as {@code apart} where there is no other
   * @param apart how much nearer the option is than the background
   */
  record Signs(double similarity, double fit, double lead, double apart) {}

  static Confidence of(Weights weights) throws IOException {
    var figures = weights.confidence();
    return new Confidence(
        figure(figures, "bias"),
        figure(figures, "similarity"),
        figure(figures, "fit"),
        figure(figures, "lead"),
        figure(figures, "apart"),
        figure(figures, "resemblance"));
  }

  private static double figure(Properties figures, String name) throws IOException {
    var text = figures.getProperty(name);
    if (text == null) {
      throw new IOException("the confidence figures have no " + name);
    }
    return Double.parseDouble(text);
  }

  /** The probability that the choice is right, 0 to 1. */
  double of(Signs signs) {
    var odds =
        bias
            + similarity * signs.similarity()
            + fit * signs.fit()
            + lead * signs.lead()
            + apart * signs.apart();
    return 1 / (1 + Math.exp(-odds));
  }
}
