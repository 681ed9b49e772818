package dev.ration.interpreter;

import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Models that answer from a thread of their own, sometimes slowly, sometimes not at all. */
final class ThreadedModels implements InferenceBackend, AutoCloseable {
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

  @Override
  public String id() {
    return TestSites.BACKEND;
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) {
    return new InferenceModel() {
      @Override
      public Set<Ability> abilities() {
        return Set.of(Ability.values());
      }

      @Override
      public boolean isRemote() {
        return spec.tier().startsWith("cloud");
      }

      @Override
      public void warmUp() {}

      @Override
      public InFlight ask(ModelRequest request, ModelListener listener) {
        int lot = ThreadLocalRandom.current().nextInt(10);
        ScheduledFuture<?> answer =
            threads.schedule(
                () -> answer(lot, listener),
                ThreadLocalRandom.current().nextInt(200, 6_000),
                TimeUnit.MICROSECONDS);
        return () -> answer.cancel(false);
      }

      @Override
      public void close() {}
    };
  }

  private static void answer(int lot, ModelListener listener) {
    if (lot < 3) {
      listener.onFailure(ModelFailure.of(ModelFailure.Kind.REFUSED, "a bad day"));
    } else {
      listener.onAnswer(
          new ModelAnswer(
              new AnswerValue.Text(lot < 6 ? "short" : "a rather longer answer"),
              lot / 10.0,
              new ModelAnswer.Usage(10, lot, 0, 0)));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
