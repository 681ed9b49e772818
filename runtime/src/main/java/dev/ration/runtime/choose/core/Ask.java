package dev.ration.runtime.choose.core;

/**
 * One call that needs a tier: everything the choice depends on besides what it has learnt.
 * Immutable.
 *
 * @param nowNanos the instant of the decision
 * @param call what is asked
 * @param limits what is left
 * @param setting how the robot and its link stand
 * @param wish what is preferred
 */
public record Ask(long nowNanos, Call call, Limits limits, Setting setting, Wish wish) {
  /** A limit that is none. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** The same call where nobody may work on it side by side. */
  Ask alone() {
    Call one =
        new Call(
            call.kind,
            call.latencyKind,
            call.inputTokens,
            call.mostOutput,
            call.bytes,
            call.isPrivate,
            false);
    return new Ask(nowNanos, one, limits, setting, wish);
  }

  /**
   * What is asked.
   *
   * @param kind its class for quality and for tokens written
   * @param latencyKind its class for latency
   * @param inputTokens read by the model
   * @param mostOutput tokens that it may write
   * @param bytes sent to a remote model
   * @param isPrivate whether it may not leave the robot
   * @param mayHedge whether two tiers may work on it side by side
   */
  public record Call(
      int kind,
      int latencyKind,
      long inputTokens,
      long mostOutput,
      long bytes,
      boolean isPrivate,
      boolean mayHedge) {}

  /**
   * What is left of each, {@link #UNLIMITED} where nothing limits it.
   *
   * @param leftNanos to the cut
   * @param probability with which the answer must come in time; 0.99 and more is hard
   */
  public record Limits(
      long leftNanos,
      double probability,
      long microjoules,
      long microMoney,
      long microwatts,
      long memoryBytes) {
    /** Whether missing the deadline is not an option. */
    public boolean isHard() {
      return probability >= 0.99;
    }
  }

  /**
   * How the robot and its link stand.
   *
   * @param network the number of the link in use, 0 and up
   * @param tailShare of the radio's tail that a remote call would add, 0 to 1
   * @param allowed the tiers the call allows, a bit for each
   * @param loaded the tiers whose model is in memory, a bit for each
   */
  public record Setting(
      int network, LinkState link, double tailShare, Band band, long allowed, long loaded) {}
}
