package dev.ration.runtime.replay;

import dev.ration.plan.Code;

/** A trace cannot be read or played; the message says why and where. */
public final class LogFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;

  public LogFault(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The permanent code. */
  public Code code() {
    return code;
  }

  /** Never null, unlike that of other exceptions. */
  public String words() {
    return String.valueOf(getMessage());
  }
}
