package dev.ration.connect.vision;

import ai.onnxruntime.OrtException;
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
 * One opened reader of text on pictures: it says what is printed there, and judges nothing.
 *
 * <p>Thread-safe. Calls are worked off one at a time, in the order in which they came, on a thread
 * of the model's own; only that thread touches the networks.
 */
final class VisionModel implements InferenceModel {
  private static final String CLOSED = "The model was closed.";

  private final Ocr ocr;
  private final Set<Stop> stops = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor worker;
  private final AtomicBoolean closed = new AtomicBoolean();

  VisionModel(Ocr ocr) {
    this.ocr = ocr;
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("ration-vision").factory());
    // Never shut down: a call after close is answered too, and the idle thread ends by itself.
    worker.allowCoreThreadTimeOut(true);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.SEE, Ability.CHOOSE, Ability.STRUCTURE, Ability.WRITE);
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public void warmUp() throws ModelException {
    await(stop -> ocr.rows(Picture.blank(), stop));
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
      answer = read(request, stop);
    } catch (Stop.Stopped e) {
      fail(
          listener, ModelFailure.Kind.CANCELLED, closed.get() ? CLOSED : "The call was cancelled.");
      return;
    } catch (Picture.Broken | Answers.Unable e) {
      fail(listener, ModelFailure.Kind.UNABLE, String.valueOf(e.getMessage()));
      return;
    } catch (Answers.NotThere e) {
      fail(listener, ModelFailure.Kind.MALFORMED, "The model %s.".formatted(e.getMessage()));
      return;
    } catch (OrtException | RuntimeException e) {
      // The cause may quote what was read, so it is not passed on.
      fail(listener, ModelFailure.Kind.INTERNAL, "The vision model broke down.");
      return;
    }
    listener.onAnswer(answer);
  }

  private ModelAnswer read(ModelRequest request, Stop stop)
      throws OrtException, Stop.Stopped, Picture.Broken, Answers.Unable, Answers.NotThere {
    if (stop.isRequested()) {
      throw new Stop.Stopped();
    }
    if (request.images().size() != 1) {
      throw new Answers.Unable(
          "This model looks at one picture at a time, not at %d."
              .formatted(request.images().size()));
    }
    var picture = Picture.decode(request.images().getFirst().bytes());
    var found = Answers.of(ocr.rows(picture, stop), request.result());
    return new ModelAnswer(found.value(), found.confidence(), new ModelAnswer.Usage(0, 0, 0, 0));
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
            ocr.close();
          } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be freed", e);
          }
        });
  }
}
