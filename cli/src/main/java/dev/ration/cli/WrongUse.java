package dev.ration.cli;

/** A command was given something it cannot work with; the message says what to change. */
final class WrongUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}
