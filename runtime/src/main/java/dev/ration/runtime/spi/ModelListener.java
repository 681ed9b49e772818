package dev.ration.runtime.spi;

/**
 * Hears how a model call goes; called from any thread, one call at a time, never after its terminal
 * call ({@link #onAnswer} or {@link #onFailure}, exactly one of them unless cancelled).
 */
public interface ModelListener {
  /** The first token, or the first sign that the model is answering. At most once. */
  default void onFirstToken() {}

  /** More text, in order; only for models that write. */
  default void onText(String delta) {}

  /** The whole answer. */
  void onAnswer(ModelAnswer answer);

  /** Why there is none. */
  void onFailure(ModelFailure failure);
}
