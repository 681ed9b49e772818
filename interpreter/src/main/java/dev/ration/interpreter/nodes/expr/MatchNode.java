package dev.ration.interpreter.nodes.expr;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.UnknownValue;
import dev.ration.interpreter.values.UnsureValue;
import org.jspecify.annotations.Nullable;

/** What a pattern asks of a subject besides its value. */
public abstract class MatchNode extends ExpressionNode {
  @Child ExpressionNode subject;

  private MatchNode(ExpressionNode subject) {
    this.subject = subject;
  }

  /** Whether it is none. */
  public static ExpressionNode none(ExpressionNode subject) {
    return new Is(subject, NoneValue.NONE, false);
  }

  /** Whether it is a value that is known. */
  public static ExpressionNode some(ExpressionNode subject) {
    return new Bind(subject, null);
  }

  /** Whether a {@code confirm} was not sure enough. */
  public static ExpressionNode unsure(ExpressionNode subject) {
    return new Is(subject, UnsureValue.UNSURE, false);
  }

  /** Whether a {@code confirm} was sure enough. */
  public static ExpressionNode sure(ExpressionNode subject) {
    return new Is(subject, UnsureValue.UNSURE, true);
  }

  /** Whether it rests on an unknown reading. */
  public static ExpressionNode unknown(ExpressionNode subject) {
    return new Unknown(subject);
  }

  /** Puts it in a place unless it is none. */
  public static ExpressionNode bind(ExpressionNode subject, Slot slot) {
    return new Bind(subject, slot);
  }

  @Override
  public final Object execute(VirtualFrame frame) {
    return executeBoolean(frame);
  }

  private static final class Is extends MatchNode {
    private final Object wanted;
    private final boolean isNegated;

    Is(ExpressionNode subject, Object wanted, boolean isNegated) {
      super(subject);
      this.wanted = wanted;
      this.isNegated = isNegated;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return (subject.execute(frame) == wanted) != isNegated;
    }
  }

  private static final class Unknown extends MatchNode {
    Unknown(ExpressionNode subject) {
      super(subject);
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      return subject.execute(frame) instanceof UnknownValue;
    }
  }

  private static final class Bind extends MatchNode {
    private final @Nullable Slot slot;

    Bind(ExpressionNode subject, @Nullable Slot slot) {
      super(subject);
      this.slot = slot;
    }

    @Override
    public boolean executeBoolean(VirtualFrame frame) {
      Object value = subject.execute(frame);
      if (value == NoneValue.NONE || value instanceof UnknownValue) {
        return false;
      }
      if (slot != null) {
        slot.set(frame, value);
      }
      return true;
    }
  }
}
