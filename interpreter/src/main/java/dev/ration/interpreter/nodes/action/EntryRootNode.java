package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.source.SourceSection;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;

/** The way into a policy: takes its arguments and gives what the runtime needs to start it. */
public final class EntryRootNode extends GuestRootNode {
  private final ScopeSpec spec;
  private final Parts parts;
  @Children private final ExpressionNode[] parameters;
  @Child private DemandsNode demands;

  /**
   * What starts a policy.
   *
   * @param body to be called on the run's own strand
   */
  public record Start(ScopeSpec spec, Demands demands, ScopeBody body) {}

  /** The outermost activity of a policy. */
  public record Outermost(ScopeSpec spec, DemandsNode demands, Parts parts) {}

  public EntryRootNode(
      TruffleLanguage<?> language,
      FrameDescriptor frame,
      SourceSection section,
      ExpressionNode[] parameters,
      Outermost outermost) {
    super(language, frame, outermost.spec.name(), section);
    this.parameters = parameters;
    this.spec = outermost.spec;
    this.demands = outermost.demands;
    this.parts = outermost.parts;
  }

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    for (ExpressionNode parameter : parameters) {
      parameter.executeVoid(frame);
    }
    Demands computed = demands.execute(frame);
    return new Start(
        spec, computed, new GuestBody(parts, new Closure(Line.of(frame), frame.materialize())));
  }
}
