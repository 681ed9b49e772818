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

  /** What stands in a trace or receipt for words of a robot that may quote a private value (M7). */
  private static final String PRIVATE_WORDS = "what it says may quote a private value";

  /** As what a failure counts whose own code may quote a private value. */
  private static final String PRIVATE_CODE = "undeclared";

  /** A command without a lease. */
  public CommandRequest(
      String action, List<Argument> arguments, long grant, CommandContract contract) {
    this(action, arguments, grant, contract, NO_LEASE);
  }

  public CommandRequest {
    arguments = List.copyOf(arguments);
  }

  /** Whether one of its arguments may be private. */
  public boolean isPrivate() {
    return arguments.stream().anyMatch(Argument::isPrivate);
  }

  /** What may be written down of what the robot says; {@code isPrivate} where it may quote. */
  public static String words(String said, boolean isPrivate) {
    return isPrivate ? PRIVATE_WORDS : said;
  }

  /** What may be written down of the code of a failure; a declared one is known to everybody. */
  public static String code(String said, CommandContract contract, boolean isPrivate) {
    return isPrivate && !contract.fails().contains(said) ? PRIVATE_CODE : said;
  }

  /** Finds an argument by its parameter's name. */
  public Optional<Argument> argument(String name) {
    return arguments.stream().filter(argument -> argument.name().equals(name)).findFirst();
  }

  /**
   * One argument.
   *
   * @param isPrivate whether it may be a private value, or hold one: the driver may use it, and
   *     must not write it into a log that leaves the robot (M7)
   * @param value a {@code Boolean}, {@code Long} (whole numbers and exact grains), {@code Double}
   *     (coherent units), {@code String}, {@code List}, {@code Map}, or a value of the host
   * @param display the way a text hole would show it
   */
  public record Argument(String name, Object value, String display, boolean isPrivate) {
    /** One that everybody may know. */
    public Argument(String name, Object value, String display) {
      this(name, value, display, false);
    }
  }
}
