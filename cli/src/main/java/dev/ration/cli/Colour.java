package dev.ration.cli;

/** Whether output is coloured: on a terminal, unless {@code NO_COLOR} is set. */
final class Colour {
  private Colour() {}

  static boolean isWanted() {
    String refused = System.getenv("NO_COLOR");
    boolean isRefused = refused != null && !refused.isEmpty();
    return !isRefused && System.console() != null && System.console().isTerminal();
  }
}
