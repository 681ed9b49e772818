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
 * @param traits what else it declares
 */
public record CommandSpec(
    String action,
    List<CommandRequest.Argument> arguments,
    CommandContract contract,
    long stopNanos,
    Traits traits) {
  public CommandSpec {
    arguments = List.copyOf(arguments);
  }

  /** An action that can be neither frozen nor preempted. */
  public CommandSpec(
      String action,
      List<CommandRequest.Argument> arguments,
      CommandContract contract,
      long stopNanos,
      boolean isUnfenced) {
    this(action, arguments, contract, stopNanos, new Traits(isUnfenced, false, false));
  }

  /**
   * What an action declares beside its figures.
   *
   * @param isUnfenced whether a call that was left behind can still act (T11)
   * @param isHoldable whether all it holds has a state in which it can be frozen (C6)
   * @param isPreemptible whether it may be interrupted for something more important (P5)
   */
  public record Traits(boolean isUnfenced, boolean isHoldable, boolean isPreemptible) {}

  /** The same with other arguments. */
  public CommandSpec with(List<CommandRequest.Argument> others) {
    return new CommandSpec(action, others, contract, stopNanos, traits);
  }

  boolean isUnfenced() {
    return traits.isUnfenced();
  }

  boolean isHoldable() {
    return traits.isHoldable();
  }
}
