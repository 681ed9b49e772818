package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way to a model and back, on either clock. Used by the strand that asks; the
 * model answers from any thread.
 */
final class Asking {
  private final Scheduler scheduler;
  private final Completion<Reply> reply;
  private final Taker taker;
  private @Nullable InFlight inFlight;
  private @Nullable Timer timer;

  private Asking(Scheduler scheduler, Completion<Reply> reply, Taker taker) {
    this.scheduler = scheduler;
    this.reply = reply;
    this.taker = taker;
  }

  /** Asks; on the virtual clock the answer comes when the profile, drawn by the seed, says so. */
  static Asking start(
      Scheduler scheduler,
      InferenceModel model,
      ModelRequest request,
      LatencyModel latency,
      String stream) {
    Completion<Reply> reply = scheduler.completion();
    Asking asking = new Asking(scheduler, reply, reply::complete);
    asking.begin(model, request, latency, stream);
    return asking;
  }

  /** One whose reply goes to {@code taker}, which completes {@code reply} in its own time. */
  static Asking of(Scheduler scheduler, Completion<Reply> reply, Taker taker) {
    return new Asking(scheduler, reply, taker);
  }

  void begin(InferenceModel model, ModelRequest request, LatencyModel latency, String stream) {
    if (model instanceof StubModel stub) {
      stub(stub.turn(request), latency, stream);
    } else if (scheduler.isVirtual()) {
      virtual(model, request, latency.draw(scheduler.random(stream)));
    } else {
      inFlight = ask(model, request, taker);
    }
  }

  Completion<Reply> reply() {
    return reply;
  }

  /** Stops the call for real; idempotent. */
  void cancel() {
    if (timer != null) {
      timer.cancel();
    }
    if (inFlight != null) {
      inFlight.cancel();
    }
  }

  private void stub(StubModel.Turn turn, LatencyModel latency, String stream) {
    if (turn.afterNanos() == StubModel.Turn.NEVER) {
      return;
    }
    long after =
        turn.afterNanos() == StubModel.Turn.BY_PROFILE
            ? latency.draw(scheduler.random(stream))
            : turn.afterNanos();
    timer =
        scheduler.at(
            Math.addExact(scheduler.now(), after), Rank.COMPLETION, () -> taker.take(turn.reply()));
  }

  private void virtual(InferenceModel model, ModelRequest request, long durationNanos) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    inFlight = ask(model, request, answer::complete);
    timer =
        scheduler.atWhenReady(
            Math.addExact(scheduler.now(), durationNanos),
            Rank.COMPLETION,
            answer,
            () -> taker.take(answer.join()));
  }

  private static InFlight ask(InferenceModel model, ModelRequest request, Taker taker) {
    try {
      return model.ask(
          request,
          new ModelListener() {
            @Override
            public void onAnswer(ModelAnswer answer) {
              taker.take(new Reply.Answer(answer));
            }

            @Override
            public void onFailure(ModelFailure failure) {
              taker.take(new Reply.Failure(failure));
            }
          });
    } catch (RuntimeException _) {
      taker.take(
          new Reply.Failure(
              ModelFailure.of(ModelFailure.Kind.INTERNAL, "The model's backend broke.")));
      return () -> {};
    }
  }

  /** Takes a reply; what it returns does not matter. */
  @FunctionalInterface
  interface Taker {
    boolean take(Reply reply);
  }
}
