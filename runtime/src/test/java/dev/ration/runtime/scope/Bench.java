package dev.ration.runtime.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.resource.ResourceTree;
import dev.ration.runtime.scope.ScopeSpec.Handler;
import dev.ration.runtime.scope.ScopeSpec.Kind;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSchema;
import dev.ration.runtime.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run on the virtual clock, with a log of what happened when, in milliseconds. */
final class Bench {
  static final long MS = 1_000_000L;
  private static final TraceSchema SCHEMA = TraceSchema.read();

  final Scheduler scheduler;
  final PlainRobot robot;
  final PlainAccounts accounts = new PlainAccounts();
  final List<String> log = new ArrayList<>();
  final List<TraceEvent> trace = new CopyOnWriteArrayList<>();
  final Run run;

  Bench() {
    this(ResourceTree.of("arm", "head", "voice"));
  }

  Bench(ResourceTree resources) {
    this(Scheduler.virtual(SchedulerSettings.defaults()), resources);
  }

  Bench(Scheduler scheduler, ResourceTree resources) {
    this(scheduler, resources, null, StallWatch.NONE, 500);
  }

  /** One that waits so long for a thread that was cancelled, in milliseconds. */
  Bench(Scheduler scheduler, ResourceTree resources, long graceMillis) {
    this(scheduler, resources, null, StallWatch.NONE, graceMillis);
  }

  /** One with another robot, or one that can be stalled. */
  Bench(Scheduler scheduler, ResourceTree resources, @Nullable Robot other, StallWatch stalls) {
    this(scheduler, resources, other, stalls, 500);
  }

  private Bench(
      Scheduler scheduler,
      ResourceTree resources,
      @Nullable Robot other,
      StallWatch stalls,
      long graceMillis) {
    this.scheduler = scheduler;
    this.robot = new PlainRobot(scheduler);
    Site site = new Site(resources, 100 * MS, Map.of("slow", 5_000 * MS), 1_000 * MS, Set.of());
    TraceSink sink = trace::add;
    long grace = graceMillis * MS;
    this.run =
        new Run(
            new RunSettings(
                scheduler,
                other == null ? robot : other,
                accounts,
                site,
                sink,
                Map.of(),
                grace,
                200,
                stalls));
  }

  /** Runs a policy without clauses. */
  RunResult policy(ScopeBody body) {
    return policy(Demands.NOTHING, body);
  }

  RunResult policy(Demands demands, ScopeBody body) {
    return policy(ScopeSpec.plain("policy", Kind.POLICY), demands, body);
  }

  RunResult policy(ScopeSpec spec, Demands demands, ScopeBody body) {
    RunResult result = run.start(spec, demands, body).orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(trace).extracting(SCHEMA::misfit).containsOnlyNulls();
    return result;
  }

  void say(String what) {
    log.add(scheduler.now() / MS + " " + what);
  }

  /** Does something at an instant, in milliseconds, at rank COMPLETION. */
  void at(long millis, Runnable action) {
    at(millis, Rank.COMPLETION, action);
  }

  void at(long millis, Rank rank, Runnable action) {
    var unused = scheduler.at(millis * MS, rank, action);
  }

  static Strand strand() {
    Strand strand = Strand.current();
    if (strand == null) {
      throw new IllegalStateException();
    }
    return strand;
  }

  static @Nullable Object pause(long millis) {
    Scopes.wait(strand(), millis * MS);
    return null;
  }

  static ScopeSpec step(String name) {
    return ScopeSpec.plain(name, Kind.STEP);
  }

  static ScopeSpec.Builder spec(String name) {
    return ScopeSpec.builder(name, Kind.STEP);
  }

  static Demands.Builder within(long millis) {
    return Demands.within(millis * MS);
  }

  /** {@code else}, with a bound in milliseconds. */
  static Handler otherwise(long bound) {
    return new Handler(List.of(), bound * MS, 0);
  }

  static Handler on(String reason, long bound) {
    return new Handler(List.of(reason), bound * MS, 0);
  }

  static @Nullable Object step(String name, Demands.Builder demands, Runnable body) {
    return step(step(name), demands, body);
  }

  static @Nullable Object step(ScopeSpec spec, Demands.Builder demands, Runnable body) {
    return step(
        spec,
        demands,
        scope -> {
          body.run();
          return null;
        });
  }

  static @Nullable Object step(ScopeSpec spec, Demands.Builder demands, ScopeBody body) {
    return Scopes.run(strand(), spec, demands.build(), body);
  }

  /** A host action that typically takes so long, at most twice that. */
  static CommandSpec action(String name, long millis, long stopMillis, String... holds) {
    return action(name, millis, 0, stopMillis, holds);
  }

  static CommandSpec action(
      String name, long millis, long beginMillis, long stopMillis, String... holds) {
    long takes = millis * MS;
    long begins = beginMillis * MS;
    return new CommandSpec(
        name,
        List.of(),
        new CommandContract(
            new Figures(0, takes, takes, 2 * takes),
            new Figures(0, begins, begins, begins),
            Figures.ZERO,
            List.of(holds),
            List.of("slipped"),
            false),
        stopMillis * MS,
        false);
  }

  static @Nullable Object act(CommandSpec command) {
    return Scopes.command(strand(), command);
  }
}
