package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.control.ExitException;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.RecordShape;
import dev.ration.interpreter.values.RecordValue;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.ParallelSpec;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.Scopes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Branches side by side (P1); stands inside the construct's own scope. */
public final class ParallelNode extends ExpressionNode {
  private final ParallelSpec spec;
  private final List<Code> branches;

  /** The form of what {@code all} gives; null where the construct has no record of branches. */
  private final @Nullable RecordShape shape;

  @Child private @Nullable ExpressionNode atLeast;

  /**
   * The code of a branch.
   *
   * @param isActivity whether it is one activity and nothing else: skipped when that is (R4)
   */
  public record Code(RootCallTarget target, boolean isActivity) {}

  public ParallelNode(
      ParallelSpec spec,
      @Nullable ExpressionNode atLeast,
      List<Code> branches,
      @Nullable RecordShape shape) {
    this.spec = spec;
    this.atLeast = atLeast;
    this.branches = List.copyOf(branches);
    this.shape = shape;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    long count = atLeast == null ? branches.size() : atLeast.executeLong(frame);
    return run(new Closure(Line.of(frame), frame.materialize()), count);
  }

  @TruffleBoundary
  private Object run(Closure closure, long count) {
    List<ScopeBody> bodies = new ArrayList<>();
    for (Code branch : branches) {
      bodies.add(scope -> run(closure, branch, scope));
    }
    Object ended;
    try {
      ended = Scopes.parallel(closure.line().strand(), spec, count, bodies);
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
    // The scope around it sees that it was skipped (R4); to guest code that is no value.
    return ended instanceof List<?> outcomes ? value(outcomes) : Scopes.SKIPPED;
  }

  private static @Nullable Object run(Closure closure, Code branch, Scope scope) {
    Object value = closure.run(branch.target, scope);
    return branch.isActivity && scope.wasLastSkipped() ? Scopes.SKIPPED : value;
  }

  private Object value(List<?> outcomes) {
    for (Object outcome : outcomes) {
      if (outcome instanceof Outcome.Ok(ExitException exit)) {
        throw exit;
      }
    }
    if (spec.kind() == ParallelSpec.Kind.ANY || spec.kind() == ParallelSpec.Kind.RACE) {
      return outcomes.isEmpty() ? NoneValue.NONE : valueOf(outcomes.getFirst());
    }
    if (shape == null || outcomes.size() != spec.branches().size()) {
      return NoneValue.NONE;
    }
    Object[] named = new Object[shape.fields().size()];
    int next = 0;
    for (int i = 0; i < spec.branches().size(); i++) {
      if (spec.branches().get(i).isNamed()) {
        named[next++] = valueOf(outcomes.get(i));
      }
    }
    return new RecordValue(shape, named);
  }

  private static Object valueOf(Object outcome) {
    return outcome instanceof Outcome.Ok(Object value) ? Closure.passOn(value) : NoneValue.NONE;
  }
}
