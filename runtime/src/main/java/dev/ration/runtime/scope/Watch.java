package dev.ration.runtime.scope;

import dev.ration.runtime.spi.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of a condition reads, so that it is evaluated again when that changes or
 * becomes too old. Used by the evaluating strand during the evaluation only.
 */
public interface Watch {
  /** The scope the condition belongs to, or stands in. */
  Scope scope();

  /**
   * The last reading of a sensor, or null when there is none or it is older than its staleness
   * bound: then the condition is unknown.
   */
  @Nullable Reading read(String sensor);

  /** Whether a source has been silent for so long, since it was last heard or this began (P4). */
  Truth silent(String source, long nanos);

  /** The outcome of a named branch, or null as long as it has not ended (P1). */
  @Nullable Outcome branch(String name);

  /** Notes that the condition must be evaluated again at this instant. */
  void againAt(long instantNanos);
}
