package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/** The guest code of a {@code whenever}, called by the strand of its handler. */
public interface EventBody {
  /** Evaluates the condition; never called for a topic. */
  Truth test(Watch watch);

  /**
   * Computes what the handler asks for, for one event.
   *
   * @param message what came; null for a condition
   */
  Begun begin(Scope scope, @Nullable Object message);

  /** A handler that is about to run. */
  record Begun(ScopeSpec spec, Demands demands, ScopeBody body) {}
}
