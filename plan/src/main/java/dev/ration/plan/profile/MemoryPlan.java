package dev.ration.plan.profile;

import java.util.HashSet;
import java.util.Set;

/**
 * Which models the board holds at once: in the site's order, each that still fits (M1). A model
 * that serves several tiers counts once. Immutable.
 */
public record MemoryPlan(Set<ModelProfile> loaded, boolean isBounded) {
  public MemoryPlan {
    loaded = Set.copyOf(loaded);
  }

  /** The plan of a site; without a board there is room for all. */
  public static MemoryPlan of(Site site) {
    BoardProfile board = site.robot().board();
    if (board == null) {
      return new MemoryPlan(Set.of(), false);
    }
    Set<ModelProfile> loaded = new HashSet<>();
    long left = board.memory().value();
    for (Site.Serve serve : site.serves()) {
      ModelProfile model = serve.model();
      Figure<Long> memory = model.memory();
      if (loaded.contains(model) || memory == null || model.isRemote()) {
        continue;
      }
      if (memory.value() <= left) {
        left -= memory.value();
        loaded.add(model);
      }
    }
    return new MemoryPlan(loaded, true);
  }

  /** Whether there is room for the model of an entry. */
  public boolean fits(Site.Serve serve) {
    ModelProfile model = serve.model();
    return !isBounded || model.isRemote() || model.memory() == null || loaded.contains(model);
  }
}
