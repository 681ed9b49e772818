package dev.ration.embed;

import java.util.List;
import java.util.Map;

/** One call of a host action, as its code sees it. Used by the thread of the action. */
public interface ActionCall {
  /** The full name of the action. */
  String action();

  /**
   * An argument: a {@code Boolean}, {@code Long} (whole numbers, durations in nanoseconds, energy
   * in microjoules, power in microwatts), {@code Double} (other quantities, in coherent SI units),
   * {@code String} (texts and enum cases), {@code List} or {@code Map}.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  Object argument(String name);

  /**
   * A text argument, or the name of an enum's case.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default String text(String name) {
    return as(name, String.class);
  }

  /**
   * A whole number, or a quantity that is counted exactly: nanoseconds, microjoules, microwatts.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default long whole(String name) {
    return as(name, Long.class);
  }

  /**
   * A number with a fraction; a quantity in its coherent SI unit, a force in newtons.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default double number(String name) {
    return as(name, Number.class).doubleValue();
  }

  /**
   * Yes or no.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default boolean truth(String name) {
    return as(name, Boolean.class);
  }

  /**
   * A list.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default List<?> list(String name) {
    return as(name, List.class);
  }

  /**
   * A record by its fields, or a map.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is something else
   */
  default Map<?, ?> fields(String name) {
    return as(name, Map.class);
  }

  private <T> T as(String name, Class<T> type) {
    Object value = argument(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "the argument `%s` of `%s` is a %s"
              .formatted(name, action(), value.getClass().getSimpleName()));
    }
    return type.cast(value);
  }

  /** Tells of the first effect: first sound, first movement. Counts once. */
  void begun();

  /**
   * Waits while the action is frozen.
   *
   * @throws InterruptedException if it is to stop
   */
  void checkpoint() throws InterruptedException;
}
