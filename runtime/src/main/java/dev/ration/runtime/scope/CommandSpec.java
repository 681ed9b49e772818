package dev.ration.runtime.scope;

import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandRequest;
import java.util.List;

/**
 * One host action to do, with what the robot's profile says about stopping it. Immutable.
 *
 * @param action its full name, as in {@code std.speech.say}
 * @param arguments in the order of its parameters
 * @param contract what it promises
 * @param stopNanos its stop time: within which it has stopped once it is asked to
 * @param isUnfenced whether a call that was left behind can still act (T11)
 */
public record CommandSpec(
    String action,
    List<CommandRequest.Argument> arguments,
    CommandContract contract,
    long stopNanos,
    boolean isUnfenced) {
  public CommandSpec {
    arguments = List.copyOf(arguments);
  }
}
