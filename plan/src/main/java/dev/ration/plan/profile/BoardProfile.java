package dev.ration.plan.profile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A computer on a robot.
 *
 * @param memory for models and programs together, in bytes
 * @param bandwidth of that memory, in bytes a second; null when unknown
 * @param idle draw with nothing running, in microwatts; null when it is part of the robot's
 * @param modes power modes, as the file orders them; empty when there is only one
 */
public record BoardProfile(
    String name,
    Figure<Long> memory,
    @Nullable Figure<Long> bandwidth,
    @Nullable Figure<Long> idle,
    List<Mode> modes) {
  public BoardProfile {
    modes = List.copyOf(modes);
  }

  /** Finds a power mode. */
  public Optional<Mode> mode(String modeName) {
    return modes.stream().filter(mode -> mode.name().equals(modeName)).findFirst();
  }

  /**
   * A power mode.
   *
   * @param power the most the board draws in it, in microwatts
   * @param speed of the fastest mode, a share above 0 and up to 1
   */
  public record Mode(String name, Figure<Long> power, Figure<Double> speed) {}
}
