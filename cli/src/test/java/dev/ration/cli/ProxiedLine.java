package dev.ration.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection through a {@link FaultProxy}: requests one after the other, each answered as far
 * as its trouble lets. Read by one thread, and answered by two more.
 */
final class ProxiedLine {
  /** The end of the first event, or else of the first letters, that hold a piece of an answer. */
  private static final Pattern FIRST_TOKEN =
      Pattern.compile("\"content\":\\s*\"[^\"](?:.*?\\n\\n)?", Pattern.DOTALL);

  private static final Piece END = new Piece(0, "");

  private final Socket client;
  private final Socket behind = new Socket();
  private final InetSocketAddress server;
  private final Function<byte[], Trouble> meeting;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private volatile Asked asked = new Asked(0, Trouble.NONE);

  /** What came from the server, a character for each byte, and when. */
  private record Piece(long atNanos, String bytes) {}

  /** The request that is being answered. */
  private record Asked(long atNanos, Trouble met) {}

  /** {@code meeting} says what a request meets. */
  ProxiedLine(Socket client, InetSocketAddress server, Function<byte[], Trouble> meeting) {
    this.client = client;
    this.server = server;
    this.meeting = meeting;
  }

  /** Serves until one of the two sides ends. */
  void serve() {
    try (client;
        behind) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      for (byte[] request = read(in); request.length > 0; request = read(in)) {
        Trouble met = meeting.apply(request);
        switch (met) {
          case Trouble.TooMany(Duration rest) -> client.getOutputStream().write(tooMany(rest));
          case Trouble.Silence _ -> {
            // Nothing is ever said again on this line, whatever the others do.
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return;
          }
          default -> pass(request, met);
        }
      }
    } catch (IOException _) {
      // One of the two has gone, or the link is down.
      return;
    }
  }

  /** Ends it without a farewell. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
      client.close();
      behind.close();
    } catch (IOException _) {
      // It is gone already.
      return;
    }
  }

  private void pass(byte[] request, Trouble met) throws IOException {
    asked = new Asked(System.nanoTime(), met);
    if (!behind.isConnected()) {
      behind.setTcpNoDelay(true);
      behind.connect(server);
      Thread.ofVirtual().start(this::listen);
      Thread.ofVirtual().start(this::answer);
    }
    behind.getOutputStream().write(request);
  }

  /** One request, or nothing at the end. */
  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int whole = Integer.MAX_VALUE;
    while (bytes.size() < whole) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      bytes.write(next);
      if (whole == Integer.MAX_VALUE && next == '\n') {
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        if (head.endsWith("\r\n\r\n")) {
          whole = bytes.size() + length(head);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  private static byte[] tooMany(Duration rest) {
    String body = "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}";
    return ("HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nRetry-After: "
            + rest.toSeconds()
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Notes what the server says and when, so that waiting for the client changes no instant. */
  private void listen() {
    try {
      byte[] buffer = new byte[8192];
      InputStream in = behind.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        pieces.add(
            new Piece(System.nanoTime(), new String(buffer, 0, read, StandardCharsets.ISO_8859_1)));
      }
    } catch (IOException _) {
      // Told below.
    }
    pieces.add(END);
  }

  private void answer() {
    try {
      Asked answering = asked;
      StringBuilder told = new StringBuilder();
      for (Piece piece = pieces.take(); !piece.equals(END); piece = pieces.take()) {
        if (!answering.equals(asked)) {
          answering = asked;
          told.setLength(0);
        }
        told.append(piece.bytes);
        if (!tell(piece, answering, told)) {
          break;
        }
      }
      if (!(answering.met instanceof Trouble.Stall)) {
        client.close();
      }
    } catch (InterruptedException | IOException _) {
      // The client has gone.
      return;
    }
  }

  /** Passes a piece on; false when the line is to end. {@code told} ends with the piece. */
  private boolean tell(Piece piece, Asked answering, StringBuilder told) throws IOException {
    switch (answering.met) {
      case Trouble.Slower(int times) -> {
        long due = answering.atNanos + times * (piece.atNanos - answering.atNanos);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        send(piece.bytes);
      }
      case Trouble.Instead(String found, String instead) ->
          send(piece.bytes.replace(found, instead));
      case Trouble.Stall _ -> {
        var _ = upToFirstToken(piece, told);
      }
      case Trouble.BreakOff(boolean isReset) -> {
        if (upToFirstToken(piece, told)) {
          if (isReset) {
            // A reset overtakes what was not read yet, and here something is to be read first.
            LockSupport.parkNanos(20_000_000);
            reset();
          }
          return false;
        }
      }
      default -> send(piece.bytes);
    }
    return true;
  }

  private void send(String bytes) throws IOException {
    client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Passes on what belongs to the answer's first token or comes before; whether that was all. */
  private boolean upToFirstToken(Piece piece, StringBuilder told) throws IOException {
    Matcher first = FIRST_TOKEN.matcher(told);
    boolean isThere = first.find();
    int before = told.length() - piece.bytes.length();
    int end = isThere ? first.end() : told.length();
    if (end > before) {
      send(piece.bytes.substring(0, end - before));
    }
    return isThere;
  }
}
