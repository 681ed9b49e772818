package dev.ration.connect.llama;

/** A way to end one piece of work from another thread. Thread-safe. */
final class Stop {
  private volatile boolean isRequested;

  /** The work was ended on request. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** Has the work end at the next token. Returns without waiting. */
  void request() {
    isRequested = true;
  }

  boolean isRequested() {
    return isRequested;
  }

  /** Ends the work here if that was asked for. */
  void check() throws Stopped {
    if (isRequested) {
      throw new Stopped();
    }
  }
}
