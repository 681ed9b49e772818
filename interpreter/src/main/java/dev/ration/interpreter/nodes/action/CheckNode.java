package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Condition;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.Scopes;
import org.jspecify.annotations.Nullable;

/** {@code require c else repair} or {@code ensure c} in a body. */
public final class CheckNode extends ExpressionNode {
  private final boolean isEnsure;
  private final String text;
  private final RootCallTarget condition;
  private final @Nullable RootCallTarget repair;

  private CheckNode(
      boolean isEnsure, String text, RootCallTarget condition, @Nullable RootCallTarget repair) {
    this.isEnsure = isEnsure;
    this.text = text;
    this.condition = condition;
    this.repair = repair;
  }

  /** A {@code require}; {@code text} is the condition as written. */
  public static ExpressionNode require(
      String text, RootCallTarget condition, @Nullable RootCallTarget repair) {
    return new CheckNode(false, text, condition, repair);
  }

  /** An {@code ensure}. */
  public static ExpressionNode ensure(String text, RootCallTarget condition) {
    return new CheckNode(true, text, condition, null);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    check(new Closure(Line.of(frame), frame.materialize()));
    return NoneValue.NONE;
  }

  @TruffleBoundary
  private void check(Closure closure) {
    Condition tested = watch -> closure.test(condition, watch);
    RootCallTarget mending = repair;
    ScopeBody repairing = mending == null ? null : scope -> closure.run(mending, scope);
    try {
      if (isEnsure) {
        Scopes.ensure(closure.line().strand(), text, tested);
      } else {
        Scopes.require(closure.line().strand(), text, tested, repairing);
      }
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }
}
