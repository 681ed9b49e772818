package dev.ration.runtime.spi;

/**
 * A model's answer, of the declared type.
 *
 * @param value of the shape of the request's result type
 * @param confidence calibrated probability that the value is right, 0 to 1
 * @param usage what the call cost
 */
public record ModelAnswer(AnswerValue value, double confidence, Usage usage) {
  public ModelAnswer {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not in 0 .. 1");
    }
  }

  /**
   * What a call cost, as far as the model said; -1 where it did not say.
   *
   * @param inputTokens tokens read
   * @param outputTokens tokens written
   * @param bytesSent bytes that left the robot, 0 for a local model
   * @param bytesReceived bytes that came back, 0 for a local model
   */
  public record Usage(long inputTokens, long outputTokens, long bytesSent, long bytesReceived) {
    /** Nothing is known. */
    public static final Usage UNKNOWN = new Usage(-1, -1, -1, -1);
  }
}
