package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.MS;
import static dev.ration.runtime.scope.Bench.pause;
import static dev.ration.runtime.scope.Bench.step;
import static dev.ration.runtime.scope.Bench.strand;
import static dev.ration.runtime.scope.Bench.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.resource.Holding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules P5 and T10: who waits, who inherits, who gives way. */
@Timeout(30)
class PrecedenceRulesTest {
  private final Bench bench = new Bench();

  private RunResult all(Runnable... branches) {
    List<ParallelSpec.Branch> names = new ArrayList<>();
    List<ScopeBody> bodies = new ArrayList<>();
    for (Runnable branch : branches) {
      names.add(new ParallelSpec.Branch("branch " + names.size(), false));
      bodies.add(
          scope -> {
            branch.run();
            return null;
          });
    }
    ParallelSpec spec = new ParallelSpec(ParallelSpec.Kind.ALL, true, names, List.of());
    return bench.policy(scope -> Scopes.parallel(strand(), spec, names.size(), bodies));
  }

  private void hold(String name, Demands.Builder demands, long millis) {
    step(
        name,
        demands,
        () -> {
          bench.say(name + " begins");
          pause(millis);
          bench.say(name + " ends");
        });
  }

  private static Demands.Builder holding(Priority priority, String resource) {
    return Demands.builder().priority(priority).holds(Holding.of(resource));
  }

  private static Demands.Builder sharing(Priority priority, long percent) {
    return Demands.builder()
        .priority(priority)
        .holds(new Holding("arm", percent * Holding.WHOLE / 100));
  }

  @Test
  void p5OnlyAsManyAreCancelledAsItTakes() {
    all(
        () -> hold("idle", sharing(Priority.IDLE, 50).preemptible(), 500),
        () -> hold("task", sharing(Priority.TASK, 50).preemptible(), 500),
        () -> {
          pause(100);
          hold("person", sharing(Priority.PERSON, 40), 50);
        });

    assertThat(bench.log)
        .containsExactly(
            "0 idle begins",
            "0 task begins",
            "100 person begins",
            "150 person ends",
            "500 task ends");
  }

  @Test
  void p5NobodyIsCancelledWhenThatIsNotEnough() {
    all(
        () -> hold("idle", sharing(Priority.IDLE, 30).preemptible(), 500),
        () -> hold("fixed", sharing(Priority.IDLE, 70), 300),
        () -> {
          pause(100);
          hold("person", sharing(Priority.PERSON, 60), 50);
        });

    assertThat(bench.log)
        .containsExactly(
            "0 idle begins",
            "0 fixed begins",
            "300 fixed ends",
            "300 person begins",
            "350 person ends",
            "500 idle ends");
  }

  @Test
  void p5WhoDoesNotWaitPreemptsNobody() {
    all(
        () -> hold("idle", holding(Priority.IDLE, "arm").preemptible(), 200),
        () -> {
          pause(100);
          step(
              Bench.spec("now").handlers(Bench.otherwise(1)).build(),
              holding(Priority.SAFETY, "arm").now(),
              Script.of(() -> bench.say("now begins")).answer(() -> bench.say("denied")));
        });

    assertThat(bench.log).containsExactly("0 idle begins", "100 denied", "200 idle ends");
  }

  @Test
  void t10AHolderTakesThePlaceOfWhoWaitsForIt() {
    all(
        () ->
            step(
                "holder",
                holding(Priority.TASK, "arm"),
                () -> {
                  pause(100);
                  bench.say("holder");
                }),
        () -> {
          pause(100);
          bench.say("other");
        },
        () ->
            step(
                "other with a limit",
                within(5_000),
                () -> {
                  pause(100);
                  bench.say("limited");
                }),
        () -> {
          pause(50);
          step("hurried", within(1_000).holds(Holding.of("arm")), () -> {});
        });

    assertThat(bench.log).containsExactly("100 holder", "100 limited", "100 other");
  }

  @Test
  void t10WithoutAnybodyWaitingItsOwnLimitCounts() {
    all(
        () ->
            step(
                "holder",
                holding(Priority.TASK, "arm"),
                () -> {
                  pause(100);
                  bench.say("holder");
                }),
        () ->
            step(
                "other with a limit",
                within(5_000),
                () -> {
                  pause(100);
                  bench.say("limited");
                }));

    assertThat(bench.log).containsExactly("100 limited", "100 holder");
  }

  @Test
  void p5APreemptedHolderThatIsCriticalFinishesFirst() {
    all(
        () ->
            step(
                "idle",
                holding(Priority.IDLE, "arm").preemptible(),
                () ->
                    Scopes.critical(
                        strand(),
                        ScopeSpec.plain("critical", ScopeSpec.Kind.CRITICAL),
                        300 * MS,
                        scope -> {
                          pause(200);
                          bench.say("critical ends");
                          return null;
                        })),
        () -> {
          pause(100);
          hold("person", holding(Priority.PERSON, "arm"), 10);
        });

    assertThat(bench.log)
        .containsExactly("200 critical ends", "200 person begins", "210 person ends");
  }
}
