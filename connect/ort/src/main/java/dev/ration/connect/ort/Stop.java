package dev.ration.connect.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to end the arithmetic of a call from another thread. Thread-safe. */
public final class Stop {
  private boolean isRequested;
  private OrtSession.@Nullable RunOptions running;

  /** The work was ended on request. */
  public static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the run under way, if any, and refuses every later one. Returns without waiting. */
  public synchronized void request() {
    isRequested = true;
    if (running != null) {
      try {
        running.setTerminate(true);
      } catch (OrtException e) {
        // The run then ends by itself, some milliseconds later; its result is dropped all the same.
        isRequested = true;
      }
    }
  }

  /** Whether it is to end. */
  public synchronized boolean isRequested() {
    return isRequested;
  }

  /**
   * Runs a network once, on this thread, unless and until it is stopped.
   *
   * @throws OrtException if the network breaks down
   * @throws Stopped if it was stopped
   */
  public OrtSession.Result run(OrtSession session, Map<String, OnnxTensor> inputs)
      throws OrtException, Stopped {
    try (var options = new OrtSession.RunOptions()) {
      begin(options);
      try {
        return session.run(inputs, options);
      } catch (OrtException e) {
        if (isRequested()) {
          throw new Stopped();
        }
        throw e;
      } finally {
        end();
      }
    }
  }

  private synchronized void begin(OrtSession.RunOptions options) throws OrtException, Stopped {
    if (isRequested) {
      throw new Stopped();
    }
    options.setLogLevel(Networks.SILENT);
    running = options;
  }

  private synchronized void end() {
    running = null;
  }
}
