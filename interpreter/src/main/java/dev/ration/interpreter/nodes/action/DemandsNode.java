package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.runtime.scope.Demands;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the clauses of an activity ask for, computed when it is entered. */
public final class DemandsNode extends Node {
  private final @Nullable Demands constant;
  private final Function<Object[], Demands> recipe;
  @Children private final ExpressionNode[] figures;

  private DemandsNode(
      @Nullable Demands constant, Function<Object[], Demands> recipe, ExpressionNode[] figures) {
    this.constant = constant;
    this.recipe = recipe;
    this.figures = figures;
  }

  /** Demands that are the same each time. */
  public static DemandsNode of(Demands constant) {
    return new DemandsNode(constant, values -> constant, new ExpressionNode[0]);
  }

  /** Demands made from figures that are computed each time. */
  public static DemandsNode of(Function<Object[], Demands> recipe, List<ExpressionNode> figures) {
    return new DemandsNode(null, recipe, figures.toArray(ExpressionNode[]::new));
  }

  /** Computes them. */
  @ExplodeLoop
  public Demands execute(VirtualFrame frame) {
    Demands known = constant;
    if (known != null) {
      return known;
    }
    Object[] values = new Object[figures.length];
    for (int i = 0; i < figures.length; i++) {
      values[i] = figures[i].execute(frame);
    }
    return build(values);
  }

  @TruffleBoundary
  private Demands build(Object[] values) {
    return recipe.apply(values);
  }
}
