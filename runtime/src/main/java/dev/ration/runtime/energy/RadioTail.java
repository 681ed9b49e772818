package dev.ration.runtime.energy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who pays for a radio that stays awake after it was used: at each instant in equal shares those
 * whose tails overlap there, which is their Shapley value. Immutable.
 *
 * @param microwatts what the awake radio draws
 * @param nanos how long it stays awake after its last use
 */
public record RadioTail(long microwatts, long nanos) {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

  public RadioTail {
    if (microwatts < 0 || nanos < 0) {
      throw new IllegalArgumentException("a tail is negative");
    }
  }

  /** A request that held the radio, from its first to its last byte. */
  public record Sending(long fromNanos, long toNanos) {
    public Sending {
      if (toNanos < fromNanos) {
        throw new IllegalArgumentException("a request ends before it begins");
      }
    }
  }

  /** What each request pays of the tails, in microjoules; in all, what the tails cost. */
  public List<Long> shares(List<Sending> sendings) {
    long[] shares = new long[sendings.size()];
    BigInteger drawn = BigInteger.ZERO;
    List<Long> edges = edges(sendings);
    for (int i = 1; i < edges.size(); i++) {
      List<Integer> payers = payers(sendings, edges.get(i - 1));
      if (!payers.isEmpty()) {
        BigInteger more =
            BigInteger.valueOf(microwatts)
                .multiply(BigInteger.valueOf(edges.get(i) - edges.get(i - 1)));
        long before = drawn.divide(SECOND).longValueExact();
        drawn = drawn.add(more);
        divide(drawn.divide(SECOND).longValueExact() - before, payers, shares);
      }
    }
    List<Long> result = new ArrayList<>();
    for (long share : shares) {
      result.add(share);
    }
    return result;
  }

  private List<Long> edges(List<Sending> sendings) {
    TreeSet<Long> edges = new TreeSet<>();
    for (Sending one : sendings) {
      edges.add(one.fromNanos());
      edges.add(one.toNanos());
      edges.add(Math.addExact(one.toNanos(), nanos));
    }
    return List.copyOf(edges);
  }

  /** Those whose tail lasts at an instant; nobody while somebody sends, who pays for it alone. */
  private List<Integer> payers(List<Sending> sendings, long instant) {
    List<Integer> payers = new ArrayList<>();
    for (int i = 0; i < sendings.size(); i++) {
      Sending one = sendings.get(i);
      if (one.fromNanos() <= instant && instant < one.toNanos()) {
        return List.of();
      }
      if (one.toNanos() <= instant && instant < one.toNanos() + nanos) {
        payers.add(i);
      }
    }
    return payers;
  }

  private static void divide(long microjoules, List<Integer> payers, long[] shares) {
    long each = microjoules / payers.size();
    long left = microjoules % payers.size();
    for (int payer : payers) {
      shares[payer] += each + (left > 0 ? 1 : 0);
      left--;
    }
  }
}
