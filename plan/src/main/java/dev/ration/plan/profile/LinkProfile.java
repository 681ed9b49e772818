package dev.ration.plan.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from the robot to the network.
 *
 * @param roundTrip of a small packet on an awake link, in nanoseconds
 * @param wakeUps what a link that was silent adds to the next round trip, by silence, ascending
 * @param loss share of round trips that are lost, 0 up to 1
 * @param up bits a second from the robot; null when it does not matter
 * @param down bits a second to the robot; null when it does not matter
 * @param radio draw while sending or receiving, in microwatts; null when it is part of the robot's
 * @param tail how long the radio stays awake after the last packet, in nanoseconds
 * @param tailDraw in microwatts
 */
public record LinkProfile(
    String name,
    Figure<Distribution> roundTrip,
    List<WakeUp> wakeUps,
    Figure<Double> loss,
    @Nullable Figure<Long> up,
    @Nullable Figure<Long> down,
    @Nullable Figure<Long> radio,
    Figure<Long> tail,
    Figure<Long> tailDraw) {
  public LinkProfile {
    wakeUps = List.copyOf(wakeUps);
  }

  /**
   * What silence costs.
   *
   * @param after silence of at least this long, in nanoseconds
   * @param adds to the next round trip, in nanoseconds
   */
  public record WakeUp(Figure<Long> after, Figure<Distribution> adds) {}
}
