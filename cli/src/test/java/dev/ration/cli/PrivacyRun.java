package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.cli.Eavesdropper.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One policy made at random, played under one trouble, with everything that it leaves looked
 * through. Used by one thread.
 */
final class PrivacyRun {
  /** Where something private could turn up. */
  enum Channel {
    REQUESTS,
    RECEIPTS,
    TABLE,
    MESSAGES,
    TRACE,
    WHY,
    CHROME,
    MCAP,
    REPLAY
  }

  /** What is taken out of the guard. */
  enum Guard {
    WHOLE,
    /** What is believed to be on the robot is not. */
    WITHOUT_PLACES,
    /** Nothing is labelled. */
    WITHOUT_LABELS
  }

  private final Path folder;
  private final Map<Channel, String> leaks = new EnumMap<>(Channel.class);
  private final PrivacyTrouble trouble;
  private final Random lots;
  private final boolean isDriven;
  private final boolean isText;
  private final String policy;
  private final Secrets secrets;
  private boolean mayRun;
  private int askedCloud;
  private int askedRobot;

  private PrivacyRun(Path folder, long seed, int number, Guard guard) {
    this.folder = folder;
    lots = new Random(seed + number);
    trouble = PrivacyTrouble.values()[number % PrivacyTrouble.values().length];
    isText = number % 4 == 3;
    isDriven = lots.nextInt(3) > 0;
    String made = PrivatePolicies.policy(lots, isDriven);
    policy =
        guard == Guard.WITHOUT_LABELS
            ? made.replace("private ", "").replace("   private", "").replace("  private", "")
            : made;
    secrets = new Secrets(Token.random(lots), Token.random(lots), Token.random(lots));
  }

  /** Plays the policy of a number, in a folder of its own, with a cloud of its own. */
  static PrivacyRun play(Path folder, long seed, int number, Guard guard) throws IOException {
    try (Eavesdropper cloud = new Eavesdropper()) {
      PrivacyRun run = new PrivacyRun(folder, seed, number, guard);
      Fault far = run.trouble == PrivacyTrouble.SERVER ? run.any() : Fault.NONE;
      cloud.behave(far, _ -> "a public answer");
      run.play(guard, URI.create(cloud.url()).getPort());
      return run;
    }
  }

  /** The same with a cloud at a port of this machine. */
  static PrivacyRun play(Path folder, long seed, int number, int cloudPort) throws IOException {
    PrivacyRun run = new PrivacyRun(folder, seed, number, Guard.WHOLE);
    run.play(Guard.WHOLE, cloudPort);
    return run;
  }

  /** What leaked, and how, by where it did. */
  Map<Channel, String> leaks() {
    return leaks;
  }

  PrivacyTrouble trouble() {
    return trouble;
  }

  /** Whether the checker let it run. */
  boolean mayRun() {
    return mayRun;
  }

  /** How many questions came through the link. */
  int askedCloud() {
    return askedCloud;
  }

  int askedRobot() {
    return askedRobot;
  }

  /** The private texts of one run. */
  private record Secrets(Token given, Token illness, Token answered) {
    List<Token> all() {
      return List.of(given, illness, answered);
    }
  }

  private Fault any() {
    return Fault.values()[lots.nextInt(Fault.values().length)];
  }

  private void play(Guard guard, int cloudPort) throws IOException {
    Files.createDirectories(folder.resolve("sites"));
    Files.writeString(folder.resolve("ration.toml"), "site = \"home\"\n");
    Fault near = lots.nextInt(3) > 0 ? Fault.NONE : any();
    try (Eavesdropper robot = new Eavesdropper();
        GossipDriver driver = new GossipDriver(folder);
        FaultProxy link = new FaultProxy(cloudPort)) {
      site(trouble.remote(link.url()), guard == Guard.WITHOUT_PLACES ? link.url() : robot.url());
      link.script(trouble.script(), 1);
      // What a model on the robot says about private things is private as well.
      robot.behave(
          near,
          asked ->
              asked.contains("A rhyme on") ? "a public rhyme" : "It is " + secrets.answered.text());
      driver.behave(lots);
      run(driver.address());
      askedCloud = link.requests().size();
      askedRobot = robot.asked();
      look(Channel.REQUESTS, link.heard());
    }
  }

