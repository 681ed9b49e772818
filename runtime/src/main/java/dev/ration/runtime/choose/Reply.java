package dev.ration.runtime.choose;

import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;

/** What came back from a model. Immutable. */
public sealed interface Reply {
  /** An answer. */
  record Answer(ModelAnswer answer) implements Reply {}

  /** None. */
  record Failure(ModelFailure failure) implements Reply {}
}
