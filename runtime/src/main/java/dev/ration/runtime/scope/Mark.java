package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/**
 * A cancellation that hit a scope: it lands on everything inside (C5).
 *
 * @param owner where it becomes an outcome; null when the run ends with it
 */
record Mark(Cause cause, @Nullable Scope owner) {
  /** Whether a critical section does not hold it up (C4). */
  boolean breaksCritical() {
    return switch (cause.kind()) {
      case OPERATOR, EMERGENCY, STALLED, BUG -> true;
      default -> false;
    };
  }

  /** The outermost of two that fell at one instant, the first one otherwise (C5). */
  static Mark of(@Nullable Mark earlier, Mark later) {
    if (earlier == null) {
      return later;
    }
    boolean together = earlier.cause.atNanos() == later.cause.atNanos();
    return together && depth(later) < depth(earlier) ? later : earlier;
  }

  private static int depth(Mark mark) {
    return mark.owner == null ? -1 : mark.owner.depth();
  }
}
