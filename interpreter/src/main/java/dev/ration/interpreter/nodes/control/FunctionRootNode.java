package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.source.SourceSection;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.GuestRootNode;

/** The code of a function, an activity, or a value that is computed once. */
public final class FunctionRootNode extends GuestRootNode {
  @Children private final ExpressionNode[] parameters;
  @Child private ExpressionNode body;

  /** {@code parameters} put the arguments where the body looks for them. */
  public FunctionRootNode(
      TruffleLanguage<?> language,
      FrameDescriptor frame,
      String name,
      SourceSection section,
      Code code) {
    super(language, frame, name, section);
    this.parameters = code.parameters;
    this.body = code.body;
  }

  /** What is executed. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Code(ExpressionNode[] parameters, ExpressionNode body) {}

  @Override
  @ExplodeLoop
  public Object execute(VirtualFrame frame) {
    for (ExpressionNode parameter : parameters) {
      parameter.executeVoid(frame);
    }
    try {
      return body.execute(frame);
    } catch (ExitException.Return exit) {
      return exit.value();
    }
  }
}
