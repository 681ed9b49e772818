package dev.ration.runtime.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real clock; nothing here asserts how long anything took. */
@Timeout(30)
class RealSchedulerTest {
  private final Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults());
  private final List<String> said = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    scheduler.close();
  }

  private CompletableFuture<@Nullable Object> start(String name, Runnable body) {
    CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
    scheduler.start(
        name,
        null,
        () -> {
          try {
            body.run();
            done.complete(null);
          } catch (RuntimeException | Error failed) {
            done.completeExceptionally(failed);
          }
        });
    return done;
  }

  private static Strand self() {
    Strand strand = Strand.current();
    if (strand == null) {
      throw new IllegalStateException();
    }
    return strand;
  }

  private static void join(CompletableFuture<?> future) {
    future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void timersComeInTheOrderOfTheirInstants() {
    join(
        start(
            "main",
            () -> {
              long start = self().refresh();
              scheduler.at(start + 3_000_000, Rank.COMPLETION, () -> said.add("third"));
              scheduler.at(start + 1_000_000, Rank.COMPLETION, () -> said.add("first"));
              scheduler.at(start + 2_000_000, Rank.COMPLETION, () -> said.add("second"));
              self().waitUntil(start + 4_000_000);
            }));
    assertThat(said).containsExactly("first", "second", "third");
  }

  @Test
  void aTimersStampIsItsOwnInstant() {
    join(
        start(
            "main",
            () -> {
              long start = self().refresh();
              self().waitUntil(start + 2_000_000);
              said.add(String.valueOf(self().now() - start));
            }));
    assertThat(said).containsExactly("2000000");
  }

  @Test
  void aResultFromAnotherThreadEndsAWait() {
    join(
        start(
            "main",
            () -> {
              Completion<String> result = scheduler.completion();
              Thread.ofPlatform().daemon().start(() -> result.complete("hello"));
              said.add(String.valueOf(self().await(result)));
            }));
    assertThat(said).containsExactly("hello");
  }

  @Test
  void onlyOneStrandComputesAtATime() {
    int[] shared = {0};
    CompletableFuture<?> left = start("left", () -> count(shared));
    CompletableFuture<?> right = start("right", () -> count(shared));
    join(left);
    join(right);
    assertThat(shared[0]).isEqualTo(200_000);
  }

  private static void count(int[] shared) {
    for (int i = 0; i < 100_000; i++) {
      int seen = shared[0];
      shared[0] = seen + 1;
      self().step();
    }
  }

  @Test
  void aStrandThatComputesIsCalledWhenATimerFalls() {
    boolean[] over = {false};
    join(
        start(
            "main",
            () -> {
              Strand strand = self();
              scheduler.at(
                  strand.refresh() + 1_000_000,
                  Rank.LIMIT,
                  () -> strand.interject(() -> over[0] = true));
              while (!over[0]) {
                strand.step();
              }
            }));
    assertThat(over[0]).isTrue();
  }

  @Test
  void anAnswerThatIsLateHoldsNothingElseUp() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    join(
        start(
            "main",
            () -> {
              Completion<String> heard = scheduler.completion();
              long start = self().refresh();
              scheduler.atWhenReady(
                  start, Rank.COMPLETION, answer, () -> heard.complete(answer.getNow("none")));
              scheduler.at(
                  start + 3_000_000,
                  Rank.COMPLETION,
                  () -> {
                    said.add("timer");
                    answer.complete("answer");
                  });
              said.add(String.valueOf(self().await(heard)));
            }));
    assertThat(said).containsExactly("timer", "answer");
  }
}
