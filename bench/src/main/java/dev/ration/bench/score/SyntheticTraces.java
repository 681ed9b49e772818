package dev.ration.bench.score;

import java.util.Arrays;
import java.util.Properties;
import java.util.Random;

/** Traces drawn from figures that were fitted to measured ones. */
final class SyntheticTraces {
  /** How many quantiles describe a number of tokens. */
  static final int QUANTILES = 21;

  private static final int TOKENS = 8_000;
  private static final int BLOCK = 100;
  private static final double OUTLYING = 3;

  private final Properties figures = World.read("traces.properties");
  private final Random random;

  private SyntheticTraces(long seed) {
    random = new Random(seed);
  }

  /** The same seed gives the same traces. */
  static Traces draw(long seed) {
    return new SyntheticTraces(seed).draw();
  }

  private Traces draw() {
    int[] input = new int[TOKENS];
    int[] output = new int[TOKENS];
    double[] reads = all("tokens.input");
    double[] writes = all("tokens.output");
    double together = figure("tokens.together");
    for (int i = 0; i < TOKENS; i++) {
      double read = random.nextGaussian();
      double write = together * read + Math.sqrt(1 - together * together) * random.nextGaussian();
      input[i] = (int) Math.round(at(reads, normal(read)));
      output[i] = (int) Math.round(at(writes, normal(write)));
    }
    int subjects = (int) figure("quality.subjects");
    int[] sizes = sizes(subjects);
    int rows = Arrays.stream(sizes).sum();
    int[] subject = new int[rows];
    boolean[] small = new boolean[rows];
    boolean[] large = new boolean[rows];
    int row = 0;
    for (int of = 0; of < subjects; of++) {
      Arrays.fill(subject, row, row + sizes[of], of);
      row += sizes[of];
    }
    questions(subjects, subject, small, large);
    return new Traces("synthetic", input, output, link(), subjects, subject, small, large);
  }

  /** How many questions each subject has, spread as in the measured trace. */
  private int[] sizes(int subjects) {
    int[] sizes = new int[subjects];
    for (int of = 0; of < subjects; of++) {
      sizes[of] = (int) Math.round(at(all("quality.sizes"), (of + 0.5) / subjects));
    }
    return sizes;
  }

  private double[] all(String name) {
    return World.all(figures, name);
  }

  private double figure(String name) {
    return all(name)[0];
  }

  private static double at(double[] quantiles, double p) {
    double place = p * (quantiles.length - 1);
    int low = Math.min(quantiles.length - 2, (int) place);
    return quantiles[low] + (place - low) * (quantiles[low + 1] - quantiles[low]);
  }

  /** The share of a normal distribution below a value, by the logistic that resembles it. */
  private static double normal(double value) {
    return logistic(1.5976 * value + 0.07056 * value * value * value);
  }

  private static double logistic(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  private void questions(int subjects, int[] subject, boolean[] small, boolean[] large) {
    double[] of = all("quality.small");
    double[] ofLarge = all("quality.large");
    double together = figure("quality.together");
    double[] s = new double[subjects];
    double[] l = new double[subjects];
    for (int i = 0; i < subjects; i++) {
      double off = of[1] * random.nextGaussian();
      s[i] = logistic(of[0] + off);
      l[i] = logistic(ofLarge[0] + ofLarge[1] * off + ofLarge[2] * random.nextGaussian());
    }
    for (int row = 0; row < subject.length; row++) {
      int i = subject[row];
      small[row] = random.nextDouble() < s[i];
      double shift = together * Math.sqrt(s[i] * (1 - s[i]) * l[i] * (1 - l[i]));
      double right = small[row] ? l[i] + shift / s[i] : l[i] - shift / (1 - s[i]);
      large[row] = random.nextDouble() < right;
    }
  }

  private double[] link() {
    double[] trips = new double[(int) figure("link.rows")];
    double[] level = all("link.level");
    double[] noise = all("link.noise");
    double[] spike = all("link.spike");
    double[] outage = all("link.outage");
    boolean isOut = false;
    double here = 0;
    double off = 0;
    for (int i = 0; i < trips.length; i++) {
      if (i % BLOCK == 0) {
        here = level[0] + level[1] * random.nextGaussian();
      }
      off = noise[1] * off + Math.sqrt(1 - noise[1] * noise[1]) * noise[0] * random.nextGaussian();
      double extra =
          random.nextDouble() < spike[0]
              ? OUTLYING * noise[0] - spike[1] * Math.log(1 - random.nextDouble())
              : 0;
      isOut = random.nextDouble() < (isOut ? 1 - 1 / outage[1] : outage[0]);
      trips[i] = isOut ? Double.NaN : Math.exp(here + off + extra);
    }
    return trips;
  }

  /** A link whose round trips treble for good in the middle, for coverage. */
  static double[] shifting(long seed, int rows) {
    Random random = new Random(seed);
    double[] trips = new double[rows];
    for (int i = 0; i < rows; i++) {
      double level = i < rows / 2 ? 60 : 180;
      double extra = random.nextDouble() < 0.02 ? 1 - Math.log(1 - random.nextDouble()) : 0;
      trips[i] = level * Math.exp(0.15 * random.nextGaussian() + extra);
    }
    return trips;
  }
}
