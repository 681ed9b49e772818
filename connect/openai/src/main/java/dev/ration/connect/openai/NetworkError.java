package dev.ration.connect.openai;

import dev.ration.runtime.spi.ModelFailure.Kind;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** What a failed exchange means; the exception's own words are never passed on. */
final class NetworkError {
  private NetworkError() {}

  static ChatReply.Unusable of(Throwable problem, boolean hasBegun, ChatSettings settings) {
    String server = settings.server();
    if (isCausedBy(problem, UnresolvedAddressException.class)) {
      return unreachable("cannot be reached: the name of " + server + " does not resolve");
    }
    if (isCausedBy(problem, HttpConnectTimeoutException.class)) {
      return unreachable(
          "cannot be reached: "
              + server
              + " accepts no connection within "
              + Amounts.of(settings.connectTimeout));
    }
    if (isCausedBy(problem, ConnectException.class)) {
      return unreachable("cannot be reached: " + server + " accepts no connection");
    }
    if (isCausedBy(problem, SSLException.class) && !hasBegun) {
      return unreachable("cannot be reached: no secure connection to " + server + " comes about");
    }
    if (isCausedBy(problem, ProtocolException.class)) {
      return new ChatReply.Unusable(Kind.MALFORMED, "answers with something that is not HTTP");
    }
    return new ChatReply.Unusable(
        Kind.DISCONNECTED,
        hasBegun ? "breaks off in the middle of its answer" : "breaks off before it answers");
  }

  private static ChatReply.Unusable unreachable(String problem) {
    return new ChatReply.Unusable(Kind.UNREACHABLE, problem);
  }

  private static boolean isCausedBy(Throwable problem, Class<? extends Throwable> kind) {
    Throwable cause = problem;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
