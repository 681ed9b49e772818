package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.Aimock;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * M7, as {@link PrivacyFuzzTest} has it, with other policies and a cloud that nobody here wrote:
 * nothing private is in what it was sent, by the bytes on the link and by its own journal.
 */
@Tag("peers")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PrivacyFuzzPeerTest {
  private static final int POLICIES = 4 * PrivacyTrouble.values().length;
  private static final long SEED = 90_000;
  private static final int AT_ONCE = 6;

  @TempDir private Path folder;

  @Test
  void m7NothingPrivateLeavesTheRobot() throws Exception {
    List<PrivacyRun> played = new ArrayList<>();
    try (Aimock cloud = Aimock.saying("a public answer");
        ExecutorService players = Executors.newFixedThreadPool(AT_ONCE)) {
      int port = URI.create(cloud.url()).getPort();
      List<Future<PrivacyRun>> begun = new ArrayList<>();
      for (int i = 0; i < POLICIES; i++) {
        int number = i;
        Path own = folder.resolve("" + number);
        begun.add(players.submit(() -> PrivacyRun.play(own, SEED, number, port)));
      }
      for (Future<PrivacyRun> one : begun) {
        played.add(one.get());
      }
      String journal = cloud.journal();

      assertThat(journal).contains("A rhyme on");
      assertThat(played).allSatisfy(run -> assertThat(run.leak(journal)).isEmpty());
    }
    assertThat(played).allSatisfy(run -> assertThat(run.leaks()).isEmpty());
    for (PrivacyTrouble trouble : PrivacyTrouble.values()) {
      assertThat(played.stream().filter(one -> one.trouble() == trouble))
          .as("policies under " + trouble)
          .anyMatch(one -> one.mayRun() && one.askedCloud() > 0 == !trouble.isDeaf());
    }
  }
}
