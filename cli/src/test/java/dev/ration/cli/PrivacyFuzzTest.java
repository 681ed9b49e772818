package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.cli.PrivacyRun.Channel;
import dev.ration.cli.PrivacyRun.Guard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * M7: private values carry random texts; over policies made at random, with every trouble there is
 * between the robot and the cloud, servers that fail in every way and a driver that repeats what it
 * is told, no piece of them reaches the cloud, a trace, an export, a receipt, a log or a message,
 * in whatever form. {@code -Dration.privacy=N} for more policies, {@code -Dration.seed=S} for
 * others.
 */
class PrivacyFuzzTest {
  private static final int POLICIES = Integer.getInteger("ration.privacy", 45);
  private static final long SEED = Long.getLong("ration.seed", 4_711);

  /** How many are played at a time: most of them wait most of the time. */
  private static final int AT_ONCE = 6;

  @TempDir private Path folder;
  private final Map<Channel, String> leaks = new EnumMap<>(Channel.class);

  private List<PrivacyRun> play(Guard guard, Channel... until) throws Exception {
    List<PrivacyRun> played = new ArrayList<>();
    try (ExecutorService players = Executors.newFixedThreadPool(AT_ONCE)) {
      boolean isEnough = false;
      for (int i = 0; i < POLICIES && !isEnough; i += AT_ONCE) {
        List<Future<PrivacyRun>> begun = new ArrayList<>();
        for (int number = i; number < Math.min(i + AT_ONCE, POLICIES); number++) {
          int mine = number;
          Path own = folder.resolve("" + number);
          begun.add(players.submit(() -> PrivacyRun.play(own, SEED, mine, guard)));
        }
        for (Future<PrivacyRun> one : begun) {
          played.add(one.get());
          one.get().leaks().forEach(leaks::putIfAbsent);
        }
        isEnough = until.length > 0 && leaks.keySet().containsAll(List.of(until));
      }
    }
    return played;
  }

  @Test
  void m7NothingPrivateLeavesTheRobot() throws Exception {
    List<PrivacyRun> played = play(Guard.WHOLE);

    assertThat(leaks).isEmpty();
    List<PrivacyRun> ran = played.stream().filter(PrivacyRun::mayRun).toList();
    assertThat(ran).as("policies that may run").hasSizeBetween(POLICIES / 3, POLICIES - 1);
    for (PrivacyTrouble trouble : PrivacyTrouble.values()) {
      List<PrivacyRun> under = ran.stream().filter(one -> one.trouble() == trouble).toList();
      assertThat(under).as("policies that run under " + trouble).isNotEmpty();
      assertThat(under.stream().anyMatch(one -> one.askedCloud() > 0))
          .as("questions through the link under " + trouble)
          .isEqualTo(!trouble.isDeaf());
    }
    assertThat(ran.stream().mapToInt(PrivacyRun::askedRobot).sum())
        .as("questions on the robot")
        .isGreaterThan(ran.size() / 2);
  }

  @Test
  void m7NearWithTheGuardTakenOutItDoes() throws Exception {
    var unused = play(Guard.WITHOUT_PLACES, Channel.REQUESTS);

    assertThat(leaks).containsOnlyKeys(Channel.REQUESTS);
  }

  @Test
  void m7NearWithoutTheLabelItIsWrittenDown() throws Exception {
    var unused = play(Guard.WITHOUT_LABELS, Channel.values());

    assertThat(leaks).containsOnlyKeys(Channel.values());
  }
}
