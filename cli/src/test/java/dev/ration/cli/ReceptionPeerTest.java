package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.Aimock;
import dev.ration.peers.Aimock.Chaos;
import dev.ration.peers.MockLlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reception with its small talk in a cloud of other people's making, well and in trouble. */
@Tag("peers")
class ReceptionPeerTest {
  private static final String FROM_CLOUD = "Lovely, thank you, and yours?";
  private static final String OWN = "It is nice to meet you.";
  private static final long REPLY_NANOS = 2_500_000_000L;

  @TempDir private static Path policies;
  private static Aimock server;

  @BeforeAll
  static void start() throws IOException {
    server = Aimock.saying(FROM_CLOUD);
    Ration.copyOfPolicies(policies);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void smallTalkIsAnsweredByTheCloud() throws IOException {
    server.behave(Chaos.NONE);

    Ration ran = smallTalk(server.url());

    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.did()).anyMatch(text -> text.contains(FROM_CLOUD));
    assertThat(reply(ran).get("tier")).isEqualTo("cloud.chat");
  }

  @Test
  void anotherServerServesAsWell() throws IOException {
    try (MockLlm other =
        MockLlm.start(
            """
            streaming:
              chunkSize: 20
              chunkIntervalMs: 1
            rules:
              - path: "/v1/chat/completions"
                match: "@"
                response:
                  status: 200
                  content: |
                    {
                      "id": "1", "object": "chat.completion", "model": "chat-large",
                      "choices": [{"index": 0, "finish_reason": "stop",
                        "message": {"role": "assistant", "content": "%s"}}],
                      "usage": {"prompt_tokens": 20, "completion_tokens": 8, "total_tokens": 28}
                    }
            """
                .formatted(FROM_CLOUD))) {
      Ration ran = smallTalk(other.url());

      assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
      assertThat(ran.did()).anyMatch(text -> text.contains(FROM_CLOUD));
      assertThat(reply(ran).get("tier")).isEqualTo("cloud.chat");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HANG,       timeout,     2.5 s",
    "LATE,       timeout,     2.5 s",
    "REFUSE,     unavailable, error in its server (500)",
    "DISCONNECT, unavailable, breaks off",
    "RATE_LIMIT, unavailable, fewer calls (429)",
    "GARBAGE,    malformed,   JSON",
  })
  void aServerInTroubleLeavesTheRobotItsOwnWords(Chaos chaos, String outcome, String why)
      throws IOException {
    server.behave(chaos);

    Ration ran = smallTalk(server.url());

    assertFallback(ran);
    assertThat(String.valueOf(reply(ran).get("outcome"))).contains(outcome);
    assertThat(String.valueOf(reply(ran).get("why"))).containsIgnoringCase(why);
  }

  @Test
  void nobodyAtTheAddressLeavesTheRobotItsOwnWords() throws IOException {
    Aimock gone = Aimock.saying(FROM_CLOUD);
    gone.close();

    Ration ran = smallTalk(gone.url());

    assertFallback(ran);
    assertThat(String.valueOf(reply(ran).get("outcome"))).contains("unavailable");
  }

  @Test
  void withoutACloudNothingWaitsForOne() {
    Ration ran =
        Ration.run(
            "run",
            policies.resolve("reception/welcome.ration"),
            "--hear",
            "how was your day?",
            "--format",
            "json");

    assertFallback(ran);
    assertThat(reply(ran).get("outcome")).isEqualTo("unavailable(not_served)");
    assertThat((Long) number(reply(ran), "used_ns")).isLessThan(REPLY_NANOS / 10);
  }

  private static void assertFallback(Ration ran) {
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(ran.did()).anyMatch(text -> text.contains(OWN));
    assertThat(number(reply(ran), "used_ns")).isLessThanOrEqualTo(REPLY_NANOS + REPLY_NANOS / 10);
  }

  private static Ration smallTalk(String url) throws IOException {
    Path site = policies.resolve("sites/cloud.ration");
    Path shipped = Ration.ROOT.resolve("policies/sites/cloud.ration");
    Path secrets = policies.resolve("keys.env");
    Files.writeString(secrets, "CHAT_KEY=sk-test-0123456789\n");
    Files.writeString(site, Files.readString(shipped).replace("https://models.example/v1", url));
    return Ration.run(
        "run",
        policies.resolve("reception/welcome.ration"),
        "--site",
        "cloud",
        "--secrets",
        secrets,
        "--hear",
        "how was your day?",
        "--format",
        "json");
  }

  private static Map<?, ?> reply(Ration ran) {
    return ran.receipt("think", "reply").orElseThrow();
  }

  private static long number(Map<?, ?> receipt, String name) {
    return receipt.get(name) instanceof Number number ? number.longValue() : -1;
  }
}
