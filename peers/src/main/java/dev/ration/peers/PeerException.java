package dev.ration.peers;

/** A peer cannot be started or does not do what it is asked. */
public final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }
}
