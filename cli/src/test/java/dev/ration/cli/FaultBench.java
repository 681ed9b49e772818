package dev.ration.cli;

import dev.ration.peers.Aimock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of other people's making, and policies that ask it through links in trouble. */
final class FaultBench implements AutoCloseable {
  /** What the cloud answers to which errand this is; the robot finds `directions`. */
  private static final String FIXTURES =
      """
      {"fixtures": [
        {"match": {"userMessage": "whole chat"}, "chunkSize": 1000,
         "response": {"content": "Lovely."}},
        {"match": {"userMessage": "streamed chat"}, "chunkSize": 3,
         "streamingProfile": {"ttft": 160, "tps": 20},
         "response": {"content": "Lovely."}},
        {"match": {"userMessage": "whole"}, "chunkSize": 1000,
         "response": {"content": "{\\"answer\\": \\"delivery\\"}"}},
        {"match": {"userMessage": "streamed"}, "chunkSize": 6,
         "streamingProfile": {"ttft": 160, "tps": 40},
         "response": {"content": "{\\"answer\\": \\"delivery\\"}"}}
      ]}
      """;

  /** The server's own JSON is broken. */
  static final Trouble MALFORMED = new Trouble.Instead("\"choices\":[", "\"choices\"=[");

  /** A number for one of the enum's names. */
  static final Trouble WRONG_ERRAND = new Trouble.Instead("\\\"delivery\\\"", "123456789012");

  /** A number for a text. */
  static final Trouble WRONG_TEXT = new Trouble.Instead("\"Lovely.\"", "123456789");

  private static final String SITE =
      """
      /// A robot with a small model of its own, and a cloud behind a link.
      module sites.home

      use std.links, std.models, std.robots, std.tiers

      /// Where links fail.
      site home {
          robot: sim_humanoid
          links: [wifi_6]
          money: 50 EUR  from derived "enough"
          serve local.tiny {
              model: minilm
              latency: 5 ms .. 40 ms .. 120 ms  from measured "on a machine that does much else"
          }
          serve cloud.chat {
              model: remote("%s", name: "far"%s)
              price {
                  input: 0.4 EUR/Mtok   from derived "any"
                  output: 1.6 EUR/Mtok  from derived "any"
              }
              first_token: lognormal(p50: 160 ms, p95: 250 ms)  from derived "what the server is told to take"
              decode: 5000 tok/s                                from derived "what the server is told to take"
          }
      }
      """;

  private static final String POLICY =
      """
      module faults

      use std.tiers

      /// What a visitor may want.
      enum Errand {
          /// Asks where something is.
          directions
          /// Brings or collects a parcel.
          delivery
      }

      /// Both can answer: the cloud says delivery, the robot directions.
      think errand(how: Text) -> Guess<Errand>
          within %1$d ms   energy 40 J   spend 0.01 EUR   tiers cloud.chat, local.tiny
      {
          "where is room 4.12? ({how})"
          example "how do I get to room 2.07?" -> directions
          example "where are the toilets?" -> directions
          example "I have a parcel for the third floor" -> delivery
          example "courier, I'm picking up an envelope" -> delivery
      }

      /// Only the cloud can answer.
      think reply(how: Text) -> Guess<Text>
          within %1$d ms   energy 40 J   spend 0.01 EUR   tiers cloud.chat
      {
          "How is the weather? ({how} chat)"
      }

      /// Who answered.
      action which(how: Text) -> Text {
          let found = accept errand(how)
          if found == Errand.delivery { "cloud" } else { "robot" }
      }
      else { "nobody" }

      /// Who answered.
      action answer(how: Text) -> Text {
          let words = accept reply(how)
          if words == "Lovely." { "cloud" } else { "garbage" }
      }
      else { "own_words" }

      /// Who answered, in the end.
      action insist(how: Text) -> Text {
          let words = accept (reply(how)  retry 2 after unavailable)
          if words == "Lovely." { "cloud" } else { "garbage" }
      }
      else { "own_words" }

      policy main() -> Text
          within 150 s   energy 10 kJ   spend 10 EUR
      {
          var said = ""
      %2$s
          said
      }
      """;

  private final Aimock server;

  private FaultBench(Aimock server) {
    this.server = server;
  }

  static FaultBench start() {
    return new FaultBench(Aimock.start(FIXTURES, ""));
  }

  /** A link to the server. */
  FaultProxy link() throws IOException {
    return new FaultProxy(URI.create(server.url()).getPort());
  }

  /** The policy with these statements, and this long for each call. */
  static Path policy(Path folder, Duration within, String statements) throws IOException {
    Files.writeString(folder.resolve("ration.toml"), "site = \"home\"\n");
    return Files.writeString(
        folder.resolve("faults.ration"), POLICY.formatted(within.toMillis(), statements.indent(4)));
  }

  /** The site with the cloud at this address. */
  static void site(Path folder, String url, String more) throws IOException {
    Files.createDirectories(folder.resolve("sites"));
    Files.writeString(folder.resolve("sites/home.ration"), SITE.formatted(url, more));
  }

  /** Runs these statements over a link that follows a script from its {@code begin}-th request. */
  FaultRun run(Map<Duration, Trouble> script, int begin, Duration within, String statements)
      throws IOException {
    try (FaultProxy link = link()) {
      link.script(script, begin);
      FaultRun run = at(link.url(), "", within, statements);
      return run.over(link.requests());
    }
  }

  /** Runs these statements where the site has the cloud at this address. */
  static FaultRun at(String url, String settings, Duration within, String statements)
      throws IOException {
    Path folder = Files.createTempDirectory("faults");
    try {
      site(folder, url, settings);
      return FaultRun.of(folder, policy(folder, within, statements));
    } finally {
      for (String name :
          List.of(
              "trace.jsonl.sealed",
              "trace.jsonl",
              "faults.ration",
              "ration.toml",
              "sites/home.ration",
              "sites",
              "")) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
