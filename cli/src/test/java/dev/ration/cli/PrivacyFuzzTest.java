package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.cli.Eavesdropper.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * M7: private values carry random texts; over policies made at random, with both servers failing in
 * every way, no piece of them reaches the cloud, a trace, an export, a receipt, a log or a message,
 * in whatever form. {@code -Dration.privacy=N} for more policies, {@code -Dration.seed=S} for
 * others.
 */
class PrivacyFuzzTest {
  private static final int POLICIES = Integer.getInteger("ration.privacy", 40);
  private static final long SEED = Long.getLong("ration.seed", 4_711);

  @TempDir private Path folder;
  private Eavesdropper cloud;
  private Eavesdropper robot;
  private final List<String> leaks = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    cloud = new Eavesdropper();
    robot = new Eavesdropper();
    Files.createDirectory(folder.resolve("sites"));
    Files.writeString(folder.resolve("ration.toml"), "site = \"home\"\n");
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
    robot.close();
  }

  /** {@code near} serves as if it were on the robot. */
  private void site(Eavesdropper near) throws IOException {
    Files.writeString(
        folder.resolve("sites/home.ration"),
        """
        /// Both servers are here, and one says it is far.
        module sites.home

        use std.links, std.models, std.robots, std.tiers

        /// Where the fuzzing happens.
        site home {
            robot: sim_humanoid
            links: [wifi_6]
            money: 50 EUR  from derived "enough"
            serve cloud.chat {
                model: remote("%s", name: "far")
                price {
                    input: 0.4 EUR/Mtok   from derived "any"
                    output: 1.6 EUR/Mtok  from derived "any"
                }
                first_token: lognormal(p50: 5 ms, p95: 20 ms)  from derived "loopback"
                decode: 10000 tok/s                            from derived "loopback"
            }
            serve local.chat {
                model: local("%s", name: "near")
                first_token: lognormal(p50: 5 ms, p95: 20 ms)  from derived "loopback"
                decode: 10000 tok/s                            from derived "loopback"
                power: 2 W                                     from derived "any"
            }
        }
        """
            .formatted(cloud.url(), near.url()));
  }

  /** One policy under one pair of faults; whether it was allowed to run. */
  private boolean play(Random lots, String policy) throws IOException {
    Token secret = Token.random(lots);
    Token illness = Token.random(lots);
    Token answered = Token.random(lots);
    Fault far = Fault.values()[lots.nextInt(Fault.values().length)];
    Fault near =
        lots.nextBoolean() ? Fault.NONE : Fault.values()[lots.nextInt(Fault.values().length)];
    cloud.behave(far, _ -> "a public answer");
    // What a model on the robot says about private things is private as well.
    robot.behave(
        near,
        asked -> asked.contains("A rhyme on") ? "a public rhyme" : "It is " + answered.text());
    Path file = Files.writeString(folder.resolve("fuzz.ration"), policy);
    Path trace = folder.resolve("trace.jsonl");
    Files.deleteIfExists(trace);
    Ration ran =
        Ration.run(
            "run",
            file,
            "--trace",
            trace,
            "--format",
            "json",
            "--arg",
            "secret=\"" + secret.text() + "\"",
            "--arg",
            "guest=Guest(name: \"Sam\", illness: \"" + illness.text() + "\")");
    if (!Files.exists(trace)) {
      assertThat(ran.err()).as(policy).contains("RTN0215");
      assertThat(ran.err().lines().filter(line -> line.contains(": error ")))
          .as(policy)
          .allMatch(line -> line.contains("RTN0215"));
      return false;
    }
    String where = far + "/" + near + "\n" + policy;
    List<Token> tokens = List.of(secret, illness, answered);
    look(tokens, "the cloud's requests", cloud.heard(), where);
    look(tokens, "the receipts", withoutRobot(ran), where);
    look(tokens, "the messages", ran.err(), where);
    look(tokens, "the trace", Files.readString(trace), where);
    look(tokens, "why", Ration.run("why", trace).out(), where);
    Path chrome = folder.resolve("chrome.json");
    Ration exported = Ration.run("trace", trace, "--format", "chrome", "-o", chrome);
    look(tokens, "the export", exported.out() + exported.err() + Files.readString(chrome), where);
    Ration replayed = Ration.run("replay", trace, "--stand-ins");
    look(tokens, "the replay", replayed.out() + replayed.err(), where);
    return true;
  }

  /** The document of a run without what a person beside the simulated robot notices. */
  private static String withoutRobot(Ration ran) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>(ran.document());
    assertThat(document.remove("events")).isNotNull();
    return JSON.std.asString(document);
  }

  private void look(List<Token> tokens, String what, String text, String where) {
    for (Token token : tokens) {
      token
          .leak(text)
          .ifPresent(
              form -> {
                int at = text.indexOf(form);
                leaks.add(
                    "%s: %s in …%s…\n%s"
                        .formatted(
                            what,
                            form,
                            text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)),
                            where));
              });
    }
  }

  @Test
  void m7NothingPrivateLeavesTheRobot() throws Exception {
    site(robot);
    int allowed = 0;
    for (int i = 0; i < POLICIES; i++) {
      Random lots = new Random(SEED + i);
      allowed += play(lots, PrivatePolicies.policy(lots)) ? 1 : 0;
    }

    assertThat(leaks).isEmpty();
    assertThat(allowed).as("policies that may run").isGreaterThan(POLICIES / 3);
    assertThat(POLICIES - allowed).as("policies that are refused").isPositive();
    assertThat(cloud.asked()).as("questions to the cloud").isGreaterThan(allowed / 2);
    assertThat(robot.asked()).as("questions on the robot").isGreaterThan(allowed / 2);
  }

  @Test
  void m7NearWithTheGuardTakenOutItDoes() throws Exception {
    // What is believed to be on the robot is not.
    site(cloud);
    for (int i = 0; i < POLICIES && leaks.isEmpty(); i++) {
      Random lots = new Random(SEED + i);
      play(lots, PrivatePolicies.policy(lots));
    }

    assertThat(leaks).isNotEmpty().first().asString().startsWith("the cloud's requests");
  }

  @Test
  void m7NearWithoutTheLabelItIsWrittenDown() throws Exception {
    site(robot);
    for (int i = 0; i < POLICIES && leaks.isEmpty(); i++) {
      Random lots = new Random(SEED + i);
      String policy = PrivatePolicies.policy(lots);
      play(lots, policy.replace("private ", "").replace("   private", "").replace("  private", ""));
    }

    assertThat(leaks).isNotEmpty();
  }
}
