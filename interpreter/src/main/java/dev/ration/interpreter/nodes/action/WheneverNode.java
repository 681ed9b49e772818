package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.HostConversion;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.EventBody;
import dev.ration.runtime.scope.EventSpec;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.scope.Truth;
import dev.ration.runtime.scope.Watch;
import org.jspecify.annotations.Nullable;

/** {@code whenever e as x for d every p { }} (P4): begins to listen; stands inside its block. */
public final class WheneverNode extends ExpressionNode {
  private static final int MOST_KEPT = 1_000_000;

  private final Form form;
  private final @Nullable RootCallTarget condition;
  private final RootCallTarget handler;
  @Child private @Nullable ExpressionNode holdFor;
  @Child private @Nullable ExpressionNode every;
  @Child private @Nullable ExpressionNode queue;

  /**
   * What is known before it runs.
   *
   * @param topic whose messages are the events; null for a condition
   * @param message how a message becomes a guest value; null where nobody looks at it
   */
  public record Form(
      String name,
      String origin,
      @Nullable String topic,
      EventSpec.Busy busy,
      @Nullable HostConversion message) {}

  /** What is computed where it stands; null for what is not written. */
  public record Figures(
      @Nullable ExpressionNode holdFor,
      @Nullable ExpressionNode every,
      @Nullable ExpressionNode queue) {}

  /** {@code condition} is null for a topic; {@code handler} gives {@link EntryRootNode.Start}. */
  public WheneverNode(
      Form form, @Nullable RootCallTarget condition, RootCallTarget handler, Figures figures) {
    this.form = form;
    this.condition = condition;
    this.handler = handler;
    this.holdFor = figures.holdFor();
    this.every = figures.every();
    this.queue = figures.queue();
  }

  @Override
  public Object execute(VirtualFrame frame) {
    long hold = holdFor == null ? 0 : holdFor.executeLong(frame);
    long period = every == null ? 0 : every.executeLong(frame);
    long kept = queue == null ? 0 : queue.executeLong(frame);
    EventSpec spec =
        new EventSpec(
            form.name,
            form.origin,
            form.topic,
            hold,
            period,
            form.busy,
            (int) Math.min(kept, MOST_KEPT));
    listen(new Closure(Line.of(frame), frame.materialize()), spec);
    return NoneValue.NONE;
  }

  @TruffleBoundary
  private void listen(Closure closure, EventSpec spec) {
    Scopes.whenever(closure.line().strand(), spec, new Handling(closure));
  }

  /** The handler's code, for the runtime. */
  private final class Handling implements EventBody {
    private final Closure closure;

    Handling(Closure closure) {
      this.closure = closure;
    }

    @Override
    public Truth test(Watch watch) {
      RootCallTarget code = condition;
      return code == null ? Truth.UNKNOWN : closure.test(code, watch);
    }

    @Override
    public Begun begin(Scope scope, @Nullable Object message) {
      Object given = NoneValue.NONE;
      HostConversion conversion = form.message;
      if (conversion != null && message != null) {
        try {
          given = conversion.toGuest(message);
        } catch (Bug bug) {
          throw Faults.placed(bug, WheneverNode.this);
        }
      }
      if (closure.run(handler, scope, given) instanceof EntryRootNode.Start start) {
        return new Begun(start.spec(), start.demands(), start.body());
      }
      throw new IllegalStateException("a handler that does not start");
    }
  }
}
