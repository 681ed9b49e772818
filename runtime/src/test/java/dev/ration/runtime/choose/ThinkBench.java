package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.ResultType;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.sim.ScriptedBackend;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.trace.TraceEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A policy of thinks on the virtual clock. */
final class ThinkBench implements AutoCloseable {
  static final long MS = 1_000_000L;

  final ScriptedBackend models = new ScriptedBackend("test");
  final List<TraceEvent> trace = new ArrayList<>();
  private final Site site;
  private final ModelPool pool;
  private final long seed;
  Assembly assembly;

  ThinkBench(Site site, Function<ScriptedBackend, ScriptedBackend> scripts) {
    this(site, scripts, 1);
  }

  ThinkBench(Site site, Function<ScriptedBackend, ScriptedBackend> scripts, long seed) {
    this(site, List.of(), scripts, seed);
  }

  ThinkBench(
      Site site,
      List<InferenceBackend> others,
      Function<ScriptedBackend, ScriptedBackend> scripts,
      long seed) {
    this.site = site;
    List<InferenceBackend> backends = new ArrayList<>(others);
    backends.add(scripts.apply(models));
    pool = new ModelPool(backends, _ -> Optional.empty());
    this.seed = seed;
    assembly = assembly(builder -> builder);
  }

  /** The same with a mission whose budgets must last until then. */
  ThinkBench missionEnds(long nanos) {
    assembly.close();
    assembly = assembly(builder -> builder.missionEnds(nanos));
    return this;
  }

  private Assembly assembly(UnaryOperator<Assembly.Builder> more) {
    try {
      return more.apply(Assembly.builder(site, pool).virtual(seed).trace(trace::add)).build();
    } catch (RobotException | InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  /** A policy whose one think runs under these clauses. */
  RunResult think(Demands demands, ThinkCall call) {
    return policy(Demands.NOTHING, () -> ask(demands, call));
  }

  RunResult policy(Demands demands, Body body) {
    return assembly
        .run()
        .start(ScopeSpec.plain("policy", ScopeSpec.Kind.POLICY), demands, _ -> body.run())
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** A think inside a policy. */
  ThinkAnswer ask(Demands demands, ThinkCall call) {
    Strand strand = Objects.requireNonNull(Strand.current());
    ScopeSpec spec = ScopeSpec.plain(call.name(), ScopeSpec.Kind.THINK);
    Thinker thinker = assembly.run().service(Thinker.class).orElseThrow();
    Object answer = Scopes.run(strand, spec, demands, _ -> thinker.think(strand, call));
    return (ThinkAnswer) Objects.requireNonNull(answer);
  }

  List<String> events(String type) {
    return trace.stream()
        .filter(event -> event.type().equals(type))
        .map(event -> String.valueOf(event.fields().get("tier")))
        .toList();
  }

  Thought last() {
    return assembly.decisions().last().orElseThrow();
  }

  /** Which of two errands. */
  static ThinkCall errand() {
    return call(
        new ResultType.Choice(
            "Errand",
            List.of(
                new ResultType.Option("directions", "where something is"),
                new ResultType.Option("meeting", "an appointment"))));
  }

  /** A sentence. */
  static ThinkCall reply() {
    return call(new ResultType.Text());
  }

  private static ThinkCall call(ResultType type) {
    return ThinkCall.of(
        "test.think",
        new ModelRequest(
            "What is it?",
            List.of("where is room 4?"),
            List.of("where is room 4?"),
            List.of(),
            List.of(),
            type,
            50,
            Duration.ofSeconds(1)));
  }

  static Demands.Builder tiers(String... names) {
    return Demands.builder().tiers(List.of(names));
  }

  @Override
  public void close() {
    assembly.close();
    pool.close();
  }

  /** Guest code. */
  @FunctionalInterface
  interface Body {
    Object run();
  }

  static Site withCloud() {
    return new TestSite().small().tiny().cloud().link().money(1_000_000).build();
  }

  static ThinkAnswer answer(RunResult result) {
    assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
    return (ThinkAnswer) Objects.requireNonNull(((Outcome.Ok) result.outcome()).value());
  }

  static Receipt receipt(RunResult result) {
    return result.receipt().children().getFirst();
  }

  static StubModel.Turn limited(Duration rest) {
    return new StubModel.Turn(
        5 * MS,
        new Reply.Failure(
            new ModelFailure(
                ModelFailure.Kind.RATE_LIMITED,
                "The server asks for fewer calls.",
                rest,
                ModelAnswer.Usage.UNKNOWN)));
  }
}
