package dev.ration.runtime.spi;

/**
 * A way to reach models, found by {@link java.util.ServiceLoader}.
 *
 * <p>Implementations are thread-safe and cheap to construct: nothing is loaded and no socket is
 * opened before {@link #open}.
 */
public interface InferenceBackend {
  /** The name a model profile uses for this backend, as in {@code backend: "onnx"}. */
  String id();

  /**
   * Opens one model; may block while it loads, and does not contact a remote server.
   *
   * @throws ModelException if the specification is incomplete or the model cannot be had
   */
  InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException;
}
