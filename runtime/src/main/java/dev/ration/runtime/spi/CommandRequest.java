package dev.ration.runtime.spi;

import java.util.List;
import java.util.Optional;

/**
 * One host action to do.
 *
 * @param action its full name, as in {@code std.speech.say}
 * @param arguments in the order of its parameters
 * @param grant the number of the grant it is made under; a driver refuses lower numbers than it has
 *     seen (T11)
 * @param contract what its declaration and the robot's profile promise
 * @param leaseNanos how long it may go on without being renewed (C8); {@link #NO_LEASE} for ever
 */
public record CommandRequest(
    String action,
    List<Argument> arguments,
    long grant,
    CommandContract contract,
    long leaseNanos) {
  /** It moves nothing that would have to be stopped. */
  public static final long NO_LEASE = -1;

  /** A command without a lease. */
  public CommandRequest(
      String action, List<Argument> arguments, long grant, CommandContract contract) {
    this(action, arguments, grant, contract, NO_LEASE);
  }

  public CommandRequest {
    arguments = List.copyOf(arguments);
  }

  /** Finds an argument by its parameter's name. */
  public Optional<Argument> argument(String name) {
    return arguments.stream().filter(argument -> argument.name().equals(name)).findFirst();
  }

  /**
   * One argument.
   *
   * @param value a {@code Boolean}, {@code Long} (whole numbers and exact grains), {@code Double}
   *     (coherent units), {@code String}, {@code List}, {@code Map}, or a value of the host
   * @param display the way a text hole would show it
   */
  public record Argument(String name, Object value, String display) {}
}
