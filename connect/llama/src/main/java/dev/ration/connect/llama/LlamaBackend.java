package dev.ration.connect.llama;

import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;

/**
 * Generative models from GGUF files, on llama.cpp in this process.
 *
 * <p>Thread-safe. docs/local-models.md lists the settings. No native code is loaded before a model
 * is opened.
 */
public final class LlamaBackend implements InferenceBackend {
  /** One for the process, as its memory is. */
  private static final Weights OF_PROCESS = new Weights(FreeMemory::bytes);

  private final Weights weights;

  /** Takes what memory the machine has free. */
  public LlamaBackend() {
    this(OF_PROCESS);
  }

  LlamaBackend(Weights weights) {
    this.weights = weights;
  }

  @Override
  public String id() {
    return "llama";
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
    var settings = LlamaSettings.read(spec);
    return new GgufModel(Engine.open(settings, weights), settings);
  }
}
