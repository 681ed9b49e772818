package dev.ration.runtime.spi;

import java.util.Set;

/**
 * One opened model.
 *
 * <p>Thread-safe. A model is asked only after {@link #warmUp} returned.
 */
public interface InferenceModel extends AutoCloseable {
  /** What the model can do; the same set for its whole life. */
  Set<Ability> abilities();

  /** Whether asking sends anything off the robot (rule M7). */
  boolean isRemote();

  /**
   * Makes the first real call as fast as any later one; blocks until it is. A remote model only
   * prepares its side and sends nothing.
   */
  void warmUp() throws ModelException;

  /**
   * Makes the first call of one shape as fast as any later one: of the same task, examples and
   * result type as {@code shape}, whose words and pictures are not looked at. May be called at any
   * time after {@link #warmUp}; blocks. A model that has nothing to do ahead of a call does
   * nothing.
   */
  default void prepare(ModelRequest shape) throws ModelException {}

  /**
   * Starts one call and returns at once, without throwing; all work and every failure happen
   * elsewhere and are told to {@code listener}.
   */
  InFlight ask(ModelRequest request, ModelListener listener);

  /** Frees the model; calls in flight fail with {@link ModelFailure.Kind#CANCELLED}. */
  @Override
  void close();
}
