package dev.ration.runtime.spi;

/** A model cannot be opened or warmed up; the message tells an integrator what to change. */
public class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
