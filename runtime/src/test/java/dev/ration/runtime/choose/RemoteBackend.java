package dev.ration.runtime.choose;

import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that is no stub: its models answer on threads of their own. Thread-safe. */
final class RemoteBackend implements InferenceBackend {
  private final String id;
  private final AtomicInteger asked = new AtomicInteger();

  RemoteBackend(String id) {
    this.id = id;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) {
    return new InferenceModel() {
      @Override
      public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
      }

      @Override
      public boolean isRemote() {
        return spec.tier().startsWith("cloud");
      }

      @Override
      public void warmUp() {}

      @Override
      public InFlight ask(ModelRequest request, ModelListener listener) {
        asked.incrementAndGet();
        Thread.startVirtualThread(
            () ->
                listener.onAnswer(
                    new ModelAnswer(
                        new AnswerValue.Text("really asked"), 0.9, ModelAnswer.Usage.UNKNOWN)));
        return () -> {};
      }

      @Override
      public void close() {}
    };
  }
}
