package dev.ration.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An aimock server on a free port of loopback, and the chaos it can be put into.
 *
 * <p>Thread-safe. Chaos holds for every later request until the next {@link #behave}.
 */
public final class Aimock implements AutoCloseable {
  private static final String SCRIPT = "@copilotkit/aimock/dist/cli.js";
  private static final Pattern LISTENING =
      Pattern.compile("listening on (http://127\\.0\\.0\\.1:\\d+)");

  private final PeerProcess process;
  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  /** How a server can misbehave. */
  public enum Chaos {
    /** Answers as its fixtures say. */
    NONE("{}"),
    /** Takes the question and says nothing for half a minute. */
    HANG("{\"latencyMs\":30000}"),
    /** Answers 500. */
    REFUSE("{\"dropRate\":1}"),
    /** Answers something that is not JSON. */
    GARBAGE("{\"malformedRate\":1}"),
    /** Answers rightly, three seconds late. */
    LATE("{\"latencyMs\":3000}"),
    /** Answers 429 with Retry-After. */
    RATE_LIMIT("{\"rateLimitRate\":1}"),
    /** Closes the connection instead of answering. */
    DISCONNECT("{\"disconnectRate\":1}");

    private final String rates;

    Chaos(String rates) {
      this.rates = rates;
    }
  }

  private final String key;

  private Aimock(PeerProcess process, String key) {
    this.process = process;
    this.key = key;
  }

  /**
   * Starts a server.
   *
   * @param fixtures what it answers to what, as aimock's fixture files say it
   * @param key the only key it accepts, or empty where it asks for none
   * @throws PeerException if it does not start
   */
  public static Aimock start(String fixtures, String key) {
    try {
      Path file = Files.createTempFile("aimock", ".json");
      try {
        Files.writeString(file, fixtures);
        Map<String, String> environment = key.isEmpty() ? Map.of() : Map.of("AIMOCK_API_KEYS", key);
        var process =
            PeerProcess.start(
                SCRIPT, environment, LISTENING, "--port", "0", "--fixtures", file.toString());
        return new Aimock(process, key);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new PeerException("cannot write the fixtures: " + e.getMessage());
    }
  }

  /** Starts a server that answers every question with {@code content}, a text. */
  public static Aimock saying(String content) {
    return start(
        "{\"fixtures\":[{\"match\":{},\"response\":{\"content\":" + quoted(content) + "}}]}", "");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /** The base address for a site file. */
  public String url() {
    return process.announced() + "/v1";
  }

  /** Puts the server into chaos, or out of it. */
  public void behave(Chaos chaos) {
    send("/__aimock/chaos", HttpRequest.BodyPublishers.ofString(chaos.rates), "POST");
  }

  /** What it was asked so far, as JSON; bodies included. */
  public String journal() {
    return send("/__aimock/journal", HttpRequest.BodyPublishers.noBody(), "GET");
  }

  private String send(String path, HttpRequest.BodyPublisher body, String method) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(process.announced() + path))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + key)
              .method(method, body)
              .build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new PeerException(path + " answers " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new PeerException(path + " does not answer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted");
    }
  }

  /** Ends the server; from then on its port refuses. */
  @Override
  public void close() {
    process.close();
    client.close();
  }
}
