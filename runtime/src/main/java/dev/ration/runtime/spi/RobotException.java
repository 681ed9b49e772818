package dev.ration.runtime.spi;

import dev.ration.plan.Code;

/** A robot cannot be reached or used; the message tells an integrator what to change. */
public class RobotException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /** A robot that cannot be reached. */
  public RobotException(String message) {
    this(Code.NO_SUCH_DRIVER, message);
  }

  public RobotException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The permanent code. */
  public Code code() {
    return code;
  }
}
