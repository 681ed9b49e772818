package dev.ration.runtime.choose;

import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models of a process: opened and warmed up once, off every strand, and used by any number of
 * runs. Thread-safe.
 *
 * <p>A model that is not warm yet, or could not be opened, refuses calls with that as the reason;
 * no run ever waits for it, unless it asks to with {@link #awaitWarm}.
 */
public final class ModelPool implements AutoCloseable {
  private final Map<String, InferenceBackend> backends = new LinkedHashMap<>();
  private final Secrets secrets;
  private final Learnt learnt = new Learnt(System::nanoTime);
  private final Map<ModelSpec, CompletableFuture<Opened>> opened = new LinkedHashMap<>();
  private final ExecutorService openers =
      Executors.newFixedThreadPool(
          2, Thread.ofPlatform().name("ration-models-", 0).daemon().factory());
  private boolean isClosed;

  public ModelPool(List<InferenceBackend> backends, Secrets secrets) {
    for (InferenceBackend backend : backends) {
      this.backends.putIfAbsent(backend.id(), backend);
    }
    this.secrets = secrets;
  }

  /**
   * How a model stands.
   *
   * @param state one of {@code cold}, {@code warm}, {@code broken}
   * @param words why it is broken; empty otherwise
   */
  public record Status(String tier, String backend, String state, String words) {}

  /** A model, or why there is none. */
  record Opened(@Nullable InferenceModel model, String problem) {}

  /** Begins to open and warm up every model that a site serves and its board can hold. */
  public void prepare(Site site) {
    for (Site.Serve serve : site.serves()) {
      if (MemoryPlan.of(site).fits(serve)) {
        var unused = open(serve);
      }
    }
  }

  /**
   * Makes the first call of each shape as fast as any later one, on every model on the robot that
   * is warm by now; blocks. A model that cannot is left as it is, and says so when it is asked.
   */
  public void prepare(List<ModelRequest> shapes) {
    for (CompletableFuture<Opened> each : futures()) {
      Opened now = each.getNow(null);
      InferenceModel model = now == null ? null : now.model;
      if (model != null && !model.isRemote()) {
        shapes.forEach(shape -> prepare(model, shape));
      }
    }
  }

  private static void prepare(InferenceModel model, ModelRequest shape) {
    try {
      model.prepare(shape);
    } catch (ModelException _) {
      // The call itself meets the same trouble, and has a receipt to tell it in.
    }
  }

  /** Waits until no model is being opened any more; returns false if that takes longer. */
  public boolean awaitWarm(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (CompletableFuture<Opened> each : futures()) {
      try {
        each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        return false;
      } catch (ExecutionException defect) {
        throw new IllegalStateException(defect.getCause());
      }
    }
    return true;
  }

  /** How every model stands, in the order in which they were first wanted. */
  public synchronized List<Status> status() {
    return opened.entrySet().stream()
        .map(
            entry -> {
              Opened now = entry.getValue().getNow(null);
              String state = now == null ? "cold" : now.model == null ? "broken" : "warm";
              return new Status(
                  entry.getKey().tier(),
                  entry.getKey().backend(),
                  state,
                  now == null ? "" : now.problem);
            })
        .collect(Collectors.toList());
  }

  /** What the calls of runs on the real clock have shown. */
  Learnt learnt() {
    return learnt;
  }

  /** The model that serves an entry; empty as long as it is not warm. */
  Optional<Opened> find(Site.Serve serve) {
    return Optional.ofNullable(open(serve).getNow(null));
  }

  private synchronized CompletableFuture<Opened> open(Site.Serve serve) {
    ModelSpec spec =
        new ModelSpec(serve.tier().name(), serve.model().backend(), serve.model().settings());
    CompletableFuture<Opened> known = opened.get(spec);
    if (known != null) {
      return known;
    }
    CompletableFuture<Opened> made =
        isClosed
            ? CompletableFuture.completedFuture(new Opened(null, "the models are closed"))
            : CompletableFuture.supplyAsync(() -> open(spec), openers);
    opened.put(spec, made);
    return made;
  }

  private Opened open(ModelSpec spec) {
    InferenceBackend backend = backends.get(spec.backend());
    if (backend == null) {
      return new Opened(null, "there is no backend `" + spec.backend() + "` here");
    }
    InferenceModel model = null;
    try {
      model = backend.open(spec, secrets);
      model.warmUp();
      return new Opened(model, "");
    } catch (ModelException problem) {
      closeQuietly(model);
      return new Opened(null, problem.words());
    } catch (RuntimeException | LinkageError defect) {
      closeQuietly(model);
      // Its words may hold anything; its kind is enough to report it.
      return new Opened(null, "its backend `" + spec.backend() + "` broke (" + kind(defect) + ")");
    }
  }

  private static String kind(Throwable defect) {
    return defect instanceof LinkageError ? "a library does not load" : "a defect";
  }

  private static void closeQuietly(@Nullable InferenceModel model) {
    if (model != null) {
      try {
        model.close();
      } catch (RuntimeException _) {
        // It is given up anyway; the first problem is the one to report.
      }
    }
  }

  private synchronized List<CompletableFuture<Opened>> futures() {
    return new ArrayList<>(opened.values());
  }

  /** Closes every model; calls in flight fail. */
  @Override
  public void close() {
    List<CompletableFuture<Opened>> all;
    synchronized (this) {
      isClosed = true;
      all = new ArrayList<>(opened.values());
      opened.clear();
    }
    for (CompletableFuture<Opened> each : all) {
      var unused = each.thenAccept(one -> closeQuietly(one.model));
    }
    openers.shutdown();
  }
}
