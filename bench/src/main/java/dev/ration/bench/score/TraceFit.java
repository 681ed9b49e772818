package dev.ration.bench.score;

import java.util.Arrays;
import java.util.Locale;

/** Fits the few figures from which {@link SyntheticTraces} draws; no row of a trace is kept. */
final class TraceFit {
  private static final int BLOCK = 100;
  private static final double ROBUST = 1.4826;
  private static final double OUTLYING = 3;

  private final Traces traces;
  private final StringBuilder text = new StringBuilder();

  private TraceFit(Traces traces) {
    this.traces = traces;
  }

  /** The figures as properties. */
  static String of(Traces traces) {
    TraceFit fit = new TraceFit(traces);
    fit.tokens();
    fit.quality();
    fit.link();
    return fit.text.toString();
  }

  private void put(String name, double... values) {
    text.append(name).append(" =");
    for (double value : values) {
      text.append(' ').append(String.format(Locale.ROOT, "%.5g", value));
    }
    text.append('\n');
  }

  private void tokens() {
    put("tokens.input", quantiles(traces.input()));
    put("tokens.output", quantiles(traces.output()));
    put("tokens.together", correlation(ranks(traces.input()), ranks(traces.output())));
  }

  private static double[] quantiles(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] quantiles = new double[SyntheticTraces.QUANTILES];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] =
          sorted[(int) Math.round((double) i / (quantiles.length - 1) * (sorted.length - 1))];
    }
    return quantiles;
  }

  private static double[] ranks(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Arrays.binarySearch(sorted, values[i]);
    }
    return ranks;
  }

  private static double correlation(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private void quality() {
    int subjects = traces.subjects();
    double[] count = new double[subjects];
    double[] small = new double[subjects];
    double[] large = new double[subjects];
    for (int i = 0; i < traces.subject().length; i++) {
      int of = traces.subject()[i];
      count[of]++;
      small[of] += traces.small()[i] ? 1 : 0;
      large[of] += traces.large()[i] ? 1 : 0;
    }
    double together = together(small, large, count);
    double[] x = new double[subjects];
    double[] y = new double[subjects];
    double noiseX = 0;
    double noiseY = 0;
    for (int of = 0; of < subjects; of++) {
      double s = (small[of] + 1) / (count[of] + 2);
      double l = (large[of] + 1) / (count[of] + 2);
      x[of] = logit(s);
      y[of] = logit(l);
      // What a share of few questions scatters by is not what subjects differ by.
      noiseX += 1 / (count[of] * s * (1 - s)) / subjects;
      noiseY += 1 / (count[of] * l * (1 - l)) / subjects;
    }
    double varianceX = deviation(x) * deviation(x) - noiseX;
    double covariance =
        correlation(x, y) * deviation(x) * deviation(y) - together * Math.sqrt(noiseX * noiseY);
    double slope = covariance / varianceX;
    double rest = deviation(y) * deviation(y) - noiseY - slope * covariance;
    put("quality.subjects", subjects);
    put("quality.rows", traces.subject().length);
    put("quality.sizes", quantiles(Arrays.stream(count).mapToInt(n -> (int) n).toArray()));
    put("quality.small", mean(x), Math.sqrt(varianceX));
    put("quality.large", mean(y), slope, Math.sqrt(Math.max(0, rest)));
    put("quality.together", together);
  }

  /** How far right answers of the two models go together within a subject. */
  private double together(double[] small, double[] large, double[] count) {
    double both = 0;
    double spread = 0;
    for (int i = 0; i < traces.subject().length; i++) {
      int of = traces.subject()[i];
      double s = small[of] / count[of];
      double l = large[of] / count[of];
      both += ((traces.small()[i] ? 1 : 0) - s) * ((traces.large()[i] ? 1 : 0) - l);
      spread += Math.sqrt(s * (1 - s) * l * (1 - l));
    }
    return both / spread;
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }

  private void link() {
    double[] trips = traces.roundTrips();
    int outages = 0;
    int begun = 0;
    for (int i = 0; i < trips.length; i++) {
      if (Double.isNaN(trips[i])) {
        outages++;
        begun += i == 0 || !Double.isNaN(trips[i - 1]) ? 1 : 0;
      }
    }
    put("link.rows", trips.length);
    put("link.outage", (double) begun / (trips.length - outages), (double) outages / begun);
    double[] logs = Arrays.stream(trips).filter(v -> !Double.isNaN(v)).map(Math::log).toArray();
    int blocks = logs.length / BLOCK;
    double[] levels = new double[blocks];
    double[] off = new double[blocks * BLOCK];
    for (int block = 0; block < blocks; block++) {
      double[] part = Arrays.copyOfRange(logs, block * BLOCK, (block + 1) * BLOCK);
      levels[block] = median(part);
      for (int i = 0; i < BLOCK; i++) {
        off[block * BLOCK + i] = part[i] - levels[block];
      }
    }
    put("link.level", mean(levels), deviation(levels));
    noise(off);
  }

  private void noise(double[] off) {
    double usual = ROBUST * median(Arrays.stream(off).map(Math::abs).toArray());
    double[] calm =
        Arrays.stream(off).map(v -> Math.clamp(v, -OUTLYING * usual, OUTLYING * usual)).toArray();
    double follow =
        correlation(Arrays.copyOf(calm, calm.length - 1), Arrays.copyOfRange(calm, 1, calm.length));
    double[] excess =
        Arrays.stream(off)
            .filter(v -> v > OUTLYING * usual)
            .map(v -> v - OUTLYING * usual)
            .toArray();
    put("link.noise", usual, follow);
    put("link.spike", (double) excess.length / off.length, mean(excess));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
