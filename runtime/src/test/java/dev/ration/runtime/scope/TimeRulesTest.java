package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.on;
import static dev.ration.runtime.scope.Bench.otherwise;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.spec;
import static dev.ration.runtime.scope.Bench.step;
import static dev.ration.runtime.scope.Bench.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.clock.Instants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules T1 to T7: limits, owners, cuts. */
@Timeout(30)
class TimeRulesTest {
  private final Bench bench = new Bench();

  @Test
  void t1AScopeEndsByItsLimit() {
    RunResult result =
        bench.policy(within(50).build(), scope -> step("slow", within(500), () -> pause(200)));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().endNanos()).isEqualTo(50 * MS);
    assertThat(result.receipt().children().getFirst().endNanos()).isEqualTo(50 * MS);
  }

  @Test
  void t1AScopeThatEndsInTimeIsOk() {
    RunResult result = bench.policy(within(50).build(), scope -> pause(49));

    assertThat(result.outcome().word()).isEqualTo("ok");
  }

  @Test
  void t2OnlyTheOwnerSeesTheTimeout() {
    RunResult result =
        bench.policy(
            within(50).build(),
            scope ->
                step(spec("inner").handlers(otherwise(10)).build(), within(500), () -> pause(200)));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().children().getFirst().outcome()).isEqualTo("cancelled(timeout)");
    assertThat(result.receipt().children().getFirst().children()).isEmpty();
  }

  @Test
  void t2TheOwnersHandlerAnswersItsTimeout() {
    ScopeSpec inner = spec("inner").handlers(on("timeout", 10)).build();
    RunResult result =
        bench.policy(
            within(500).build(), scope -> step(inner, within(50), new Answering("late", 200)));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok("late"));
    assertThat(result.receipt().endNanos()).isEqualTo(40 * MS);
  }

  /** Waits, and answers any failure with a value. */
  private record Answering(String answer, long millis) implements ScopeBody {
    @Override
    public @Nullable Object run(Scope scope) {
      pause(millis);
      return "in time";
    }

    @Override
    public @Nullable Object handle(int index, Failure failure, Scope scope) {
      return answer;
    }
  }

  @Test
  void t3TheReserveIsKeptForTheHandler() {
    ScopeSpec inner = spec("inner").handlers(on("timeout", 30)).build();
    bench.policy(
        scope ->
            step(
                inner,
                within(100).reserve(25 * MS),
                new ScopeBody() {
                  @Override
                  public @Nullable Object run(Scope own) {
                    bench.say("cut " + own.cutNanos() / MS);
                    pause(200);
                    return null;
                  }

                  @Override
                  public @Nullable Object handle(int index, Failure failure, Scope own) {
                    bench.say("handler");
                    pause(25);
                    bench.say("handled");
                    return null;
                  }
                }));

    assertThat(bench.log).containsExactly("0 cut 75", "75 handler", "100 handled");
  }

  @Test
  void t3WhatIsKeptAddsUpAlongThePath() {
    ScopeSpec cleaning = spec("inner").cleanup().build();
    bench.policy(
        ScopeSpec.builder("policy", ScopeSpec.Kind.POLICY).cleanup().build(),
        within(100).cleanup(20 * MS).build(),
        new Cleaning2(
            () ->
                step(
                    cleaning,
                    Demands.builder().cleanup(10 * MS),
                    new Cleaning2(() -> pause(500), () -> bench.say("inner cleanup"))),
            () -> bench.say("outer cleanup")));

    assertThat(bench.log).containsExactly("70 inner cleanup", "70 outer cleanup");
  }

  private record Cleaning2(Runnable body, Runnable clean) implements ScopeBody {
    @Override
    public @Nullable Object run(Scope scope) {
      body.run();
      return null;
    }

    @Override
    public void cleanup(Scope scope) {
      clean.run();
    }
  }

  @Test
  void t4ACompletionAtTheCutIsASuccess() {
    RunResult result = bench.policy(within(50).build(), scope -> pause(50));

    assertThat(result.outcome().word()).isEqualTo("ok");
  }

  @Test
  void t4ACompletionAfterTheCutIsNone() {
    RunResult result = bench.policy(within(50).build(), scope -> pause(51));

    assertThat(result.outcome().word()).isEqualTo("timeout");
  }

  @Test
  void t5WithinNothingAlwaysFires() {
    RunResult result = bench.policy(scope -> step("never", within(0), () -> bench.say("ran")));

    assertThat(result.outcome().word()).isEqualTo("timeout(not_started)");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void t6ALateStartUnderAnothersLimitIsDeniedTime() {
    ScopeSpec inner = spec("inner").handlers(on("denied(time)", 1)).build();
    RunResult result =
        bench.policy(
            within(50).build(),
            scope ->
                step(
                    inner,
                    Demands.builder().minimum(60 * MS),
                    new Answering("something quicker", 0)));

    assertThat(result.outcome()).isEqualTo(new Outcome.Ok("something quicker"));
  }

  @Test
  void t6ADeniedTimeThatNobodyAnswersIsTheOwnersTimeout() {
    RunResult result =
        bench.policy(
            within(50).build(),
            scope -> step("inner", Demands.builder().minimum(60 * MS), () -> bench.say("ran")));

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(((Outcome.Failed) result.outcome()).failure().cause())
        .extracting(cause -> cause == null ? "" : cause.reason().toString())
        .isEqualTo("denied(time)");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void t6WhatJustFitsStarts() {
    RunResult result =
        bench.policy(
            within(50).build(),
            scope -> step("inner", Demands.builder().minimum(50 * MS), () -> bench.say("ran")));

    assertThat(result.outcome().word()).isEqualTo("ok");
    assertThat(bench.log).containsExactly("0 ran");
  }

  @Test
  void t7ALimitCanBeTightenedAndNotLoosened() {
    RunResult result =
        bench.policy(
            within(500).build(),
            scope -> {
              assertThat(scope.remainingNanos()).isEqualTo(500 * MS);
              scope.tighten(80 * MS);
              scope.tighten(900 * MS);
              assertThat(scope.remainingNanos()).isEqualTo(80 * MS);
              pause(200);
              return null;
            });

    assertThat(result.outcome().word()).isEqualTo("timeout");
    assertThat(result.receipt().endNanos()).isEqualTo(80 * MS);
  }

  @Test
  void t7WithoutALimitThereIsNoRemainder() {
    bench.policy(
        scope -> {
          assertThat(scope.remainingNanos()).isEqualTo(Instants.NEVER);
          return null;
        });
  }
}
