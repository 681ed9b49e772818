package dev.ration.runtime.mission;

import dev.ration.plan.Code;

/** A folder of missions cannot be used as asked; nothing in it was changed. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  StateException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The permanent code. */
  public Code code() {
    return code;
  }
}
