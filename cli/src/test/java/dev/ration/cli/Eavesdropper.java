package dev.ration.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A chat server on loopback that keeps every byte it is sent, and behaves badly when told to. */
final class Eavesdropper implements AutoCloseable {
  /** What goes wrong. */
  enum Fault {
    NONE,
    REFUSED,
    ERROR_THAT_ECHOES,
    RATE_LIMITED,
    HANGS,
    STALLS,
    DISCONNECTS,
    MALFORMED,
    WRONG_TYPE
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> guests = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;
  private volatile Function<String, String> answers = _ -> "";

  Eavesdropper() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort() + "/v1";
  }

  /** From now on fails so, and otherwise answers what is asked with this. */
  void behave(Fault next, Function<String, String> asked) {
    fault = next;
    answers = asked;
  }

  /** Every request so far, with its headers; bytes that are no UTF-8 come out as marks. */
  String heard() {
    return String.join("\n", heard);
  }

  int asked() {
    return heard.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket guest = door.accept();
        guests.add(guest);
        Thread.ofVirtual().start(() -> serve(guest));
      }
    } catch (IOException _) {
      // The door was closed.
      return;
    }
  }

  private void serve(Socket guest) {
    try (guest) {
      String request = read(guest.getInputStream());
      if (!request.contains("\r\n\r\n")) {
        // It has gone before it had asked.
        return;
      }
      heard.add(request);
      answer(guest, request);
    } catch (IOException _) {
      // The guest has gone.
      return;
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int length = -1;
    int head = -1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes.write(next);
      if (head < 0 && next == '\n') {
        String sofar = bytes.toString(StandardCharsets.ISO_8859_1);
        if (sofar.endsWith("\r\n\r\n")) {
          head = bytes.size();
          length = length(sofar);
        }
      }
      if (head >= 0 && bytes.size() >= head + length) {
        break;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(0);
  }

  private void answer(Socket guest, String request) throws IOException {
    OutputStream out = guest.getOutputStream();
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    String answer = answers.apply(body);
    switch (fault) {
      case NONE -> send(out, "200 OK", reply(answer));
      case REFUSED -> guest.setSoLinger(true, 0);
      case ERROR_THAT_ECHOES ->
          send(
              out,
              "400 Bad Request",
              "{\"error\":{\"message\":\"cannot understand " + quoted(body) + "\"}}");
      case RATE_LIMITED -> send(out, "429 Too Many Requests", "{\"error\":{\"message\":\"slow\"}}");
      case HANGS -> hang(guest);
      case STALLS -> {
        out.write(
            ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                    + "data: {\"choices\":[{\"delta\":{\"content\":\""
                    + quoted(answer.substring(0, Math.min(3, answer.length())))
                    + "\"}}]}\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        hang(guest);
      }
      case DISCONNECTS ->
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"choices\""
                  .getBytes(StandardCharsets.UTF_8));
      case MALFORMED -> send(out, "200 OK", "{\"choices\": [" + quoted(body));
      case WRONG_TYPE -> send(out, "200 OK", reply("{\"other\": \"" + answer + "\"}"));
    }
  }

  private static void hang(Socket guest) throws IOException {
    while (guest.getInputStream().read() >= 0) {
      continue;
    }
  }

  private static String reply(String text) {
    return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
        + quoted(text)
        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}";
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static void send(OutputStream out, String status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket guest : guests) {
      guest.close();
    }
  }
}
