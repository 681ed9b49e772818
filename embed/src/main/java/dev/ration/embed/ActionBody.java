package dev.ration.embed;

import org.jspecify.annotations.Nullable;

/**
 * What a host action does, in Java.
 *
 * <p>Runs on a thread of its own. When the action is to stop, that thread is interrupted: waits of
 * the JDK then end by themselves, and a loop has to look, with {@link ActionCall#checkpoint}. The
 * code must come back within the stop time of the resources it moves; what does not is left behind,
 * and its resources are out of use until it has come back and they are safe.
 */
@FunctionalInterface
public interface ActionBody {
  /**
   * Does it.
   *
   * @return what the action's declaration promises: {@code Boolean}, {@code Long} or {@code
   *     Integer}, {@code Double} (coherent SI units), {@code String} (texts and enum cases), {@code
   *     List}, {@code Map} (records by field, maps); null where it promises nothing or has none
   * @throws ActionFailed with one of the codes it declares
   * @throws InterruptedException because it was told to stop
   * @throws Exception anything else is a defect: it ends the policy through its cleanups
   */
  @Nullable Object run(ActionCall call) throws Exception;
}
