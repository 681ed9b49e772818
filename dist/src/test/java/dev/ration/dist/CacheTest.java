package dev.ration.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AOT cache of a distribution: it is used, and nothing depends on it. */
@ExtendWith(Packed.class)
class CacheTest {
  private static final Finished CLEAN = new Finished(0, "", "no findings\n");

  private final Unpacked unpacked;
  private final byte[] cache;
  private final String release;

  CacheTest(Unpacked unpacked) throws IOException {
    this.unpacked = unpacked;
    this.cache = Files.readAllBytes(unpacked.cache());
    this.release = Files.readString(release());
  }

  @AfterEach
  void restore() throws IOException {
    Files.write(unpacked.cache(), cache);
    Files.writeString(release(), release);
  }

  @Test
  void theClassesOfACheckComeFromIt() throws Exception {
    assertThat(check()).isEqualTo(CLEAN);
    assertThat(linkedAhead()).isGreaterThan(500);
  }

  @Test
  void withoutItTheAnswersAreTheSame() throws Exception {
    Files.delete(unpacked.cache());

    assertThat(check()).isEqualTo(CLEAN);
    assertThat(linkedAhead()).isZero();
  }

  @Test
  void anotherJdkOfTheSameVersionDoesWithout() throws Exception {
    Files.writeString(release(), release.replaceFirst("OS_ARCH=\"[^\"]*\"", "OS_ARCH=\"sparc\""));

    assertThat(check()).isEqualTo(CLEAN);
    assertThat(linkedAhead()).isZero();
  }

  @Test
  void anEmptyOneChangesNothing() throws Exception {
    assertNothingChangesWith(new byte[0]);
  }

  @Test
  void oneThatBreaksOffChangesNothing() throws Exception {
    assertNothingChangesWith(Arrays.copyOf(cache, cache.length / 2));
  }

  @Test
  void oneThatIsSomethingElseChangesNothing() throws Exception {
    assertNothingChangesWith("not a cache\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void oneWithADamagedHeadChangesNothing() throws Exception {
    assertNothingChangesWith(damaged(0, 4096));
  }

  @Test
  void oneWithDamagedBytesChangesNothing() throws Exception {
    assertNothingChangesWith(damaged(0, cache.length));
  }

  private void assertNothingChangesWith(byte[] other) throws Exception {
    Files.write(unpacked.cache(), other);

    assertThat(check()).isEqualTo(CLEAN);
  }

  // From a fixed seed, so that every run damages the same bytes of the same cache.
  private byte[] damaged(int from, int to) {
    var random = new Random(1);
    var damaged = cache.clone();
    random
        .ints(200, from, to)
        .forEach(at -> damaged[at] = (byte) (damaged[at] ^ (1 << random.nextInt(8))));
    return damaged;
  }

  private Finished check() throws Exception {
    return unpacked.ration("check", unpacked.path("policies"));
  }

  /** How many of Ration's classes a check takes from the cache, as java tells. */
  private long linkedAhead() throws Exception {
    var log = Files.createTempFile("loaded", ".txt");
    try {
      var checked =
          unpacked.ration(
              Map.of("RATION_JAVA_OPTS", "-Xlog:class+load:file=" + log),
              "check",
              unpacked.path("policies"));
      assertThat(checked.exit()).as(checked.toString()).isZero();
      try (var lines = Files.lines(log)) {
        return lines
            .filter(line -> line.contains(" dev.ration."))
            .filter(line -> line.contains("source: shared objects file"))
            .count();
      }
    } finally {
      Files.delete(log);
    }
  }

  private Path release() {
    return unpacked.home().resolve("check.aot.release");
  }
}
