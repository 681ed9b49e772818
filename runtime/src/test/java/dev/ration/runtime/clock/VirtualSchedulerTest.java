package dev.ration.runtime.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VirtualSchedulerTest {
  private final Scheduler scheduler = Scheduler.virtual(SchedulerSettings.defaults());
  private final List<String> said = new ArrayList<>();

  private void say(String what) {
    said.add(scheduler.now() + " " + what);
  }

  private void run(Runnable body) {
    CompletableFuture<@Nullable Object> done = new CompletableFuture<>();
    scheduler.start(
        "main",
        null,
        () -> {
          try {
            body.run();
            done.complete(null);
          } catch (RuntimeException | Error failed) {
            done.completeExceptionally(failed);
          }
        });
    done.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private static Strand self() {
    Strand strand = Strand.current();
    if (strand == null) {
      throw new IllegalStateException();
    }
    return strand;
  }

  @Test
  void aWaitMovesTheClockToItsEnd() {
    run(
        () -> {
          self().waitUntil(5_000_000_000L);
          say("up");
        });
    assertThat(said).containsExactly("5000000000 up");
  }

  @Test
  void oneInstantIsWorkedOffRankByRank() {
    run(
        () -> {
          scheduler.at(10, Rank.ACCOUNT, () -> say("account"));
          scheduler.at(10, Rank.LIMIT, 1, () -> say("inner limit"));
          scheduler.at(10, Rank.LIMIT, 0, () -> say("outer limit"));
          scheduler.at(10, Rank.COMPLETION, () -> say("completion"));
          scheduler.at(10, Rank.STOP, () -> say("stop"));
          self().waitUntil(11);
        });
    assertThat(said)
        .containsExactly(
            "10 stop", "10 completion", "10 outer limit", "10 inner limit", "10 account");
  }

  @Test
  void whatAnEventCausesAtItsInstantComesBeforeLaterRanks() {
    run(
        () -> {
          scheduler.at(10, Rank.LIMIT, () -> say("limit"));
          scheduler.at(
              10, Rank.COMPLETION, () -> scheduler.post(Rank.CONDITION, () -> say("condition")));
          self().waitUntil(11);
        });
    assertThat(said).containsExactly("10 condition", "10 limit");
  }

  @Test
  void aStrandThatWakesRunsBeforeTheLimitOfTheSameInstant() {
    run(
        () -> {
          scheduler.at(10, Rank.LIMIT, () -> say("limit"));
          self().waitUntil(10);
          say("strand");
          self().waitUntil(11);
        });
    assertThat(said).containsExactly("10 strand", "10 limit");
  }

  @Test
  void strandsThatComputeTakeTurnsAfterASlice() {
    run(
        () -> {
          Completion<Object> left = scheduler.completion();
          Completion<Object> right = scheduler.completion();
          computing("left", left);
          computing("right", right);
          self().await(left);
          self().await(right);
        });
    assertThat(said)
        .containsExactly(
            "0 left starts", "0 right starts", "12000000 left ends", "14000000 right ends");
  }

  private void computing(String name, Completion<Object> end) {
    scheduler.start(
        name,
        null,
        () -> {
          say(name + " starts");
          for (int i = 0; i < 7_000; i++) {
            self().step();
          }
          say(name + " ends");
          end.complete(null);
        });
  }

  @Test
  void aLoopWithoutWaitsMeetsATimer() {
    run(
        () -> {
          scheduler.at(1_000_000, Rank.LIMIT, () -> say("limit"));
          for (int i = 0; i < 2_000; i++) {
            self().step();
          }
          say("end");
        });
    assertThat(said).containsExactly("1000000 limit", "2000000 end");
  }

  @Test
  void theClockWaitsForAnAnswerFromTheRealWorld() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Completion<String> heard = scheduler.completion();
    run(
        () -> {
          scheduler.atWhenReady(
              20, Rank.COMPLETION, answer, () -> heard.complete(answer.getNow("none")));
          scheduler.at(30, Rank.COMPLETION, () -> say("later"));
          Thread.ofPlatform().daemon().start(() -> answer.complete("hello"));
          say(String.valueOf(self().await(heard)));
          self().waitUntil(40);
        });
    assertThat(said).containsExactly("20 hello", "30 later");
  }

  @Test
  void aTimerThatIsTakenBackDoesNothing() {
    run(
        () -> {
          Timer timer = scheduler.at(10, Rank.COMPLETION, () -> say("never"));
          assertThat(timer.cancel()).isTrue();
          assertThat(timer.cancel()).isFalse();
          self().waitUntil(20);
        });
    assertThat(said).isEmpty();
  }

  @Test
  void theFirstResultOfACompletionCounts() {
    run(
        () -> {
          Completion<String> result = scheduler.completion();
          scheduler.at(7, Rank.COMPLETION, () -> result.complete("first"));
          scheduler.at(
              8, Rank.COMPLETION, () -> say("second counts: " + result.complete("second")));
          say(self().await(result) + " at " + result.stampNanos());
          self().waitUntil(9);
        });
    assertThat(said).containsExactly("7 first at 7", "8 second counts: false");
  }

  @Test
  void randomStreamsFollowTheSeedAndTheName() {
    Scheduler again = Scheduler.virtual(SchedulerSettings.defaults());
    Scheduler other = Scheduler.virtual(SchedulerSettings.defaults().withSeed(1));
    long first = scheduler.random("retry").nextLong();
    assertThat(again.random("retry").nextLong()).isEqualTo(first);
    assertThat(again.random("robot").nextLong()).isNotEqualTo(first);
    assertThat(other.random("retry").nextLong()).isNotEqualTo(first);
  }

  @Test
  void aCheckRunsInTheMiddleOfAWait() {
    run(
        () -> {
          Strand strand = self();
          scheduler.at(5, Rank.CONDITION, () -> strand.interject(() -> say("check")));
          strand.waitUntil(9);
          say("up");
        });
    assertThat(said).containsExactly("5 check", "9 up");
  }

  @Test
  void aCutEndsAWait() {
    RuntimeException cut = new RuntimeException("cut");
    Cuttable guard = new Cuttable();
    run(
        () -> {
          Strand strand = self();
          strand.enter(guard);
          scheduler.at(
              5,
              Rank.LIMIT,
              () -> {
                guard.cut = cut;
                strand.cutChanged();
              });
          try {
            strand.waitUntil(Instants.NEVER);
          } catch (RuntimeException thrown) {
            say(String.valueOf(thrown.getMessage()));
          }
        });
    assertThat(said).containsExactly("5 cut");
  }

  @Test
  void aResultAtTheCutWins() {
    Cuttable guard = new Cuttable();
    run(
        () -> {
          Strand strand = self();
          strand.enter(guard);
          Completion<String> result = scheduler.completion();
          scheduler.at(5, Rank.COMPLETION, () -> result.complete("in time"));
          scheduler.at(
              5,
              Rank.LIMIT,
              () -> {
                guard.cut = new RuntimeException("cut");
                strand.cutChanged();
              });
          say(String.valueOf(strand.await(result)));
        });
    assertThat(said).containsExactly("5 in time");
  }

  private static final class Cuttable implements Guard {
    private @Nullable RuntimeException cut;

    @Override
    public long limitNanos() {
      return Instants.NEVER;
    }

    @Override
    public @Nullable RuntimeException pendingCut() {
      return cut;
    }
  }
}
