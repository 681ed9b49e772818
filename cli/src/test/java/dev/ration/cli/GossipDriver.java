package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A driver of everything that {@link PrivatePolicies} do, which repeats what it was told in all it
 * says: as a message, as a reason, and as a code.
 */
final class GossipDriver implements AutoCloseable {
  private static final Map<String, List<String>> DOES =
      Map.of(
          "std.speech.say", List.of("voice"),
          "std.speech.stop_talking", List.of("voice"),
          "fuzz.whisper", List.of());

  private final ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  private final Path socket;
  private volatile Random lots = new Random(0);

  GossipDriver(Path folder) throws IOException {
    socket = folder.resolve("gossip.sock");
    door.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "all=unix:" + socket;
  }

  /** From now on decides so how each command ends. */
  void behave(Random next) {
    lots = next;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel peer = door.accept();
        Thread.ofVirtual().start(() -> serve(peer));
      }
    } catch (IOException _) {
      // The door was closed.
      return;
    }
  }

  private void serve(SocketChannel peer) {
    try (peer;
        BufferedReader lines =
            new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(peer, JSON.std.mapFrom(line));
      }
    } catch (IOException _) {
      // The run has let go, or is let go.
      return;
    }
  }

  private void hear(SocketChannel peer, Map<String, Object> heard) throws IOException {
    switch (String.valueOf(heard.get("type"))) {
      case "hello" -> tell(peer, hello());
      case "safe_stop" -> tell(peer, answer("done", heard));
      case "stop" -> tell(peer, answer("stopped", heard));
      case "command" -> command(peer, heard);
      default -> {
        return;
      }
    }
  }

  private void command(SocketChannel peer, Map<String, Object> heard) throws IOException {
    String told = String.valueOf(heard.get("arguments"));
    Map<String, Object> accepted = answer("accepted", heard);
    if (!"fuzz.whisper".equals(heard.get("action"))) {
      tell(peer, accepted);
      tell(peer, answer("done", heard));
      return;
    }
    switch (lots.nextInt(8)) {
      case 0 -> {
        Map<String, Object> refused = answer("refused", heard);
        refused.put("why", "busy");
        refused.put("message", "I cannot pass on " + told);
        tell(peer, refused);
      }
      case 1 -> {
        Map<String, Object> refused = answer("refused", heard);
        refused.put("why", told);
        tell(peer, refused);
      }
      case 2, 3 -> {
        tell(peer, accepted);
        Map<String, Object> failed = answer("failed", heard);
        failed.put("code", "slipped");
        failed.put("message", "I slipped over " + told);
        tell(peer, failed);
      }
      case 4 -> {
        tell(peer, accepted);
        Map<String, Object> failed = answer("failed", heard);
        failed.put("code", told);
        failed.put("message", told);
        tell(peer, failed);
      }
      default -> {
        tell(peer, accepted);
        tell(peer, answer("done", heard));
      }
    }
  }

  private static Map<String, Object> hello() {
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("type", "hello");
    hello.put("protocol", 1);
    hello.put("driver", "gossip");
    hello.put("grant", 1_048_576);
    hello.put("lapses", true);
    hello.put("stopped", false);
    hello.put(
        "resources",
        List.of("voice", "ears").stream()
            .map(name -> Map.of("name", name, "stop_ms", 5, "safe", true))
            .toList());
    hello.put(
        "actions",
        DOES.entrySet().stream()
            .map(one -> Map.of("name", one.getKey(), "resources", one.getValue()))
            .toList());
    return hello;
  }

  private static Map<String, Object> answer(String type, Map<String, Object> heard) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("type", type);
    answer.put("id", heard.get("id"));
    return answer;
  }

  private static void tell(SocketChannel peer, Map<String, Object> message) throws IOException {
    message.put("at_ms", System.nanoTime() / 1e6);
    ByteBuffer line =
        ByteBuffer.wrap((JSON.std.asString(message) + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      int unused = peer.write(line);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    Files.deleteIfExists(socket);
  }
}
