package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every model call of every run can be told with a full table, in words and for machines. */
class WhyTableTest {
  private static final String HEADER =
      """
      module tour

      use std.speech, std.tiers

      /// What is wanted?
      enum Errand {
          /// where something is
          directions
          /// an appointment
          meeting
      }

      """;

  private static final String HALL =
      """
      module sites.hall

      site hall {
          robot: sim_humanoid
          links: [wifi_6]
          energy: 4 kJ  from derived "a day"
          money: 4 EUR  from derived "a day"
          serve local.tiny { model: minilm }
          serve local.small { model: e5_small }
          serve cloud.chat {
              model: remote("http://127.0.0.1:9/v1", name: "chat-large")
              price {
                  input: 0.4 EUR/Mtok   from derived "any"
                  output: 1.6 EUR/Mtok  from derived "any"
              }
              first_token: lognormal(p50: 550 ms, p95: 900 ms)  from derived "any"
              decode: 60 tok/s  from derived "any"
              quality: 96 %     from derived "any"
          }
      }
      """;

  @TempDir private Path directory;

  private int runs;

  /** Runs a policy with one think under these clauses; returns its trace. */
  private Path run(String clauses, Object... more) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("run" + runs++));
    return Recorded.run(folder, policy(clauses), more);
  }

  private static String policy(String clauses) {
    return HEADER
        + "/// Which errand?\nthink errand(text: Text) -> Guess<Errand> "
        + clauses
        + " { \"{text}\" }\n\n"
        + """
        policy hello()   within 20 s   energy 500 J   holds voice
        {
            step { let a = accept errand("where is room four?"); say("Well.") } else { say("No.") }
            step { let b = accept errand("I have an appointment"); say("Well.") } else { say("No.") }
            step { let c = accept errand("where is the lift?"); say("Well.") } else { say("No.") }
            step { let d = accept errand("I am to meet somebody"); say("Well.") } else { say("No.") }
        }
        """;
  }

  private static List<Map<String, Object>> events(Path log, String type) throws IOException {
    List<Map<String, Object>> events = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Map<String, Object> event = JSON.std.mapFrom(line);
      if (type.equals(event.get("type"))) {
        events.add(event);
      }
    }
    return events;
  }

  private static List<Map<String, Object>> parts(@Nullable Object list) {
    List<Map<String, Object>> parts = new ArrayList<>();
    for (Object one : (List<?>) Objects.requireNonNull(list)) {
      Map<String, Object> members = new LinkedHashMap<>();
      ((Map<?, ?>) one).forEach((name, value) -> members.put(String.valueOf(name), value));
      parts.add(members);
    }
    return parts;
  }

  /** What must be told of a candidate; the sites here state a quality for every model. */
  private static void isFull(Map<String, Object> candidate) {
    boolean isServed = candidate.containsKey("model");
    if (isServed) {
      assertThat(candidate)
          .containsKeys(
              "latency_ns", "typical_ns", "in_time", "energy_uj", "micro_money", "quality");
    }
    boolean isRefused = candidate.containsKey("refused");
    assertThat(isServed || isRefused).as("%s", candidate).isTrue();
    if (isRefused) {
      for (Map<String, Object> refusal : parts(candidate.get("refused"))) {
        assertThat(refusal).containsKeys("code", "words");
        boolean isOfNumbers =
            List.of("latency", "energy", "money", "quality", "power", "breaker", "resting")
                .contains(refusal.get("code"));
        assertThat(!isOfNumbers || refusal.containsKey("needed")).as("%s", refusal).isTrue();
      }
    }
  }

  private void allIsTold(Path log) throws IOException {
    List<Map<String, Object>> chosen = events(log, "think.choose");
    assertThat(chosen).isNotEmpty();
    Ration told = Ration.run("why", log, "--format", "json");
    assertThat(told.code()).as(told.err()).isZero();
    int choices = 0;
    for (Object run : JSON.std.listFrom(told.out())) {
      for (Map<String, Object> think : parts(((Map<?, ?>) run).get("thinks"))) {
        for (Map<String, Object> choice : parts(think.get("choices"))) {
          choices++;
          assertThat(choice).containsKeys("probability", "why", "candidates");
          List<Map<String, Object>> candidates = parts(choice.get("candidates"));
          assertThat(candidates).isNotEmpty();
          candidates.forEach(WhyTableTest::isFull);
        }
      }
    }
    assertThat(choices).isEqualTo(chosen.size());
    String text = Ration.run("why", log, "errand").out();
    assertThat(text).contains(" mJ", " money, quality ", "in time ");
  }

  @Test
  void everyThinkHasItsTable() throws IOException {
    for (String clauses :
        List.of(
            "within 400 ms tiers local.small, local.tiny",
            "within 400 ms tiers local.tiny, local.small prefer quality",
            "within 400 ms prefer energy",
            "within 400 ms tiers local.small, local.tiny, cloud.chat prefer speed",
            "within 400 ms tiers local.small prefer cost min 80 %",
            "within 8 ms tiers local.small, local.tiny",
            "within 400 ms energy 300 mJ tiers local.small, local.tiny",
            "within 30 ms at 99 % tiers local.small, local.tiny private",
            "within 400 ms prefer quality min 95 %")) {
      allIsTold(run(clauses, "--clock", "virtual"));
    }
  }

  @Test
  void everyThinkThatWaitsForPowerHasItsTable() throws IOException {
    Path log =
        Recorded.run(
            directory,
            HEADER
                + """
                /// Which errand?
                think errand(text: Text) -> Guess<Errand>
                    within 900 ms tiers local.small, local.tiny { "{text}" }

                policy hello()   within 20 s   energy 500 J   power 8 W   holds voice
                {
                    all {
                        step { let a = accept errand("where is room four?"); wait 1 ms } else { wait 1 ms }
                        step { let b = accept errand("an appointment"); wait 1 ms } else { wait 1 ms }
                    }
                }
                """,
            "--clock",
            "virtual");

    allIsTold(log);
    assertThat(refused(log, "local.small").get("power"))
        .containsEntry("needed", 6_000_000.0)
        .containsEntry("had", 2_000_000.0)
        .containsEntry("unit", "uw");
  }

  private Path sites() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("run" + runs + "/sites"));
    return Files.writeString(folder.resolve("hall.ration"), HALL);
  }

  /** The codes that refused a tier, and all that was told of each. */
  private static Map<String, Map<String, Object>> refused(Path log, String tier)
      throws IOException {
    Map<String, Map<String, Object>> refused = new LinkedHashMap<>();
    for (Map<String, Object> event : events(log, "think.choose")) {
      for (Map<String, Object> candidate : parts(event.get("candidates"))) {
        if (tier.equals(candidate.get("tier")) && candidate.containsKey("refused")) {
          for (Map<String, Object> refusal : parts(candidate.get("refused"))) {
            refused.put(String.valueOf(refusal.get("code")), refusal);
          }
        }
      }
    }
    return refused;
  }

  @Test
  void everyThinkThatAsksAServerHasItsTable() throws IOException {
    for (String clauses :
        List.of(
            "within 4 s tiers cloud.chat, local.small, local.tiny",
            "within 4 s tiers cloud.chat, local.tiny prefer quality spend 0.00001 EUR",
            "within 4 s at 99 % tiers cloud.chat, local.tiny private")) {
      Path unused = sites();
      allIsTold(run(clauses, "--site", "hall"));
    }
    Path tries = directory.resolve("run0/run.jsonl");
    assertThat(refused(tries, "cloud.chat")).containsKeys("unreachable", "breaker");
    assertThat(refused(tries, "cloud.chat").get("breaker")).containsEntry("unit", "ns");
    assertThat(refused(directory.resolve("run1/run.jsonl"), "cloud.chat").get("money"))
        .containsEntry("had", 10.0)
        .containsEntry("unit", "micro_money");
    assertThat(refused(directory.resolve("run2/run.jsonl"), "cloud.chat")).containsKey("private");
  }

  @Test
  void everyThinkAtPricesHasItsTable() throws IOException {
    Path unused = sites();
    Path state = directory.resolve("state");
    String clauses = "within 400 ms";
    Path policy = Files.writeString(directory.resolve("tour.ration"), policy(clauses));
    Files.createDirectories(directory.resolve("sites"));
    Files.writeString(directory.resolve("sites/hall.ration"), HALL);
    Ration begun = Ration.run("mission", "new", "--state", state, "m1", policy, "--site", "hall");
    assertThat(begun.code()).as(begun.err()).isZero();
    Path log =
        run(
            clauses,
            "--site",
            "hall",
            "--clock",
            "virtual",
            "--mission",
            "m1",
            "--state",
            state,
            "--lasts",
            "8h");

    allIsTold(log);
    assertThat(events(log, "think.choose").getFirst()).containsKey("worth_per_uj");
    assertThat(Ration.run("why", log, "errand").out()).contains("at prices: 100 J are worth ");
  }

  @Test
  void theNumberThatRefusedStandsBeside() throws IOException {
    Path log = run("within 30 ms prefer quality min 95 %", "--clock", "virtual");
    String text = Ration.run("why", log, "errand").out();

    assertThat(text).contains("refused, quality: is right 88 % of the time, 95 % are wanted");
    Map<String, Object> first = events(log, "think.choose").getFirst();
    assertThat(parts(parts(first.get("candidates")).getLast().get("refused")).getFirst())
        .containsEntry("code", "quality")
        .containsEntry("needed", 0.95)
        .containsEntry("had", 0.88)
        .containsEntry("unit", "share");
  }

  @Test
  void oneChoiceOfTwoIsOneAttemptAndSaysWhatCameOfBoth() throws IOException {
    Path log = run("within 17 ms tiers local.small, local.tiny", "--clock", "virtual");

    assertThat(Ration.run("why", log).out().lines().filter(line -> line.contains("`tour.errand`")))
        .isNotEmpty()
        .allMatch(line -> line.matches(".*; local.small [^;]* after [^;]*; local.tiny .* after .*"))
        .noneMatch(line -> line.contains("(attempt"));
  }

  @Test
  void aRunWithoutThinksHasNone() throws IOException {
    Path log =
        Recorded.run(
            directory,
            "module tour\n\n"
                + "use std.speech\n\n"
                + "policy hello()   within 9 s   energy 90 J   holds voice\n"
                + "{\n"
                + "    say(\"Hello.\")\n"
                + "}\n",
            "--clock",
            "virtual");

    assertThat(Ration.run("why", log, "--format", "json").out()).contains("\"thinks\" : [ ]");
  }
}
