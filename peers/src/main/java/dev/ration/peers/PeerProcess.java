package dev.ration.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program from npm that serves on loopback; it ends when it is closed, or with this process.
 *
 * <p>Thread-safe.
 */
final class PeerProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final int LINES_KEPT = 200;

  private final Process process;
  private final Thread undertaker;
  private final Deque<String> lines = new ConcurrentLinkedDeque<>();
  private final CompletableFuture<String> announced = new CompletableFuture<>();

  private PeerProcess(Process process, Pattern announcement) {
    this.process = process;
    undertaker = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(undertaker);
    Thread.ofVirtual().start(() -> read(announcement));
  }

  /**
   * Starts {@code script}, below {@code node_modules}, and waits until it prints a line in which
   * {@code announcement} finds itself.
   *
   * @throws PeerException if it cannot be started, with what it printed
   */
  static PeerProcess start(
      String script, Map<String, String> environment, Pattern announcement, String... arguments) {
    Path file = modules().resolve(script);
    if (!Files.isRegularFile(file)) {
      throw new PeerException(file + " is missing: run peers/install, or mvn -Ppeers");
    }
    var command = new ProcessBuilder("node", file.toString());
    command.command().addAll(java.util.List.of(arguments));
    // A peer is never to reach beyond this machine by a proxy of the environment.
    command
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
    command.environment().putAll(environment);
    command.redirectErrorStream(true);
    try {
      var peer = new PeerProcess(command.start(), announcement);
      peer.awaitAnnouncement(script);
      return peer;
    } catch (IOException e) {
      throw new PeerException("cannot start node: " + e.getMessage());
    }
  }

  /** A port of loopback that was free a moment ago. */
  static int freePort() {
    try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return door.getLocalPort();
    } catch (IOException e) {
      throw new PeerException("no free port: " + e.getMessage());
    }
  }

  /** What the announcement's first group found. */
  String announced() {
    return announced.join();
  }

  private static Path modules() {
    return Path.of(System.getProperty("ration.root", ".")).resolve("peers/node_modules");
  }

  private void awaitAnnouncement(String script) {
    try {
      var _ = announced.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted while " + script + " started");
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new PeerException(script + " did not start; it printed:\n" + String.join("\n", lines));
    }
  }

  private void read(Pattern announcement) {
    try (var output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.addLast(line);
        if (lines.size() > LINES_KEPT) {
          lines.removeFirst();
        }
        Matcher found = announcement.matcher(line);
        if (found.find()) {
          announced.complete(found.group(1));
        }
      }
    } catch (IOException closed) {
      lines.addLast(String.valueOf(closed.getMessage()));
    }
    announced.completeExceptionally(new PeerException("it ended"));
  }

  /** Ends the program, without asking it, and waits until its port is free. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(undertaker);
    } catch (IllegalStateException alreadyEnding) {
      // Then the hook does its work.
    }
  }
}
