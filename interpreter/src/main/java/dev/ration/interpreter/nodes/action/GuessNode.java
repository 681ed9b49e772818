package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.values.GuessValue;
import dev.ration.interpreter.values.UnsureValue;
import dev.ration.plan.Reason;
import dev.ration.runtime.scope.Failed;

/** {@code confirm g at p}, and {@code accept g} (M5). */
public abstract class GuessNode extends ExpressionNode {
  @Child ExpressionNode guess;

  private GuessNode(ExpressionNode guess) {
    this.guess = guess;
  }

  /** The value if it is sure enough, else a failure. */
  public static ExpressionNode confirm(ExpressionNode guess, ExpressionNode threshold) {
    return new Confirm(guess, threshold, false);
  }

  /** The value if it is sure enough, else {@link UnsureValue}, for {@code unsure ->}. */
  public static ExpressionNode confirmOrUnsure(ExpressionNode guess, ExpressionNode threshold) {
    return new Confirm(guess, threshold, true);
  }

  /** The value as it is. */
  public static ExpressionNode accept(ExpressionNode guess) {
    return new Accept(guess);
  }

  private static final class Confirm extends GuessNode {
    private final boolean mayBeUnsure;
    @Child private ExpressionNode threshold;

    Confirm(ExpressionNode guess, ExpressionNode threshold, boolean mayBeUnsure) {
      super(guess);
      this.threshold = threshold;
      this.mayBeUnsure = mayBeUnsure;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      GuessValue answer = (GuessValue) guess.execute(frame);
      double wanted = threshold.executeDouble(frame);
      if (answer.confidence() >= wanted) {
        return answer.value();
      }
      if (mayBeUnsure) {
        return UnsureValue.UNSURE;
      }
      throw tooUnsure(answer.confidence(), wanted);
    }

    @TruffleBoundary
    private static Failed tooUnsure(double confidence, double wanted) {
      return Failed.of(
          Reason.LOW_CONFIDENCE,
          "the answer is sure to "
              + percent(confidence)
              + ", but "
              + percent(wanted)
              + " is asked for");
    }

    private static String percent(double share) {
      return Math.round(share * 1000) / 10.0 + " %";
    }
  }

  private static final class Accept extends GuessNode {
    Accept(ExpressionNode guess) {
      super(guess);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return ((GuessValue) guess.execute(frame)).value();
    }
  }
}
