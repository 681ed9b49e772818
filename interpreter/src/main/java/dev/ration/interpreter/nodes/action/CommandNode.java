package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.HostConversion;
import dev.ration.interpreter.values.HostValues;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.Rendering;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.spi.CommandRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host action: the robot does it. */
public final class CommandNode extends ExpressionNode {
  private final CommandSpec spec;
  private final List<Parameter> parameters;

  /** How the result becomes a guest value; null for an action without one. */
  private final @Nullable HostConversion result;

  @Children private final ExpressionNode[] arguments;

  /**
   * A parameter.
   *
   * @param isPrivate whether some call may give it a private value (M7)
   */
  public record Parameter(String name, Type type, boolean isPrivate) {}

  /** {@code spec} is all but the arguments. */
  public CommandNode(
      CommandSpec spec,
      List<Parameter> parameters,
      @Nullable HostConversion result,
      ExpressionNode[] arguments) {
    this.spec = spec;
    this.parameters = List.copyOf(parameters);
    this.result = result;
    this.arguments = arguments;
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    Object[] values = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].execute(frame);
    }
    return command(Line.of(frame), values);
  }

  @TruffleBoundary
  private Object command(Line line, Object[] values) {
    List<CommandRequest.Argument> given = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Parameter parameter = parameters.get(i);
      given.add(
          new CommandRequest.Argument(
              parameter.name(),
              HostValues.toHost(values[i]),
              Rendering.text(values[i], parameter.type()),
              parameter.isPrivate()));
    }
    try {
      Object answer = Scopes.command(line.strand(), spec.with(given));
      if (result == null) {
        return NoneValue.NONE;
      }
      return result.toGuest(answer == null ? NoneValue.NONE : answer);
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }
}
