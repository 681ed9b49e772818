package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One opened embedding model: it picks, and can do nothing else.
 *
 * <p>Thread-safe. Calls are worked off one at a time, in the order in which they came, on a thread
 * of the model's own; only that thread touches the chooser.
 */
final class OnnxModel implements InferenceModel {
  private static final String CLOSED = "The model was closed.";

  private final Chooser chooser;
  private final Set<Stop> stops = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor worker;
  private final AtomicBoolean closed = new AtomicBoolean();

  OnnxModel(Chooser chooser) {
    this.chooser = chooser;
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("ration-onnx").factory());
    // Never shut down: a call after close is answered too, and the idle thread ends by itself.
    worker.allowCoreThreadTimeOut(true);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.CHOOSE);
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public void warmUp() throws ModelException {
    await(chooser::warmUp);
  }

  @Override
  public void prepare(ModelRequest shape) throws ModelException {
    if (shape.result() instanceof ResultType.Choice choice && !choice.options().isEmpty()) {
      await(stop -> chooser.prepare(shape, choice, stop));
    }
  }

  /** Work for the model's own thread. */
  @FunctionalInterface
  private interface Work {
    void run(Stop stop) throws OrtException, Stop.Stopped;
  }

  private void await(Work work) throws ModelException {
    var stop = begin();
    var task =
        new FutureTask<Void>(
            () -> {
              if (stop.isRequested()) {
                throw new Stop.Stopped();
              }
              work.run(stop);
              return null;
            });
    worker.execute(task);
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Stop.Stopped) {
        throw new ModelException(CLOSED, e);
      }
      throw new ModelException("The model cannot be used: %s.".formatted(e.getMessage()), e);
    } catch (InterruptedException e) {
      stop.request();
      Thread.currentThread().interrupt();
      throw new ModelException("Making the model ready was interrupted.", e);
    } finally {
      stops.remove(stop);
    }
  }

  /** A stop for one piece of work, requested already where the model is closed. */
  private Stop begin() {
    var stop = new Stop();
    stops.add(stop);
    if (closed.get()) {
      stop.request();
    }
    return stop;
  }

  @Override
  public InFlight ask(ModelRequest request, ModelListener listener) {
    var stop = begin();
    worker.execute(
        () -> {
          try {
            answer(request, listener, stop);
          } finally {
            stops.remove(stop);
          }
        });
    return stop::request;
  }

  private void answer(ModelRequest request, ModelListener listener, Stop stop) {
    ModelAnswer answer;
    try {
      answer = choose(request, stop);
    } catch (Stop.Stopped e) {
      fail(
          listener, ModelFailure.Kind.CANCELLED, closed.get() ? CLOSED : "The call was cancelled.");
      return;
    } catch (Unable e) {
      fail(listener, ModelFailure.Kind.UNABLE, e.reason);
      return;
    } catch (OrtException | RuntimeException e) {
      // The cause may quote the words that were asked about, so it is not passed on.
      fail(listener, ModelFailure.Kind.INTERNAL, "The embedding model broke down.");
      return;
    }
    listener.onAnswer(answer);
  }

  private ModelAnswer choose(ModelRequest request, Stop stop)
      throws OrtException, Stop.Stopped, Unable {
    if (stop.isRequested()) {
      throw new Stop.Stopped();
    }
    if (!request.images().isEmpty()) {
      throw new Unable("An embedding model does not look at images.");
    }
    if (!(request.result() instanceof ResultType.Choice choice)) {
      throw new Unable("An embedding model only picks one of an enum's values.");
    }
    if (choice.options().isEmpty()) {
      throw new Unable("The enum `%s` has no values to pick from.".formatted(choice.name()));
    }
    return chooser.choose(request, choice, stop);
  }

  /** No embedding model can answer this. */
  private static final class Unable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Unable(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static void fail(ModelListener listener, ModelFailure.Kind kind, String message) {
    listener.onFailure(ModelFailure.of(kind, message));
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stops.forEach(Stop::request);
    // Behind all other work, so that nothing is freed under a call; needs no wait.
    worker.execute(
        () -> {
          try {
            chooser.close();
          } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be freed", e);
          }
        });
  }
}
