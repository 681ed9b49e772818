package dev.ration.connect.ort;

import ai.onnxruntime.OrtException;
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
 * One opened model on ONNX Runtime.
 *
 * <p>Thread-safe. Calls are worked off one at a time, in the order in which they came, on a thread
 * of the model's own; only that thread touches the networks.
 */
public abstract class OrtModel implements InferenceModel {
  private static final String CLOSED = "The model was closed.";

  private final String kind;
  private final Set<Stop> stops = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor worker;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param kind for messages, as in {@code embedding}
   */
  protected OrtModel(String kind) {
    this.kind = kind;
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("ration-" + kind).factory());
    // Never shut down: a call after close is answered too, and the idle thread ends by itself.
    worker.allowCoreThreadTimeOut(true);
  }

  /**
   * Answers; on the model's own thread.
   *
   * @throws Unanswered if it cannot
   * @throws Stop.Stopped if it was stopped
   * @throws OrtException if a network breaks down
   */
  protected abstract ModelAnswer answer(ModelRequest request, Stop stop)
      throws OrtException, Stop.Stopped, Unanswered;

  /**
   * Frees the networks; on the model's own thread, once, behind all other work.
   *
   * @throws OrtException if they cannot be freed
   */
  protected abstract void free() throws OrtException;

  @Override
  public boolean isRemote() {
    return false;
  }

  /** Work for the model's own thread. */
  @FunctionalInterface
  protected interface Work {
    /**
     * Does it.
     *
     * @throws OrtException if a network breaks down
     * @throws Stop.Stopped if it was stopped
     */
    void run(Stop stop) throws OrtException, Stop.Stopped;
  }

  /**
   * Has work done and waits for it.
   *
   * @throws ModelException if it fails, the model is closed, or the wait is interrupted
   */
  protected final void await(Work work) throws ModelException {
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
  public final InFlight ask(ModelRequest request, ModelListener listener) {
    var stop = begin();
    worker.execute(
        () -> {
          try {
            tell(request, listener, stop);
          } finally {
            stops.remove(stop);
          }
        });
    return stop::request;
  }

  private void tell(ModelRequest request, ModelListener listener, Stop stop) {
    ModelAnswer answer;
    try {
      if (stop.isRequested()) {
        throw new Stop.Stopped();
      }
      answer = answer(request, stop);
    } catch (Stop.Stopped e) {
      fail(
          listener, ModelFailure.Kind.CANCELLED, closed.get() ? CLOSED : "The call was cancelled.");
      return;
    } catch (Unanswered e) {
      fail(listener, e.kind(), e.words());
      return;
    } catch (OrtException | RuntimeException e) {
      // The cause may quote what was asked or read, so it is not passed on.
      fail(listener, ModelFailure.Kind.INTERNAL, "The %s model broke down.".formatted(kind));
      return;
    }
    listener.onAnswer(answer);
  }

  private static void fail(ModelListener listener, ModelFailure.Kind kind, String message) {
    listener.onFailure(ModelFailure.of(kind, message));
  }

  @Override
  public final void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stops.forEach(Stop::request);
    // Behind all other work, so that nothing is freed under a call; needs no wait.
    worker.execute(
        () -> {
          try {
            free();
          } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be freed", e);
          }
        });
  }
}
