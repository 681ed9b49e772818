package dev.ration.runtime.spi;

/** A robot cannot be reached; the message tells an integrator what to change. */
public class RobotException extends Exception {
  private static final long serialVersionUID = 1L;

  public RobotException(String message) {
    super(message);
  }
}
