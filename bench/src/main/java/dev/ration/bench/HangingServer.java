package dev.ration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A chat server that begins every answer and ends none. */
final class HangingServer implements AutoCloseable {
  private static final String BEGINNING =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK =
      "data: {\"choices\":[{\"delta\":{\"content\":\"well\"}}]}\n\n";

  private final ServerSocket socket;

  HangingServer() {
    try {
      socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var unused = Thread.ofPlatform().name("hanging-server").daemon().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        var unused = Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Sends a beginning as soon as something was asked, and reads on until the client leaves. */
  private static void answer(Socket client) {
    try (client) {
      byte[] request = new byte[8_192];
      int size = client.getInputStream().read(request);
      if (size > 0) {
        String chunk = "%x\r\n%s\r\n".formatted(CHUNK.length(), CHUNK);
        client.getOutputStream().write((BEGINNING + chunk).getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
      }
      while (size >= 0) {
        size = client.getInputStream().read(request);
      }
    } catch (IOException left) {
      // The client closed it, as it should.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
