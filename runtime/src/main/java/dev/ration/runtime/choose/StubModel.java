package dev.ration.runtime.choose;

import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelRequest;

/**
 * A model that only plays one: it says beforehand what it will answer and when, so that it may be
 * asked on either clock even for a tier off the robot (V1). Thread-safe.
 */
public interface StubModel extends InferenceModel {
  /** What it will do with this request. */
  Turn turn(ModelRequest request);

  /**
   * What a stub does with one request.
   *
   * @param afterNanos when it answers: {@link #BY_PROFILE} for the profile's figures drawn by the
   *     seed, {@link #NEVER} for not at all
   */
  record Turn(long afterNanos, Reply reply) {
    /** The profile's figures, drawn by the seed. */
    public static final long BY_PROFILE = -1;

    /** It hangs. */
    public static final long NEVER = -2;

    /** The same after a fixed time. */
    public Turn after(long nanos) {
      return new Turn(nanos, reply);
    }
  }
}
