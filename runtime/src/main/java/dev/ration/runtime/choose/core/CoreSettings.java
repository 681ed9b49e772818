package dev.ration.runtime.choose.core;

/**
 * The constants of the choice, and the parts of it that can be left out to see what they are worth.
 * Immutable.
 *
 * @param conformalGain how fast the latency bounds adapt
 * @param priceStep how fast the prices of energy and money move
 * @param backupTarget with which probability a delayed second tier must still be in time
 * @param stay the gain in value below which an incumbent stays, a share
 * @param explore one in how many eligible requests tries a tier that was not seen for a minute
 * @param seed of the requests that explore
 * @param reserved the probability with which the energy set aside is enough; 0 for that with which
 *     the answer must come in time
 * @param hasPacing whether energy and money have prices
 * @param hasFloor whether a floor is started
 * @param hasHedge whether a second tier may be started
 * @param hasBreaker whether failing endpoints are left alone
 * @param hasBeside whether a tier that is too slow for a hard deadline may run beside the floor
 *     that keeps it, where the call may be hedged (M8)
 * @param hasLateFloor whether a floor begins as late as it may, with as much time again to spare.
 *     Then it hardly costs anything, and is the best tier that is safe beside the one before it,
 *     not the cheapest of those that are meant for it
 */
public record CoreSettings(
    double conformalGain,
    double priceStep,
    double backupTarget,
    double stay,
    int explore,
    long seed,
    double reserved,
    boolean hasPacing,
    boolean hasFloor,
    boolean hasHedge,
    boolean hasBreaker,
    boolean hasBeside,
    boolean hasLateFloor) {
  /** What deciding and handing back an answer takes at most. */
  public static final long MARGIN_NANOS = 1_000_000;

  /** The constants that the project measures with. */
  public static CoreSettings standard() {
    return new CoreSettings(
        0.05, 0.01, 0.9, 0.005, 64, 1, 0.90, true, true, true, true, true, false);
  }

  /** What runs choose with: floors begin late, and energy is set aside as surely as time is. */
  public static CoreSettings ofRuns() {
    return new CoreSettings(
        Promises.GAIN, 0.01, 0.9, 0.005, 64, 1, 0, true, true, true, true, true, true);
  }

  /** The same without prices for energy and money. */
  public CoreSettings withoutPacing() {
    return with(false, hasFloor, hasHedge, hasBreaker, hasBeside);
  }

  /** The same without a floor. */
  public CoreSettings withoutFloor() {
    return with(hasPacing, false, hasHedge, hasBreaker, hasBeside);
  }

  /** The same without a second tier. */
  public CoreSettings withoutHedge() {
    return with(hasPacing, hasFloor, false, hasBreaker, hasBeside);
  }

  /** The same without breakers. */
  public CoreSettings withoutBreaker() {
    return with(hasPacing, hasFloor, hasHedge, false, hasBeside);
  }

  /** The same with hard deadlines kept by every tier itself, not only by the floor. */
  public CoreSettings withoutBeside() {
    return with(hasPacing, hasFloor, hasHedge, hasBreaker, false);
  }

  private CoreSettings with(
      boolean pacing, boolean floor, boolean hedge, boolean breaker, boolean beside) {
    return new CoreSettings(
        conformalGain,
        priceStep,
        backupTarget,
        stay,
        explore,
        seed,
        reserved,
        pacing,
        floor,
        hedge,
        breaker,
        beside,
        hasLateFloor);
  }
}
