package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.ScopeSpec;

/** Gives the runtime what it needs to run an event handler: {@link EntryRootNode.Start}. */
public final class StartNode extends ExpressionNode {
  private final ScopeSpec spec;
  private final Parts parts;
  @Child private DemandsNode demands;

  public StartNode(EntryRootNode.Outermost outermost) {
    this.spec = outermost.spec();
    this.parts = outermost.parts();
    this.demands = outermost.demands();
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Demands computed = demands.execute(frame);
    return new EntryRootNode.Start(
        spec, computed, new GuestBody(parts, new Closure(Line.of(frame), frame.materialize())));
  }
}
