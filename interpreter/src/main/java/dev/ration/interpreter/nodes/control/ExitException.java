package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.nodes.ControlFlowException;
import dev.ration.interpreter.values.NoneValue;

/** A way out of a block that is no failure: {@code return}, {@code break}, {@code continue}. */
public abstract sealed class ExitException extends ControlFlowException {
  private static final long serialVersionUID = 1L;

  private ExitException() {}

  /** {@code return}, with its value. */
  public static final class Return extends ExitException {
    private static final long serialVersionUID = 1L;

    private final transient Object value;

    public Return(Object value) {
      this.value = value;
    }

    public Object value() {
      return value;
    }
  }

  /** {@code break}. */
  public static final class Break extends ExitException {
    private static final long serialVersionUID = 1L;
    static final Break INSTANCE = new Break();
  }

  /** {@code continue}. */
  public static final class Continue extends ExitException {
    private static final long serialVersionUID = 1L;
    static final Continue INSTANCE = new Continue();
  }

  /** {@code return} without a value. */
  static final Return NOTHING = new Return(NoneValue.NONE);
}
