package dev.ration.runtime.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real clock of a run that is kept; nothing here asserts how long anything took. */
@Timeout(60)
class RecordedSchedulerTest {
  private final Kept tape = new Kept();
  private final Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults(), tape);

  @AfterEach
  void close() {
    scheduler.close();
  }

  /** Keeps the occasions on which the clock was read. */
  private static final class Kept implements ClockTape {
    private final List<Kind> kinds = new CopyOnWriteArrayList<>();

    @Override
    public boolean isPlaying() {
      return false;
    }

    @Override
    public void note(Note note) {
      kinds.add(note.kind());
    }

    @Override
    public @Nullable Note peek() {
      return null;
    }

    @Override
    public void advance() {}

    @Override
    public List<Arrival> arrivals(long turns) {
      return List.of();
    }

    @Override
    public void lost(String wanted) {}
  }

  /** The timer's thread sleeps before the run begins: nothing that is set by then concerns it. */
  private static void awaitSleepingTimer() {
    while (Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ration-clock"))
        .noneMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
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
    done.orTimeout(50, TimeUnit.SECONDS).join();
  }

  @Test
  void v4AStrandThatComputesIsMadeToLookWhateverWasSetBefore() {
    Timer early = scheduler.at(1, Rank.COMPLETION, () -> {});
    awaitSleepingTimer();

    run(
        () -> {
          Strand self = Objects.requireNonNull(Strand.current());
          AtomicInteger came = new AtomicInteger();
          for (int i = 1; i <= 3; i++) {
            // Later than what the timer knew of, so that nobody wakes it for that reason.
            long due = Math.max(self.refresh(), TimeUnit.MILLISECONDS.toNanos(5)) + 5_000_000;
            scheduler.at(due, Rank.COMPLETION, came::incrementAndGet);
            while (came.get() < i) {
              self.step();
            }
          }
        });

    early.cancel();
    assertThat(tape.kinds).contains(ClockTape.Kind.POLL).doesNotContain(ClockTape.Kind.FORCED);
  }
}
