package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.strand;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.resource.ResourceTree;
import dev.ration.runtime.scope.ScopeSpec.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules P4, C6 and T1 where a policy cannot show them: on the real clock, and in the trace. */
@Timeout(30)
class EventRulesTest {
  private static EventSpec topic(String name) {
    return new EventSpec("whenever " + name, "", name, 0, 0, EventSpec.Busy.SKIP, 0);
  }

  /** A handler that is told what came. */
  private static EventBody handler(Consumer<@Nullable Object> code) {
    return new EventBody() {
      @Override
      public Truth test(Watch watch) {
        return Truth.UNKNOWN;
      }

      @Override
      public Begun begin(Scope scope, @Nullable Object message) {
        return new Begun(
            ScopeSpec.plain("handler", Kind.EVENT),
            Demands.NOTHING,
            own -> {
              code.accept(message);
              return null;
            });
      }
    };
  }

  private static @Nullable Object block(EventSpec spec, EventBody body, Runnable rest) {
    Scope block = Scopes.open(strand(), ScopeSpec.plain("block", Kind.BLOCK), Demands.NOTHING);
    try {
      Scopes.whenever(strand(), spec, body);
      rest.run();
    } catch (RuntimeException thrown) {
      throw Scopes.close(block, thrown);
    }
    @Nullable Object nothing = null;
    Scopes.close(block, nothing);
    return null;
  }

  @Test
  void p4AMessageFromAnotherThreadIsHandledOnTheRealClock() {
    try (Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults())) {
      Bench bench = new Bench(scheduler, ResourceTree.of());
      Completion<Object> handled = scheduler.completion();
      Completion<Object> listening = scheduler.completion();
      listening.whenDone(
          () -> {
            var unused = CompletableFuture.runAsync(() -> bench.robot.sense("bumps", 7));
          });
      RunResult result =
          bench.policy(
              scope ->
                  block(
                      topic("bumps"),
                      handler(handled::complete),
                      () -> {
                        // The listener has its turn before this wait is over.
                        pause(1);
                        listening.complete(null);
                        bench.log.add("got " + strand().await(handled));
                      }));

      assertThat(result.outcome()).isEqualTo(Outcome.OK);
      assertThat(bench.log).containsExactly("got 7");
    }
  }

  @Test
  void p4WhatComesAfterTheBlockIsHeardByNobody() {
    Bench bench = new Bench();
    bench.at(50, () -> bench.robot.sense("bumps", 7));
    bench.policy(
        scope -> {
          block(topic("bumps"), handler(message -> bench.say("handled")), () -> pause(20));
          return pause(100);
        });

    assertThat(bench.log).isEmpty();
  }

  @Test
  void t1AHandlersScopeStartsWithTheStampOfItsEvent() {
    Bench bench = new Bench();
    bench.at(50, () -> bench.robot.sense("bumps", 7));
    RunResult result =
        bench.policy(
            scope -> block(topic("bumps"), handler(message -> pause(5)), () -> pause(100)));

    Receipt block = result.receipt().children().getFirst();
    Receipt handler = block.children().getFirst().children().getFirst();
    assertThat(handler.startNanos()).isEqualTo(50 * MS);
    assertThat(handler.endNanos()).isEqualTo(55 * MS);
  }

  @Test
  void p4DroppedEventsAreCounted() {
    Bench bench = new Bench();
    bench.at(50, () -> bench.robot.sense("bumps", 1));
    bench.at(60, () -> bench.robot.sense("bumps", 2));
    bench.at(70, () -> bench.robot.sense("bumps", 3));
    RunResult result =
        bench.policy(
            scope -> block(topic("bumps"), handler(message -> pause(40)), () -> pause(200)));

    Receipt block = result.receipt().children().getFirst();
    assertThat(block.children().getFirst().dropped()).isEqualTo(2);
  }

  @Test
  void c6ABranchThatComputesStandsStillOnTheRealClock() {
    try (Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults())) {
      Bench bench = new Bench(scheduler, ResourceTree.of());
      long[] rounds = {0, 0, 0};
      List<ParallelSpec.Branch> names =
          List.of(new ParallelSpec.Branch("work", true), new ParallelSpec.Branch("boss", true));
      ParallelSpec spec = new ParallelSpec(ParallelSpec.Kind.ANY, false, names, List.of());
      ScopeBody work =
          scope -> {
            while (true) {
              rounds[0]++;
              strand().step();
            }
          };
      ScopeBody boss =
          scope -> {
            pause(1);
            Scopes.freeze(strand(), "work");
            rounds[1] = rounds[0];
            pause(5);
            rounds[2] = rounds[0];
            Scopes.unfreeze(strand(), "work");
            return null;
          };
      RunResult result =
          bench.policy(scope -> Scopes.parallel(strand(), spec, 1, List.of(work, boss)));

      assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
      assertThat(rounds[2]).isEqualTo(rounds[1]);
    }
  }
}
