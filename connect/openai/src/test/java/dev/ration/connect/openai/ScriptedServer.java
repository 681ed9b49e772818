package dev.ration.connect.openai;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server on loopback that says exactly the bytes it is told to. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> guests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Asked> asked = new ArrayBlockingQueue<>(1000);
  private final Script script;

  /** What a server does once it has read a question. */
  @FunctionalInterface
  interface Script {
    void answer(Asked asked, Wire wire) throws IOException;
  }

  /** A question as it came over the wire; header names in lower case. */
  record Asked(String target, Map<String, String> headers, String body) {}

  /** The server's end of a connection. */
  record Wire(Socket socket, InputStream in, OutputStream out, CompletableFuture<Boolean> sawEnd) {
    Wire send(String text) throws IOException {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    Wire send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
      return this;
    }

    /** Says nothing more until the other side has closed. */
    void hang() throws IOException {
      try {
        while (in.read() >= 0) {
          continue;
        }
      } finally {
        sawEnd.complete(true);
      }
    }

    /** Closes so that the other side sees a reset. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** Completes when a script that hangs has seen the other side close. */
  final CompletableFuture<Boolean> sawEnd = new CompletableFuture<>();

  ScriptedServer(Script script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  /** A server that answers every question with this status, these headers and this body. */
  static ScriptedServer answering(String status, String headers, String body) throws IOException {
    return new ScriptedServer((asked, wire) -> wire.send(reply(status, headers, body)));
  }

  /** A server that streams these events, with no length, and closes. */
  static ScriptedServer streaming(String... events) throws IOException {
    return new ScriptedServer(
        (asked, wire) -> {
          wire.send(STREAM);
          for (String event : events) {
            wire.send("data: " + event + "\n\n");
          }
        });
  }

  /** The head of a stream that lasts until the connection is closed. */
  static final String STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  static String reply(String status, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + "\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort() + "/v1";
  }

  /** The next question, once it has come. */
  Asked asked() throws InterruptedException {
    Asked next = asked.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody asked");
    }
    return next;
  }

  /** How many connections are open, as far as the server has seen. */
  long open() {
    return guests.stream().filter(guest -> !guest.isClosed()).count();
  }

  /** How many connections there have been. */
  int guests() {
    return guests.size();
  }

  /** How many questions have come that nobody looked at. */
  int waiting() {
    return asked.size();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        guests.add(guest);
        Thread.ofVirtual().start(() -> serve(guest));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket guest) {
    try (guest;
        InputStream in = new BufferedInputStream(guest.getInputStream());
        OutputStream out = guest.getOutputStream()) {
      Asked question = read(in);
      asked.add(question);
      script.answer(question, new Wire(guest, in, out, sawEnd));
    } catch (IOException goneAway) {
      sawEnd.complete(true);
    }
  }

  private static Asked read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Asked(first[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the client went away");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /** Closes every connection there is. */
  void hangUp() throws IOException {
    for (Socket guest : guests) {
      guest.close();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    hangUp();
  }
}
