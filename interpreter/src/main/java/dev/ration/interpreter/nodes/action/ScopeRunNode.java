package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import org.jspecify.annotations.Nullable;

/** An activity with trailers or conditions: the runtime calls its pieces back. */
public final class ScopeRunNode extends ExpressionNode {
  /** Which protocol runs it. */
  public enum Protocol {
    /** That of every activity. */
    PLAIN,
    /** {@code respond} (T9). */
    RESPOND
  }

  private final Protocol protocol;
  private final ScopeSpec spec;
  private final Parts parts;
  @Child private DemandsNode demands;

  public ScopeRunNode(Protocol protocol, ScopeSpec spec, DemandsNode demands, Parts parts) {
    this.protocol = protocol;
    this.spec = spec;
    this.demands = demands;
    this.parts = parts;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Line line = Line.of(frame);
    Demands computed = demands.execute(frame);
    return Closure.passOn(
        run(line, computed, new GuestBody(parts, new Closure(line, frame.materialize()))));
  }

  @TruffleBoundary
  private @Nullable Object run(Line line, Demands computed, ScopeBody body) {
    try {
      return switch (protocol) {
        case PLAIN -> Scopes.run(line.strand(), spec, computed, body);
        case RESPOND -> Scopes.respond(line.strand(), spec, computed, body);
      };
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }
}
