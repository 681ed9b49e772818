package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.nodes.ControlFlowException;
import org.jspecify.annotations.Nullable;

/** Ends the evaluation of what rests on a reading that is unknown (rule P3). */
public final class UnknownReading extends ControlFlowException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final transient @Nullable ExpressionNode where;

  public UnknownReading(String what, @Nullable ExpressionNode where) {
    this.what = what;
    this.where = where;
  }

  /** The sensor or branch, for messages. */
  public String what() {
    return what;
  }

  /** Where it was read. */
  public @Nullable ExpressionNode where() {
    return where;
  }
}
