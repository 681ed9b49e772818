package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/**
 * A cancellation on its way out to its owner (C5). Nobody but the runtime catches it for good: code
 * in between lets it pass.
 */
public final class ScopeCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Cause cause;
  private final transient @Nullable Scope owner;

  ScopeCut(Cause cause, @Nullable Scope owner) {
    super(cause.kind().word(), null, false, false);
    this.cause = cause;
    this.owner = owner;
  }

  /** Why. */
  public Cause cause() {
    return cause;
  }

  /** Where it becomes an outcome; null when the run ends with it. */
  @Nullable Scope owner() {
    return owner;
  }
}
