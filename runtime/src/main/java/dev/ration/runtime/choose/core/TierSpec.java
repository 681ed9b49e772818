package dev.ration.runtime.choose.core;

/**
 * What a tier's profile says, as the predictor uses it; times in nanoseconds, energy in
 * microjoules, money in millionths. Immutable.
 *
 * @param isRemote whether its model lies off the robot
 * @param isFloor whether it may be started as a floor beside another tier
 * @param endpoint the number of what it is reached at, 0 and up; tiers of one server share it
 * @param memoryBytes what its model takes when it is loaded
 * @param bands in which battery bands it may serve, a bit for each by ordinal
 * @param quality what share of its answers is right, 0 to 1; not a number where nobody says
 * @param latency how long it takes
 * @param cost what it costs
 */
public record TierSpec(
    String name,
    boolean isRemote,
    boolean isFloor,
    int endpoint,
    long memoryBytes,
    int bands,
    double quality,
    Latency latency,
    Cost cost) {
  private static final double PARTS = 1e9;

  /** Every battery band. */
  public static final int ALL_BANDS = (1 << Band.values().length) - 1;

  /** What the power and the rates make of tokens, in microjoules; 0 where there are no rates. */
  public double tokenMicrojoules(double input, double output) {
    return cost.microwatts() * (input * latency.perInput() + output * latency.perOutput()) / PARTS;
  }

  /**
   * The latency that is typical.
   *
   * @param baseNanos to the first token, the link left out
   * @param coldNanos to load the model when it is not
   * @param perInput for each token read
   * @param perOutput for each token written
   * @param perByte for each byte sent
   * @param roundTrips how many of the link
   * @param spread how far from that a call may lie
   */
  public record Latency(
      double baseNanos,
      double coldNanos,
      double perInput,
      double perOutput,
      double perByte,
      double roundTrips,
      Spread spread) {}

  /**
   * What a call costs.
   *
   * @param microwatts drawn while it runs
   * @param tailMicrojoules what the radio burns after it, from full use to idle
   * @param perInput money for each token read
   * @param perOutput money for each token written
   */
  public record Cost(double microwatts, double tailMicrojoules, double perInput, double perOutput) {
    /** What {@code tokens} tokens cost. */
    public double money(double input, double output) {
      return input * perInput + output * perOutput;
    }
  }
}
