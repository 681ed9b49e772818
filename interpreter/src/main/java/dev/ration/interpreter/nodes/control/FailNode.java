package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.plan.Reason;
import dev.ration.runtime.scope.Failed;
import dev.ration.runtime.scope.Failure;
import org.jspecify.annotations.Nullable;

/** {@code fail r}, or a bare {@code fail}, which keeps the failure that a handler answers. */
public final class FailNode extends ExpressionNode {
  private final @Nullable Reason reason;
  private final @Nullable Slot failure;

  private FailNode(@Nullable Reason reason, @Nullable Slot failure) {
    this.reason = reason;
    this.failure = failure;
  }

  /** Fails with a reason; {@code failure} holds what is being handled, if anything is. */
  public static ExpressionNode with(Reason reason, @Nullable Slot failure) {
    return new FailNode(reason, failure);
  }

  /** Fails with the failure that is being handled. */
  public static ExpressionNode again(Slot failure) {
    return new FailNode(null, failure);
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Failure handled =
        failure == null ? null : (Failure) failure.in(frame).getObjectStatic(failure.index());
    throw failed(handled);
  }

  @TruffleBoundary
  private Failed failed(@Nullable Failure handled) {
    if (reason == null && handled != null) {
      return new Failed(handled);
    }
    Reason why = reason == null ? Reason.POSTCONDITION : reason;
    return new Failed(Failure.of(why, "the policy says so").causedBy(handled));
  }
}
