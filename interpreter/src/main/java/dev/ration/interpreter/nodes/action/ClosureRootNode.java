package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.source.SourceSection;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;
import org.jspecify.annotations.Nullable;

/** The code of a piece of an activity that the runtime calls back. */
public final class ClosureRootNode extends GuestRootNode {
  @Child private @Nullable ExpressionNode before;
  @Child private ExpressionNode body;

  /** {@code before} keeps what the runtime gives, such as a handler's failure. */
  public ClosureRootNode(
      TruffleLanguage<?> language,
      FrameDescriptor frame,
      String name,
      SourceSection section,
      @Nullable ExpressionNode before,
      ExpressionNode body) {
    super(language, frame, name, section);
    this.before = before;
    this.body = body;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    if (before != null) {
      before.executeVoid(frame);
    }
    return body.execute(frame);
  }
}
