package dev.ration.runtime.choose;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a call takes by its profiles: parts that vary, and a part that the number of tokens and
 * bytes fixes; in nanoseconds. Immutable.
 */
record LatencyModel(List<Distribution> parts, long fixedNanos) {
  private static final double SECOND = 1e9;

  LatencyModel {
    parts = List.copyOf(parts);
  }

  /** The latency of one call; {@code link} counts for models off the robot only. */
  static LatencyModel of(ModelProfile model, @Nullable LinkProfile link, CallSize size) {
    List<Distribution> parts = new ArrayList<>();
    double fixed = 0;
    Figure<Distribution> whole = model.latency();
    if (whole != null) {
      parts.add(whole.value());
    } else {
      Figure<Distribution> first = model.firstToken();
      if (first != null) {
        parts.add(first.value());
      }
      fixed += seconds(size.inputTokens(), model.prefill());
      fixed += seconds(size.outputTokens(), model.decode());
    }
    if (link != null) {
      parts.add(link.roundTrip().value());
      Figure<Long> up = link.up();
      if (up != null && up.value() > 0) {
        fixed += size.bytes() * 8.0 / up.value();
      }
    }
    return new LatencyModel(parts, Math.round(fixed * SECOND));
  }

  private static double seconds(long tokens, @Nullable Figure<Rate> rate) {
    return rate == null ? 0 : tokens / rate.value().perUnit();
  }

  /**
   * Within which it answers with probability {@code p}. The parts' quantiles are added, which is
   * never too short for parts that are slow together.
   */
  long quantile(double p) {
    long sum = fixedNanos;
    for (Distribution part : parts) {
      sum = Math.addExact(sum, part.quantile(p));
    }
    return sum;
  }

  /** One latency, drawn part by part. */
  long draw(RandomGenerator random) {
    long sum = fixedNanos;
    for (Distribution part : parts) {
      sum = Math.addExact(sum, part.quantile(random.nextDouble()));
    }
    return sum;
  }
}
