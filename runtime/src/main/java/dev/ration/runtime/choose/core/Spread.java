package dev.ration.runtime.choose.core;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far a tier's latencies lie from the typical one before any was seen. Immutable.
 *
 * @param residuals each a multiple of what is typical; the first gives way first to what is seen
 * @param isOfBase whether only the time to the first token varies so, and the rest not at all
 * @param exact the multiple for any probability, for as long as nothing was seen; null where the
 *     residuals are all that is known
 */
public record Spread(
    List<Double> residuals, boolean isOfBase, @Nullable DoubleUnaryOperator exact) {
  public Spread {
    residuals = List.copyOf(residuals);
  }

  /** A few multiples of the whole latency. */
  public static Spread of(Double... residuals) {
    return new Spread(List.of(residuals), false, null);
  }

  /** Multiples of the time to the first token, drawn from what a profile says of it. */
  public static Spread ofBase(DoubleUnaryOperator exact) {
    Double[] drawn = new Double[Residuals.SIZE];
    for (int i = 0; i < drawn.length; i++) {
      // Backwards by its digits: whichever have given way, the rest is spread evenly.
      int place =
          Integer.reverse(i) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(drawn.length));
      drawn[i] = exact.applyAsDouble((place + 0.5) / drawn.length);
    }
    return new Spread(List.of(drawn), true, exact);
  }
}
