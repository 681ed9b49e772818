package dev.ration.cli;

import dev.ration.plan.Code;

/** A command was given something it cannot work with; the message says what to change. */
final class WrongUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  WrongUse(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The permanent code. */
  Code code() {
    return code;
  }

  /** The line for standard error. */
  String line() {
    return "ration: " + code.id() + ": " + getMessage();
  }
}
