package dev.ration.runtime.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an activity holds, or wants to, with everything that takes of other resources. Changed only
 * by {@link Holdings}, with the scheduler's lock held.
 */
public final class Claim {
  final @Nullable Claim outer;
  final Map<String, Long> shares;
  final Map<String, Long> lent = new LinkedHashMap<>();
  final Map<String, Claim> lenders = new LinkedHashMap<>();
  boolean isHeld;

  Claim(@Nullable Claim outer, Map<String, Long> shares) {
    this.outer = outer;
    this.shares = shares;
  }

  /** The names of the resources, in the order they were asked for. */
  public Set<String> resources() {
    return shares.keySet();
  }

  /** Whether it was granted and not released since. */
  public boolean isHeld() {
    return isHeld;
  }

  /** How much of a resource it takes, in millionths of the whole. */
  public long share(String resource) {
    return shares.getOrDefault(resource, 0L);
  }

  long free(String resource) {
    return share(resource) - lent.getOrDefault(resource, 0L);
  }
}
