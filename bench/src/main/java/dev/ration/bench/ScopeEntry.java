package dev.ration.bench;

import dev.ration.runtime.trace.TraceSink;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What entering and leaving an activity costs in compiled guest code, on the real clock, untraced.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ScopeEntry {
  private static final int TIMES = 500_000;

  /** The clauses of the activity; {@code loop} enters none and is the floor. */
  @Param({"loop", "within", "energy", "both"})
  public String clauses = "";

  private @Nullable RationSide side;

  @Setup(Level.Trial)
  public void open() {
    side = new RationSide("scopes.ration", Map.of(), TraceSink.none());
  }

  @TearDown(Level.Trial)
  public void close() {
    side().close();
  }

  private RationSide side() {
    RationSide known = side;
    if (known == null) {
      throw new IllegalStateException("not set up");
    }
    return known;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long enterAndLeave() {
    return side().run("run_" + clauses, TIMES).result();
  }
}
