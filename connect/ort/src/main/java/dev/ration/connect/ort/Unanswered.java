package dev.ration.connect.ort;

import dev.ration.runtime.spi.ModelFailure;

/** A question that a model cannot answer, or an answer that it does not have; nothing broke. */
public class Unanswered extends Exception {
  private static final long serialVersionUID = 1L;

  private final ModelFailure.Kind kind;

  /**
   * @param message a sentence for an integrator, without a word of what was asked or read
   */
  public Unanswered(ModelFailure.Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What kind of failure it is. */
  public ModelFailure.Kind kind() {
    return kind;
  }

  /** The sentence. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
