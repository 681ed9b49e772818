package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/**
 * The guest code of an activity, called by its strand. What a callback throws is a {@link Failed},
 * a {@link ScopeCut} that it lets pass, a {@link Bug}, or a defect, which becomes one.
 *
 * <p>A {@code return}, {@code break} or {@code continue} that leaves the body is a normal end:
 * catch it inside the callback, return it as the value, and go on with it after the scope has
 * closed.
 */
@FunctionalInterface
public interface ScopeBody {
  /** One attempt at the body; returns its value. */
  @Nullable Object run(Scope scope);

  /** Evaluates the {@code skip if} of this index, before the activity is admitted. */
  default Truth skipIf(int index, Watch watch) {
    throw new IllegalStateException();
  }

  /** Evaluates a {@code require}. */
  default Truth require(int index, Watch watch) {
    throw new IllegalStateException();
  }

  /** Whether this {@code require} has a repair. */
  default boolean hasRepair(int index) {
    return false;
  }

  /** Repairs what a {@code require} found missing; the condition is then checked once more. */
  default void repair(int index, Scope scope) {
    throw new IllegalStateException();
  }

  /** Evaluates an {@code ensure}, after the body. */
  default Truth ensure(int index, Watch watch) {
    throw new IllegalStateException();
  }

  /** Evaluates a {@code keep}. */
  default Truth keep(int index, Watch watch) {
    throw new IllegalStateException();
  }

  /** Evaluates an {@code until}. */
  default Truth until(int index, Watch watch) {
    throw new IllegalStateException();
  }

  /**
   * Answers a failure; its value becomes the outcome. A bare {@code fail} throws {@link Failed}
   * with the very failure given.
   */
  default @Nullable Object handle(int index, Failure failure, Scope scope) {
    throw new IllegalStateException();
  }

  /** Runs the block of a {@code soft within}, on a strand of its own, beside the body. */
  default void soft(int index, Scope scope) {
    throw new IllegalStateException();
  }

  /** Cleans up; its bound is enforced. */
  default void cleanup(Scope scope) {
    throw new IllegalStateException();
  }
}
