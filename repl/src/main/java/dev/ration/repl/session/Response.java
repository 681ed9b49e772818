package dev.ration.repl.session;

import java.util.List;

/**
 * What a session says to one input.
 *
 * @param status how it went
 * @param lines what to print, without line ends
 */
public record Response(Status status, List<String> lines) {
  /** How an input went. */
  public enum Status {
    /** It was done. */
    OK,
    /** It could not be understood: findings, or a wrong command. */
    REFUSED,
    /** It ran and failed, or was cancelled. */
    FAILED,
    /** The session is over. */
    QUIT
  }

  public Response {
    lines = List.copyOf(lines);
  }

  /** Nothing was asked, and nothing is said. */
  public static Response nothing() {
    return ok();
  }

  static Response ok(String... lines) {
    return new Response(Status.OK, List.of(lines));
  }

  static Response ok(List<String> lines) {
    return new Response(Status.OK, lines);
  }

  static Response refused(String... lines) {
    return new Response(Status.REFUSED, List.of(lines));
  }
}