  /** {@code near} serves as if it were on the robot. */
  private void site(String far, String near) throws IOException {
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
                model: remote(%s)
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
            .formatted(far, near));
  }

  /** Runs the policy and looks at all that it leaves, unless the checker refuses it. */
  private void run(String driver) throws IOException {
    Path file = Files.writeString(folder.resolve("fuzz.ration"), policy);
    Path trace = folder.resolve("trace.jsonl");
    List<Object> command = new ArrayList<>(List.of("run", file, "--trace", trace));
    command.addAll(List.of("--format", isText ? "text" : "json"));
    command.addAll(List.of("--arg", "secret=\"" + secrets.given.text() + "\""));
    command.addAll(
        List.of(
            "--arg", "guest=Guest(name: \"Sam\", illness: \"" + secrets.illness.text() + "\")"));
    if (isDriven) {
      command.addAll(List.of("--driver", driver));
    }
    Ration ran = Ration.run(command.toArray());
    if (!Files.exists(trace)) {
      assertThat(ran.err()).as(policy).contains("RTN0215");
      assertThat(ran.err().lines().filter(line -> line.contains(": error ")))
          .as(policy)
          .allMatch(line -> line.contains("RTN0215"));
      return;
    }
    mayRun = true;
    if (isText) {
      look(Channel.TABLE, withoutSpeech(ran.out()));
    } else {
      look(Channel.RECEIPTS, withoutRobot(ran));
    }
    look(Channel.MESSAGES, ran.err());
    look(Channel.TRACE, Files.readString(trace));
    exports(trace);
    look(Channel.MESSAGES, mistyped(file, "secret=" + secrets.given.text()).err());
    String guest = "guest=Guest(name: 3, illness: \"" + secrets.illness.text() + "\")";
    look(Channel.MESSAGES, mistyped(file, guest).err());
  }

  /** Somebody mistakes how a private value is given. */
  private static Ration mistyped(Path file, String argument) {
    Ration refused = Ration.run("run", file, "--arg", argument);
    assertThat(refused.code()).isEqualTo(ExitCode.FAULT);
    return refused;
  }

  /** What is made of a trace. */
  private void exports(Path trace) throws IOException {
    look(Channel.WHY, said(Ration.run("why", trace)));
    look(Channel.WHY, said(Ration.run("why", trace, "main")));
    look(Channel.WHY, said(Ration.run("why", trace, "fuzz.whisper")));
    Path chrome = folder.resolve("chrome.json");
    Ration exported = Ration.run("trace", trace, "--format", "chrome", "-o", chrome);
    look(Channel.CHROME, said(exported) + Files.readString(chrome));
    Path mcap = folder.resolve("run.mcap");
    exported = Ration.run("trace", trace, "--format", "mcap", "-o", mcap);
    // Its chunks are not compressed, so what stands in them stands in the file.
    String bytes = new String(Files.readAllBytes(mcap), StandardCharsets.UTF_8);
    assertThat(bytes.contains("run.end")).as("the file is readable").isTrue();
    look(Channel.MCAP, said(exported) + bytes);
    look(Channel.REPLAY, said(Ration.run("replay", trace, "--stand-ins")));
    look(Channel.REPLAY, said(Ration.run("replay", tampered(trace), "--stand-ins")));
  }

  /**
   * A trace that differs from what is played where something private was said, or stands sealed.
   */
  private static Path tampered(Path trace) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(trace));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.contains("\"value\":\"It is")
          || line.contains("\"model.reply\"") && line.contains("\"sealed\"")
          || line.contains("\"robot.failed\"")) {
        lines.set(i, line.replaceFirst("\"type\":\"[a-z.]+\"", "$0,\"odd\":true"));
        break;
      }
    }
    return Files.write(trace.resolveSibling("tampered.jsonl"), lines);
  }

  private static String said(Ration ran) {
    return ran.out() + ran.err();
  }

  /** The document of a run without what a person beside the simulated robot notices. */
  private static String withoutRobot(Ration ran) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>(ran.document());
    assertThat(document.remove("events")).isNotNull();
    return JSON.std.asString(document);
  }

  /** The lines of a run without those of the simulated robot's voice. */
  private static String withoutSpeech(String lines) {
    return lines
        .lines()
        .filter(line -> !line.matches("\\s*[0-9.]+ (ms|s|min)  (stops: )?says .*"))
        .collect(Collectors.joining("\n"));
  }

  /** What of its private texts stands in a text. */
  List<String> leak(String text) {
    return secrets.all().stream().flatMap(token -> token.leak(text).stream()).toList();
  }

  private void look(Channel channel, String text) {
    for (Token token : secrets.all()) {
      token
          .leak(text)
          .ifPresent(
              form -> {
                int at = text.indexOf(form);
                String around =
                    text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60));
                leaks.putIfAbsent(
                    channel, form + " in …" + around + "… under " + trouble + "\n" + policy);
              });
    }
  }
}
