package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import java.util.List;

/**
 * A tier that may serve a question. Immutable.
 *
 * @param tier its dotted name
 * @param model what serves it here; empty when nothing does
 * @param parts of the latency that vary, in nanoseconds
 * @param fixedNanos the part of the latency that the length of question and answer fixes
 * @param microwatts what it draws while it works
 * @param microMoney what the least answer costs, in millionths of the site's currency
 * @param against what keeps it from serving whatever the limits are, in words; empty for nothing
 * @param source where its figures come from
 * @param isRemote whether it lies off the robot: then one of the robot's own may answer beside it
 *     (M8)
 * @param tailMicrojoules what a radio costs after it was asked
 */
public record Option(
    String tier,
    String model,
    List<Distribution> parts,
    long fixedNanos,
    long microwatts,
    long microMoney,
    String against,
    String source,
    boolean isRemote,
    long tailMicrojoules) {
  public Option {
    parts = List.copyOf(parts);
  }

  /** A tier on the robot. */
  public Option(
      String tier,
      String model,
      List<Distribution> parts,
      long fixedNanos,
      long microwatts,
      long microMoney,
      String against,
      String source) {
    this(tier, model, parts, fixedNanos, microwatts, microMoney, against, source, false, 0);
  }

  /** Within which it answers with this probability: the parts' quantiles are added. */
  public long nanos(double probability) {
    long sum = fixedNanos;
    for (Distribution part : parts) {
      sum = Spread.sum(sum, part.quantile(probability));
    }
    return sum;
  }

  /** What one answer needs. */
  Need need() {
    long mean = fixedNanos;
    for (Distribution part : parts) {
      mean = Spread.sum(mean, part.mean());
    }
    Spread time = new Spread(nanos(0), mean, nanos(Limits.DEFAULT_QUANTILE), Spread.NONE);
    Spread power = Spread.constant(microwatts);
    return new Need(
        time,
        new Spread(
            Need.energy(microwatts, time.minimum()),
            Spread.sum(Need.energy(microwatts, time.expected()), tailMicrojoules),
            Spread.sum(Need.energy(microwatts, time.p95()), tailMicrojoules),
            Spread.NONE),
        power,
        tailMicrojoules,
        Need.energy(microwatts, time.minimum()));
  }
}
