package dev.ration.bench.score;

/**
 * A mission: calls in time order, and what each tier would make of them. Times in seconds from the
 * start. Tiers are {@link #RULE}, {@link #LOCAL} and {@link #CLOUD}.
 *
 * @param at when each call comes
 * @param end when the mission ends
 * @param seconds what a tier takes, the radio awake; infinite when it never answers
 * @param wake what the cloud takes longer when the radio sleeps
 * @param right whether a tier's answer is right
 * @param table the share of right answers by tier and subject, from the other half of the questions
 * @param tableRows how many questions a subject has in that table
 * @param truth the same shares in the half that the mission is drawn from, which no policy knows
 * @param roundTrip the last measured round trip before a call, in seconds; NaN in an outage
 */
@SuppressWarnings("ArrayRecordComponent")
record Mission(
    World world,
    double[] at,
    double end,
    int[] subject,
    int[] input,
    int[] output,
    double[] deadline,
    boolean[] isHard,
    boolean[] isPrivate,
    double[][] seconds,
    double[] wake,
    boolean[][] right,
    double[][] table,
    int[] tableRows,
    double[][] truth,
    double[] roundTrip,
    double[] chance) {
  static final int RULE = 0;
  static final int LOCAL = 1;
  static final int CLOUD = 2;
  static final int TIERS = 3;

  int size() {
    return at.length;
  }

  /** What a call costs in the cloud, in millionths. */
  double price(int call) {
    return price(input[call], output[call]);
  }

  double price(double in, double out) {
    return in * world.figure("cloud.price.input") + out * world.figure("cloud.price.output");
  }
}
