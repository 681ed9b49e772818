package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Model calls on the real clock; no durations are asserted. */
class RealThinkTest {
  private static final Site SITE = new TestSite().small().build();

  private static CompletableFuture<RunResult> think(Assembly assembly, ThinkCall call) {
    Thinker thinker = assembly.run().service(Thinker.class).orElseThrow();
    return assembly
        .run()
        .start(
            ScopeSpec.plain("policy", ScopeSpec.Kind.POLICY),
            Demands.NOTHING,
            _ -> thinker.think(Objects.requireNonNull(Strand.current()), call))
        .orTimeout(60, TimeUnit.SECONDS);
  }

  private static Assembly assembly(ModelPool pool) throws Exception {
    return Assembly.builder(SITE, pool).waitForModels(Duration.ofMinutes(1)).build();
  }

  @Test
  void anAnswerFromAnotherThreadArrives() throws Exception {
    RemoteBackend backend = new RemoteBackend("test");
    try (ModelPool pool = new ModelPool(List.of(backend), _ -> Optional.empty());
        Assembly assembly = assembly(pool)) {
      RunResult result = think(assembly, ThinkBench.reply()).join();
      assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
      ThinkAnswer answer =
          (ThinkAnswer) Objects.requireNonNull(((Outcome.Ok) result.outcome()).value());
      assertThat(answer.value()).isEqualTo(new AnswerValue.Text("really asked"));
      assertThat(assembly.energy().charged()).isPositive();
    }
  }

  @Test
  void aCallThatIsStoppedIsCancelledAtItsModel() throws Exception {
    Hanging backend = new Hanging();
    try (ModelPool pool = new ModelPool(List.of(backend), _ -> Optional.empty());
        Assembly assembly = assembly(pool)) {
      CompletableFuture<RunResult> running = think(assembly, ThinkBench.reply());
      assertThat(backend.asked.await(60, TimeUnit.SECONDS)).isTrue();
      assembly.run().stop();
      assertThat(running.join().outcome().word()).isEqualTo("cancelled(operator)");
      assertThat(backend.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(assembly.decisions().last())
          .hasValueSatisfying(
              thought -> assertThat(thought.outcome()).isEqualTo("cancelled(operator)"));
    }
  }

  /** A backend that opens one tier only when it is told to. */
  private record Slow(RemoteBackend real, String tier, CountDownLatch gate)
      implements InferenceBackend {
    @Override
    public String id() {
      return real.id();
    }

    @Override
    public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
      if (spec.tier().equals(tier)) {
        try {
          gate.await();
        } catch (InterruptedException interrupted) {
          throw new ModelException("interrupted", interrupted);
        }
      }
      return real.open(spec, secrets);
    }
  }

  @Test
  void m1WhatIsStillOpeningIsPassedOverAndServesOnceItIsWarm() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    Slow backend = new Slow(new RemoteBackend("test"), "local.small", gate);
    Site both = new TestSite().small().tiny().build();
    try (ModelPool pool = new ModelPool(List.of(backend), _ -> Optional.empty())) {
      pool.prepare(new TestSite().tiny().build());
      assertThat(pool.awaitWarm(Duration.ofMinutes(1))).isTrue();
      try (Assembly cold = Assembly.builder(both, pool).build()) {
        RunResult result = think(cold, ThinkBench.reply()).join();
        assertThat(ThinkBench.answer(result).tier()).isEqualTo("local.tiny");
        assertThat(ThinkBench.answer(result).why())
            .isEqualTo("the only tier that fits: local.small cold");
      }
      gate.countDown();
      assertThat(pool.awaitWarm(Duration.ofMinutes(1))).isTrue();
      try (Assembly warm = Assembly.builder(both, pool).build()) {
        RunResult result = think(warm, ThinkBench.reply()).join();
        assertThat(ThinkBench.answer(result).tier()).isEqualTo("local.small");
      }
    }
  }

  /** A backend whose model never answers. */
  private static final class Hanging implements InferenceBackend {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public String id() {
      return "test";
    }

    @Override
    public InferenceModel open(ModelSpec spec, Secrets secrets) {
      return new InferenceModel() {
        @Override
        public Set<Ability> abilities() {
          return Set.of(Ability.WRITE);
        }

        @Override
        public boolean isRemote() {
          return false;
        }

        @Override
        public void warmUp() {}

        @Override
        public InFlight ask(ModelRequest request, ModelListener listener) {
          asked.countDown();
          return cancelled::countDown;
        }

        @Override
        public void close() {}
      };
    }
  }
}
