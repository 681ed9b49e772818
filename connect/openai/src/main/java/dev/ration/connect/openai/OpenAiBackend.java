package dev.ration.connect.openai;

import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.time.InstantSource;

/**
 * Chat models that speak OpenAI's chat-completions format, whoever serves them.
 *
 * <p>Thread-safe. docs/cloud.md lists the settings.
 */
public final class OpenAiBackend implements InferenceBackend {
  private final AlarmSource alarms;
  private final InstantSource wallClock;

  /** Waits in real time. */
  public OpenAiBackend() {
    this(RealAlarms::new, InstantSource.system());
  }

  OpenAiBackend(AlarmSource alarms, InstantSource wallClock) {
    this.alarms = alarms;
    this.wallClock = wallClock;
  }

  /** Where a model gets its alarms from. */
  @FunctionalInterface
  interface AlarmSource {
    /** Returns alarms that belong to one model. */
    Alarms open();
  }

  @Override
  public String id() {
    return "openai";
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
    return new ChatModel(ChatSettings.read(spec, secrets), alarms.open(), wallClock);
  }
}
