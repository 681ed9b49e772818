package dev.ration.bench;

import dev.ration.runtime.choose.core.Ask;
import dev.ration.runtime.choose.core.Band;
import dev.ration.runtime.choose.core.ChoiceCore;
import dev.ration.runtime.choose.core.CoreSettings;
import dev.ration.runtime.choose.core.Ended;
import dev.ration.runtime.choose.core.LinkSpec;
import dev.ration.runtime.choose.core.LinkState;
import dev.ration.runtime.choose.core.Spread;
import dev.ration.runtime.choose.core.TierSpec;
import dev.ration.runtime.choose.core.Verdict;
import dev.ration.runtime.choose.core.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a choice over eight tiers costs, hedges included, with full windows. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class ChoiceTime {
  private static final int TIERS = 8;
  private static final int ASKS = 1_024;
  private static final int ATTEMPTS = 200;
  private static final long MS = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final List<Ask> asks = new ArrayList<>();
  private @Nullable ChoiceCore core;
  private int next;

  @Setup(Level.Trial)
  public void fill() {
    List<TierSpec> tiers = new ArrayList<>();
    for (int i = 0; i < TIERS; i++) {
      boolean isRemote = i % 2 == 1;
      tiers.add(
          new TierSpec(
              "tier" + i,
              isRemote,
              i == 0,
              i,
              0,
              TierSpec.ALL_BANDS,
              0.4 + 0.05 * i,
              new TierSpec.Latency(
                  20.0 * MS * (1 + 3 * i), 0, 1_000, 100_000, 1, isRemote ? 2 : 0, Spread.of(1.0)),
              new TierSpec.Cost(1e6 * (1 + i), isRemote ? 8e6 : 0, isRemote ? 2 : 0, 5)));
    }
    ChoiceCore filled =
        new ChoiceCore(
            tiers,
            new LinkSpec(80.0 * MS, 800.0 * MS, 300.0 * MS),
            new ChoiceCore.Sizes(20, 1, 1),
            CoreSettings.standard());
    filled.missionEnds(100_000 * SECOND);
    Random random = new Random(7);
    for (int i = 0; i < ASKS; i++) {
      asks.add(ask(i, random));
    }
    for (int i = 0; i < ATTEMPTS * TIERS; i++) {
      Ask ask = asks.get(i % ASKS);
      long took = Math.round(50.0 * MS * (1 + i % TIERS) * Math.exp(0.5 * random.nextGaussian()));
      filled.ended(
          new Ended(ask, i % TIERS, Ended.How.ANSWERED, took, 10 * SECOND, 5 + i % 50, -1, true),
          ask.nowNanos());
    }
    core = filled;
  }

  private static Ask ask(int number, Random random) {
    return new Ask(
        number * 5L * SECOND,
        new Ask.Call(number % 20, 0, 50 + random.nextInt(1_500), 60, 4_000, false, true),
        new Ask.Limits(
            (300 + random.nextInt(5_000)) * MS,
            0.95,
            50_000_000_000L,
            1_000_000_000L,
            Ask.UNLIMITED,
            Ask.UNLIMITED),
        new Ask.Setting(
            0,
            random.nextBoolean() ? LinkState.CONNECTED : LinkState.IDLE,
            1,
            Band.NORMAL,
            (1L << TIERS) - 1,
            (1L << TIERS) - 1),
        Wish.PRICED);
  }

  @Benchmark
  public Verdict choose() {
    ChoiceCore filled = core;
    if (filled == null) {
      throw new IllegalStateException("not set up");
    }
    next = (next + 1) % ASKS;
    return filled.choose(asks.get(next));
  }
}
