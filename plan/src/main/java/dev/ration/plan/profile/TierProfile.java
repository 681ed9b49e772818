package dev.ration.plan.profile;

import java.util.List;

/**
 * A tier that policies name, whatever model serves it.
 *
 * @param name dotted, as {@code cloud.chat}
 * @param abilities what any model that serves it can do; empty when nothing is promised
 */
public record TierProfile(String name, Place place, List<String> abilities) {
  public TierProfile {
    abilities = List.copyOf(abilities);
  }

  /** Where a tier thinks. */
  public enum Place {
    /** Without a model: a rule or a table on the robot. */
    REFLEX,
    /** On the robot. */
    ROBOT,
    /** Outside the robot: a data boundary lies between (M7). */
    CLOUD
  }
}
