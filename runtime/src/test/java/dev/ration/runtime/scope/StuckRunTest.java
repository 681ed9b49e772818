package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.resource.ResourceTree;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that does not react to a cancellation, on the real clock; nothing here is timed. */
@Timeout(60)
class StuckRunTest {
  private static final long SHORT_MILLIS = 1;
  private static final long LONG_MILLIS = 30_000;

  private final Scheduler scheduler = Scheduler.real(SchedulerSettings.defaults());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void close() {
    released.countDown();
    scheduler.close();
  }

  private Bench bench(long graceMillis) {
    return new Bench(scheduler, ResourceTree.of("arm"), graceMillis);
  }

  /** Stops a policy once its body has begun. */
  private RunResult stopped(Bench bench, ScopeBody body) throws InterruptedException {
    CompletableFuture<RunResult> result =
        bench.run.start(
            ScopeSpec.plain("policy", ScopeSpec.Kind.POLICY),
            Demands.NOTHING,
            scope -> {
              begun.countDown();
              return body.run(scope);
            });
    begun.await();
    bench.run.stop();
    return result.orTimeout(40, TimeUnit.SECONDS).join();
  }

  private void computeForEver() {
    boolean isInterrupted = false;
    while (released.getCount() > 0) {
      try {
        released.await();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void rtn0624AThreadThatDoesNotComeBackIsNotWaitedFor() throws InterruptedException {
    Bench bench = bench(SHORT_MILLIS);

    RunResult result =
        stopped(
            bench,
            scope -> {
              computeForEver();
              return null;
            });

    assertThat(result.isAbandoned()).isTrue();
    assertThat(result.outcome().word()).isEqualTo("cancelled(operator)");
    assertThat(result.receipt().faults())
        .extracting(Receipt.Fault::code)
        .containsExactly(Code.STUCK.id());
    assertThat(bench.robot.log).hasSize(1).first().asString().endsWith("emergency stop");
  }

  @Test
  void rtn0624NearAThreadThatComesBackIsWaitedFor() throws InterruptedException {
    Bench bench = bench(LONG_MILLIS);

    RunResult result = stopped(bench, scope -> pause(3_600_000));

    assertThat(result.isAbandoned()).isFalse();
    assertThat(result.outcome().word()).isEqualTo("cancelled(operator)");
    assertThat(result.receipt().faults()).isEmpty();
  }
}
