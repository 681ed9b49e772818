package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.nodes.control.ExitException;
import dev.ration.interpreter.values.Caps;
import dev.ration.plan.Code;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import org.jspecify.annotations.Nullable;

/** An activity with clauses but without trailers and conditions: its body is part of the code. */
public final class ScopeNode extends ExpressionNode {
  private final ScopeSpec spec;
  @Child private DemandsNode demands;
  @Child private ExpressionNode body;

  public ScopeNode(ScopeSpec spec, DemandsNode demands, ExpressionNode body) {
    this.spec = spec;
    this.demands = demands;
    this.body = body;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Line line = Line.of(frame);
    int depth = line.depth();
    Scope scope = open(line.strand(), demands.execute(frame));
    Object value;
    try {
      value = body.execute(frame);
    } catch (ExitException exit) {
      leave(scope, null);
      throw exit;
    } catch (Throwable thrown) {
      line.depth(depth);
      throw broken(scope, thrown);
    }
    leave(scope, value);
    return Closure.passOn(value);
  }

  @TruffleBoundary
  private Scope open(Strand strand, Demands computed) {
    try {
      return Scopes.open(strand, spec, computed);
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }

  @TruffleBoundary
  private static void leave(Scope scope, @Nullable Object value) {
    Scopes.close(scope, value);
  }

  @TruffleBoundary
  private RuntimeException broken(Scope scope, Throwable thrown) {
    Throwable named =
        switch (thrown) {
          case UnknownReading unknown -> Faults.unknownReading(unknown.where(), unknown.what());
          case Bug bug -> Faults.placed(bug, this);
          case StackOverflowError _ ->
              new Bug(
                  Code.CALLS_TOO_DEEP, "More than " + Caps.CALLS + " calls lie inside each other.");
          case OutOfMemoryError _ ->
              new Bug(Code.OUT_OF_MEMORY, "The policy takes all the memory there is.");
          default -> thrown;
        };
    return Scopes.close(scope, named);
  }
}
