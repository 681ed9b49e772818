package dev.ration.runtime.scope;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an activity's data may leave the robot (M7). Immutable.
 *
 * @param isPrivate nothing may
 * @param shareOnly only these values may; null when that is not restricted
 */
public record Privacy(boolean isPrivate, @Nullable List<String> shareOnly) {
  /** Nothing is restricted. */
  public static final Privacy OPEN = new Privacy(false, null);

  public Privacy {
    shareOnly = shareOnly == null ? null : List.copyOf(shareOnly);
  }
}
