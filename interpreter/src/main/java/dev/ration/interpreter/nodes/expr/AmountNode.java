package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.values.Grains;

/** Products and quotients in which an exact amount takes part or comes out. */
public abstract class AmountNode extends ExpressionNode {
  @Child ExpressionNode left;
  @Child ExpressionNode right;

  private AmountNode(ExpressionNode left, ExpressionNode right) {
    this.left = left;
    this.right = right;
  }

  /** {@code left · right · 10^exponent}, all three exact. */
  public static ExpressionNode product(ExpressionNode left, ExpressionNode right, int exponent) {
    return new Exact(left, right, exponent, false);
  }

  /** {@code left / right · 10^exponent}, all three exact. */
  public static ExpressionNode quotient(ExpressionNode left, ExpressionNode right, int exponent) {
    return new Exact(left, right, exponent, true);
  }

  /** The exact amount that numbers give, in grains of {@code 10^-decimals}. */
  public static ExpressionNode rounded(ExpressionNode coherent, int decimals) {
    return new Rounded(coherent, decimals);
  }

  /** An exact amount, or a whole number where {@code decimals} is 0, as a number. */
  public static ExpressionNode coherent(ExpressionNode exact, int decimals) {
    return new Coherent(exact, decimals);
  }

  /** An exact amount times a plain number. */
  public static ExpressionNode scaled(ExpressionNode exact, ExpressionNode factor) {
    return new Scaled(exact, factor, false);
  }

  /** An exact amount divided by a plain number. */
  public static ExpressionNode shared(ExpressionNode exact, ExpressionNode divisor) {
    return new Scaled(exact, divisor, true);
  }

  RuntimeException fault(boolean isZeroDivisor) {
    CompilerDirectives.transferToInterpreter();
    return isZeroDivisor ? Faults.zeroDivisor(this) : Faults.overflow(this);
  }

  private static final class Exact extends AmountNode {
    private final int exponent;
    private final boolean isQuotient;

    Exact(ExpressionNode left, ExpressionNode right, int exponent, boolean isQuotient) {
      super(left, right);
      this.exponent = exponent;
      this.isQuotient = isQuotient;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeLong(frame);
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      long first = left.executeLong(frame);
      long second = right.executeLong(frame);
      try {
        return isQuotient
            ? Grains.divide(first, second, exponent)
            : Grains.multiply(first, second, exponent);
      } catch (ArithmeticException _) {
        throw fault(isQuotient && second == 0);
      }
    }
  }

  private static final class Scaled extends AmountNode {
    private final boolean isDivided;

    Scaled(ExpressionNode exact, ExpressionNode factor, boolean isDivided) {
      super(exact, factor);
      this.isDivided = isDivided;
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeLong(frame);
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      long amount = left.executeLong(frame);
      double factor = right.executeDouble(frame);
      if (isDivided && factor == 0) {
        throw fault(true);
      }
      try {
        return isDivided ? Grains.whole(amount / factor) : Grains.scale(amount, factor);
      } catch (ArithmeticException _) {
        throw fault(false);
      }
    }
  }

  private static final class Rounded extends ExpressionNode {
    private final double grains;
    @Child private ExpressionNode coherent;

    Rounded(ExpressionNode coherent, int decimals) {
      this.coherent = coherent;
      this.grains = Math.pow(10, decimals);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeLong(frame);
    }

    @Override
    public long executeLong(VirtualFrame frame) {
      try {
        return Grains.whole(coherent.executeDouble(frame) * grains);
      } catch (ArithmeticException _) {
        CompilerDirectives.transferToInterpreter();
        throw Faults.overflow(this);
      }
    }
  }

  private static final class Coherent extends ExpressionNode {
    private final double grains;
    @Child private ExpressionNode exact;

    Coherent(ExpressionNode exact, int decimals) {
      this.exact = exact;
      this.grains = Math.pow(10, decimals);
    }

    @Override
    public Object execute(VirtualFrame frame) {
      return executeDouble(frame);
    }

    @Override
    public double executeDouble(VirtualFrame frame) {
      return exact.executeLong(frame) / grains;
    }
  }
}
