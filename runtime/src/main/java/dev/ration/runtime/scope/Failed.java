package dev.ration.runtime.scope;

import dev.ration.plan.Reason;
import org.jspecify.annotations.Nullable;

/** A failure on its way out, a value that handlers match (R2). */
public final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** For {@code denied(time)}: the scope whose limit it was, where it becomes a timeout (T6). */
  private final transient @Nullable Scope limitOwner;

  public Failed(Failure failure) {
    this(failure, null);
  }

  Failed(Failure failure, @Nullable Scope limitOwner) {
    super(failure.message(), null, false, false);
    this.failure = failure;
    this.limitOwner = limitOwner;
  }

  /** A failure with nothing behind it. */
  public static Failed of(Reason reason, String message) {
    return new Failed(Failure.of(reason, message));
  }

  /** What failed. */
  public Failure failure() {
    return failure;
  }

  @Nullable Scope limitOwner() {
    return limitOwner;
  }
}
