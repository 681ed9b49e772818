package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.cli.FaultRun.Think;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every trouble between a robot and its cloud: whole runs on the real clock, over a link that
 * follows a script, against a server that nobody here wrote. Beside each case stands what somebody
 * could have had at best who knew the script; the run has to have it too, name the right reason,
 * and keep every deadline.
 *
 * <p>The runs of all cases go on side by side; each has a link of its own.
 */
@Tag("peers")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FaultProxyPeerTest {
  /** What a loaded machine may add to a deadline. */
  private static final long SLACK_MILLIS = 250;

  /** How exactly the instants of a script and of a run are known to each other. */
  private static final long BLUR_MILLIS = 300;

  /** How long a server that is not there, and says so at once, is left alone at most. */
  private static final long PROBED_MILLIS = 2_000;

  private static final Duration PATIENT = Duration.ofMillis(1_500);

  private static final String BOTH =
      """
      said = "{said} {which("streamed")}"
      said = "{said} {answer("streamed")}"
      """;

  private static final String WHOLE =
      """
      said = "{said} {which("whole")}"
      said = "{said} {answer("whole")}"
      """;

  /** How many questions are asked before a script begins: the first ones of a run are slow. */
  private static final int WARM_UP = 2;

  /** Asks until there is this much less left of the policy's 150 s. */
  private static String often(int seconds) {
    return """
        which("whole")
        which("whole")
        while remaining() > %d s {
            said = "{said} {which("streamed")}"
            wait 250 ms
        }
        """
        .formatted(150 - seconds);
  }

  private static final Map<String, Future<FaultRun>> RUNS = new LinkedHashMap<>();
  private static ExecutorService players;
  private static FaultBench bench;

  @BeforeAll
  static void begin() throws IOException {
    bench = FaultBench.start();
    players = Executors.newFixedThreadPool(4);
    // The first run of a process is slow, whoever answers.
    bench.run(script(Trouble.NONE), 1, PATIENT, BOTH);
    // The long ones first.
    often(
        "back from silence", script(Trouble.NONE, 1_000, Trouble.SILENCE, 5_000, Trouble.NONE), 66);
    often("down for a minute", script(Trouble.NONE, 1_000, Trouble.DOWN, 61_000, Trouble.NONE), 66);
    often("flapping", flapping(), 18);
    often("back", script(Trouble.NONE, 1_000, Trouble.DOWN, 6_000, Trouble.NONE), 12);
    often("limited", script(Trouble.NONE, 1_000, limited(), 3_000, Trouble.NONE), 7);
    over("refused", script(Trouble.DOWN), PATIENT, BOTH);
    over("silent", script(Trouble.SILENCE), PATIENT, BOTH);
    over("silent to texts", script(Trouble.SILENCE), PATIENT, answer());
    over("slow", script(Trouble.FIVE_TIMES_SLOWER), Duration.ofSeconds(4), BOTH);
    over("slow and urgent", script(Trouble.FIVE_TIMES_SLOWER), Duration.ofMillis(700), which());
    over(
        "slow and urgent text",
        script(Trouble.FIVE_TIMES_SLOWER),
        Duration.ofMillis(700),
        answer());
    over("limited texts", script(limited()), PATIENT, answer());
    over("stalls", script(Trouble.STALL), PATIENT, which());
    over("stalls in texts", script(Trouble.STALL), PATIENT, answer());
    over("resets", script(Trouble.RESET), PATIENT, BOTH);
    over("closes", script(Trouble.CLOSED), PATIENT, BOTH);
    over(
        "closes once",
        script(Trouble.CLOSED, 10, Trouble.NONE),
        PATIENT,
        "said = insist(\"streamed\")");
    over("malformed", script(FaultBench.MALFORMED), PATIENT, WHOLE);
    over("wrong errand", script(FaultBench.WRONG_ERRAND), PATIENT, WHOLE);
    over("wrong text", script(FaultBench.WRONG_TEXT), PATIENT, WHOLE);
    at("no key", "http://127.0.0.1:9/v1", ", key: secret(\"SET_NOWHERE\")");
    at("no address", "nowhere", "");
    at("no such setting", "http://127.0.0.1:9/v1", ", timeout: 20 min");
    at("no name", "http://models.invalid/v1", "");
  }

  private static void over(
      String name, Map<Duration, Trouble> script, Duration within, String statements) {
    play(name, () -> bench.run(script, 1, within, statements));
  }

  private static void often(String name, Map<Duration, Trouble> script, int seconds) {
    play(name, () -> bench.run(script, WARM_UP + 1, PATIENT, often(seconds)));
  }

  private static void at(String name, String url, String settings) {
    play(name, () -> FaultBench.at(url, settings, PATIENT, BOTH));
  }

  private static void play(String name, Callable<FaultRun> run) {
    RUNS.put(name, players.submit(run));
  }

  @AfterAll
  static void end() throws IOException {
    players.shutdownNow();
    bench.close();
  }

  private static String which() {
    return "said = which(\"streamed\")";
  }

  private static String answer() {
    return "said = answer(\"streamed\")";
  }

  private static Trouble limited() {
    return new Trouble.TooMany(Duration.ofSeconds(2));
  }

  /** What there is at first, then instants in milliseconds and what there is from them on. */
  private static Map<Duration, Trouble> script(Trouble first, Object... then) {
    Map<Duration, Trouble> script = new LinkedHashMap<>(Map.of(Duration.ZERO, first));
    for (int i = 0; i < then.length; i += 2) {
      script.put(Duration.ofMillis((Integer) then[i]), (Trouble) then[i + 1]);
    }
    return script;
  }

  private static Map<Duration, Trouble> flapping() {
    Map<Duration, Trouble> script = script(Trouble.NONE);
    for (int seconds = 3; seconds <= 15; seconds += 3) {
      script.put(Duration.ofSeconds(seconds), seconds % 2 == 0 ? Trouble.NONE : Trouble.DOWN);
    }
    return script;
  }

  /**
   * The run of a case, once it is over: whatever the case, it ended well and kept every deadline.
   */
  private static FaultRun run(String name) throws Exception {
    FaultRun run = Objects.requireNonNull(RUNS.get(name)).get();
    assertThat(run.ran().err()).isEmpty();
    assertThat(run.ran().code()).isEqualTo(ExitCode.CLEAN);
    assertThat(run.scopes()).isNotEmpty();
    assertThat(run.scopes())
        .allSatisfy(
            scope ->
                assertThat(scope.lateNanos())
                    .as("ns after the limit of " + scope.name())
                    .isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(SLACK_MILLIS)));
    return run;
  }

  private static Think errand(FaultRun run) {
    return run.thinks("errand").getFirst();
  }

  private static Think reply(FaultRun run) {
    return run.thinks("reply").getFirst();
  }

  /** The robot's own tier served the errand, after the cloud had ended so. */
  private static void assertServedAfter(FaultRun run, String cloud) {
    assertThat(errand(run).asked()).containsExactly("cloud.chat " + cloud, "local.tiny answer");
    assertThat(errand(run).why()).isEqualTo("the only tier that fits: cloud.chat " + cloud);
  }

  /** The robot's own tier served the errand, while the cloud was still out. */
  private static void assertServedBehind(FaultRun run) {
    assertThat(errand(run).asked()).containsExactly("cloud.chat lost", "local.tiny answer");
    assertThat(errand(run).why()).isEqualTo("the safe answer: cloud.chat not in time");
  }

  // 1. Nobody listens. At best: the robot's own errand, and its own words; both at once.
  @Test
  void refused() throws Exception {
    FaultRun run = run("refused");

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertServedAfter(run, "unreachable");
    assertThat(reply(run).outcome()).isEqualTo("unavailable(unreachable)");
    assertThat(reply(run).why()).contains("accepts no connection");
    assertThat(reply(run).endNanos() - errand(run).startNanos()).isLessThan(PATIENT.toNanos());
  }

  // 2. The link is down for a minute. At best: the cloud until then and from then on, the
  // robot in between. What cannot be known is when it is back: two seconds are given for it.
  @Test
  void hardDownForAMinute() throws Exception {
    FaultRun run = run("down for a minute");

    List<String> answers = timeline(run, PROBED_MILLIS, 1_000, 61_000);
    assertThat(answers).startsWith("cloud").endsWith("cloud");
    assertThat(answers).hasSizeGreaterThan(60);
    // Left alone: no more than a probe every two seconds.
    assertThat(
            run.thinks("errand").stream()
                .filter(one -> one.asked().contains("cloud.chat unreachable"))
                .count())
        .isBetween(3L, 3 + 60_000 / PROBED_MILLIS);
    assertThat(whys(run, "robot"))
        .allMatch(
            why ->
                why.matches(
                    "the only tier that fits: cloud.chat (unreachable|disconnected|breaker)"));
  }

  // 3. Questions are taken, nothing comes. At best: the robot's own errand, own words.
  @Test
  void silentHang() throws Exception {
    FaultRun run = run("silent");

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertServedBehind(run);

    FaultRun texts = run("silent to texts");
    assertThat(texts.said()).containsExactly("own_words");
    assertThat(reply(texts).asked()).containsExactly("cloud.chat timeout");
    assertThat(reply(texts).outcome()).isEqualTo("timeout");
  }

  // 4. The cloud takes 1.5 s for an errand and 1.3 s for a text. At best: the cloud where 4 s are
  // given, the robot's own errand and own words where 0.7 s are.
  @Test
  void aliveButFiveTimesSlower() throws Exception {
    FaultRun run = run("slow");
    assertThat(run.said()).containsExactly("cloud", "cloud");
    assertThat(errand(run).endNanos() - errand(run).startNanos()).isGreaterThan(1_000_000_000L);

    FaultRun urgent = run("slow and urgent");
    assertThat(urgent.said()).containsExactly("robot");
    assertServedBehind(urgent);

    FaultRun text = run("slow and urgent text");
    assertThat(text.said()).containsExactly("own_words");
    assertThat(reply(text).outcome()).isEqualTo("timeout");
  }

  // 5. For two seconds the server asks to be left alone for two seconds. At best: the robot for
  // two seconds, then the cloud, and the server is not asked again before.
  @Test
  void tooManyCalls() throws Exception {
    FaultRun run = run("limited");

    Think limited =
        run.thinks("errand").stream()
            .filter(one -> one.asked().contains("cloud.chat rate_limited"))
            .findFirst()
            .orElseThrow();
    assertThat(limited.asked()).containsExactly("cloud.chat rate_limited", "local.tiny answer");
    assertThat(limited.why()).isEqualTo("the only tier that fits: cloud.chat rate_limited");
    long again = limited.startNanos() + 2_000_000_000L;
    assertThat(
            run.thinks("errand").stream().filter(one -> isBetween(one, limited.endNanos(), again)))
        .isNotEmpty()
        .allMatch(one -> one.why().equals("the only tier that fits: cloud.chat resting"));
    assertThat(
            run.thinks("errand").stream()
                .filter(one -> one.startNanos() > again + BLUR_MILLIS * 1_000_000))
        .isNotEmpty()
        .allMatch(one -> one.tier().equals("cloud.chat"));
    assertThat(run.requests().stream().filter(one -> one.met() instanceof Trouble.TooMany))
        .hasSize(1);

    FaultRun texts = run("limited texts");
    assertThat(texts.said()).containsExactly("own_words");
    assertThat(reply(texts).outcome()).isEqualTo("unavailable(rate_limited)");
    assertThat(reply(texts).why()).contains("asks for fewer calls (429)");
  }

  // 6. The first token of each answer comes, and nothing more. At best: as in a hang.
  @Test
  void firstTokenThenStall() throws Exception {
    FaultRun run = run("stalls");
    assertThat(run.said()).containsExactly("robot");
    assertServedBehind(run);

    FaultRun texts = run("stalls in texts");
    assertThat(texts.said()).containsExactly("own_words");
    assertThat(reply(texts).outcome()).isEqualTo("timeout");
  }

  // 7. Each answer breaks off after its first token. At best: the robot's own errand, own words.
  @ParameterizedTest
  @ValueSource(strings = {"resets", "closes"})
  void disconnectMidStream(String how) throws Exception {
    FaultRun run = run(how);

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertServedAfter(run, "disconnected");
    assertThat(reply(run).outcome()).isEqualTo("unavailable(disconnected)");
    assertThat(reply(run).why()).contains("breaks off in the middle of its answer");
  }

  // Only the first answer breaks off. At best, for a policy that asks twice: the cloud.
  @Test
  void disconnectOnceIsMendedByARetry() throws Exception {
    FaultRun run = run("closes once");

    assertThat(run.said()).containsExactly("cloud");
    assertThat(run.thinks("reply"))
        .extracting(Think::outcome)
        .containsExactly("unavailable(disconnected)", "ok");
  }

  // 8. What comes is not JSON. At best: the robot's own errand, own words.
  @Test
  void malformedJson() throws Exception {
    FaultRun run = run("malformed");

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertServedAfter(run, "malformed");
    assertThat(reply(run).outcome()).isEqualTo("malformed");
    assertThat(reply(run).why()).contains("sends something that is not JSON");
  }

  // 9. A number comes where an enum's name, or a text, is declared. At best: the other one from the
  // cloud, and the robot's own in its place.
  @Test
  void wrongTypeInValidJson() throws Exception {
    FaultRun errands = run("wrong errand");
    assertThat(errands.said()).containsExactly("robot", "cloud");
    assertServedAfter(errands, "malformed");

    FaultRun texts = run("wrong text");
    assertThat(texts.said()).containsExactly("cloud", "own_words");
    assertThat(reply(texts).outcome()).isEqualTo("malformed");
  }

  // 10. The cloud's backend cannot be made: no key, no address, a setting out of range. At best:
  // the robot's own errand, own words, at once.
  @ParameterizedTest
  @ValueSource(strings = {"no key", "no address", "no such setting"})
  void aBackendWhoseConstructionFails(String what) throws Exception {
    FaultRun run = run(what);

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertThat(errand(run).asked()).containsExactly("local.tiny answer");
    assertThat(errand(run).why()).isEqualTo("the only tier that fits: cloud.chat broken");
    assertThat(reply(run).outcome()).isEqualTo("unavailable(broken)");
    assertThat(reply(run).why())
        .contains("cannot be opened")
        .containsAnyOf("secret `SET_NOWHERE`", "the setting `url`", "the setting `timeout`");
  }

  // 11. The server's name does not resolve. At best: the robot's own errand, own words.
  @Test
  void dnsFailure() throws Exception {
    FaultRun run = run("no name");

    assertThat(run.said()).containsExactly("robot", "own_words");
    assertServedAfter(run, "unreachable");
    assertThat(reply(run).why()).contains("the name of `models.invalid` does not resolve");
  }

  // 12. The link is there for three seconds, gone for three, and so on. At best: the cloud while it
  // is there. It is found again within two seconds, so in each of its spells.
  @Test
  void linkFlappingEveryThreeSeconds() throws Exception {
    FaultRun run = run("flapping");

    timeline(run, PROBED_MILLIS, 3_000, 6_000, 9_000, 12_000, 15_000, 999_000);
    assertThat(answers(run, 0, 3_000)).contains("cloud");
    assertThat(answers(run, 6_000, 9_000)).contains("cloud");
    assertThat(answers(run, 12_000, 15_000)).contains("cloud");
    assertThat(whys(run, "robot"))
        .allMatch(
            why ->
                why.matches(
                    "the only tier that fits: cloud.chat (unreachable|disconnected|breaker)"));
  }

  // 13. The server is gone for five seconds, and back. At best: the cloud from then on; it is used
  // again within two seconds.
  @Test
  void theServerIsBackAgain() throws Exception {
    FaultRun run = run("back");

    assertThat(timeline(run, PROBED_MILLIS, 1_000, 6_000)).startsWith("cloud").endsWith("cloud");
  }

  // Whether a server that was silent answers again can only be told by asking: within a minute.
  @Test
  void theServerIsBackAgainFromSilence() throws Exception {
    FaultRun run = run("back from silence");

    assertThat(timeline(run, 60_000, 1_000, 5_000)).startsWith("cloud").endsWith("cloud");
  }

  /**
   * Holds every errand against the spells in which the link was down: within one the robot has to
   * have answered; where it had not been down for so long, the cloud; in between either may have.
   */
  private static List<String> timeline(FaultRun run, long againMillis, long... downMillis) {
    List<Think> thinks = often(run);
    List<String> answers = run.said();
    assertThat(answers).hasSameSizeAs(thinks);
    long begin = beginNanos(run);
    for (int i = 0; i < thinks.size(); i++) {
      long from = TimeUnit.NANOSECONDS.toMillis(thinks.get(i).startNanos() - begin);
      long to = TimeUnit.NANOSECONDS.toMillis(thinks.get(i).endNanos() - begin);
      boolean isUp = true;
      for (int spell = 0; spell < downMillis.length; spell += 2) {
        long down = downMillis[spell];
        long up = downMillis[spell + 1];
        if (from >= down + BLUR_MILLIS && to <= up - BLUR_MILLIS) {
          assertThat(answers.get(i)).as("from %d to %d ms", from, to).isEqualTo("robot");
        }
        isUp &= to < down - BLUR_MILLIS || from > up + againMillis + BLUR_MILLIS;
      }
      if (isUp) {
        assertThat(answers.get(i)).as("from %d to %d ms", from, to).isEqualTo("cloud");
      }
    }
    return answers;
  }

  /** The errands under a script. */
  private static List<Think> often(FaultRun run) {
    List<Think> all = run.thinks("errand");
    return all.subList(WARM_UP, all.size());
  }

  /**
   * When the script began, on the clock of the run. The first requests came through one by one, so
   * they are the first questions; the one that was quickest on its way tells the clocks apart.
   */
  private static long beginNanos(FaultRun run) {
    List<Think> thinks = run.thinks("errand");
    long apart = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP + 2 && thinks.get(i).asked().contains("cloud.chat answer"); i++) {
      apart = Math.min(apart, run.requests().get(i).atNanos() - thinks.get(i).startNanos());
    }
    return run.requests().get(WARM_UP).atNanos() - apart;
  }

  private static boolean isBetween(Think one, long fromNanos, long toNanos) {
    return one.startNanos() >= fromNanos && one.endNanos() <= toNanos;
  }

  /** Who answered the errands that were asked between these instants. */
  private static List<String> answers(FaultRun run, long fromMillis, long toMillis) {
    long begin = beginNanos(run);
    return often(run).stream()
        .filter(one -> isBetween(one, begin + fromMillis * 1_000_000, begin + toMillis * 1_000_000))
        .map(one -> one.tier().equals("cloud.chat") ? "cloud" : "robot")
        .toList();
  }

  /** The reasons in the receipts of errands that the robot answered. */
  private static List<String> whys(FaultRun run, String who) {
    return run.thinks("errand").stream()
        .filter(one -> one.tier().equals(who.equals("robot") ? "local.tiny" : "cloud.chat"))
        .map(Think::why)
        .toList();
  }
}
