package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes stand in a policy, a profile, settings or a baseline, `ration check` gives
 * findings or a coded error. {@code -Dration.fuzz=20000} tries that many, {@code
 * -Dration.fuzz.seed=7} others.
 */
class AnyBytesTest {
  private static final int TRIES = Integer.getInteger("ration.fuzz", 120);
  private static final long SEED = Long.getLong("ration.fuzz.seed", 1);
  private static final String CONFIG =
      """
      fail-level = "error"
      baseline = "base.txt"
      [categories]
      style = "off"
      [rules]
      RTN0409 = "warning"
      [options]
      RTN0440.most-seconds = 30
      [[paths]]
      match = ["experiments/**", "*.ration"]
      [paths.rules]
      RTN0413 = "off"
      """;
  private static final String BASELINE =
      "RTN0401 0123456789abcdef 1 policy.ration\nRTN0413 fedcba9876543210 2 policy.ration\n";
  private static final List<String> FORMATS =
      List.of("text", "json", "sarif", "github", "junit", "checkstyle");

  /** What is put into a text besides bytes from anywhere. */
  private static final List<String> ODD =
      List.of(
          "\uFEFF",
          "\r\n",
          "\0",
          "\"\"\"",
          "{",
          "}",
          "((((((((",
          "[[",
          "// ration: ignore ",
          "RTN0401",
          "because",
          "9999999999999999999999",
          "-0",
          "1e400",
          "\uD83E\uDD16",
          "\\u{",
          "*/",
          "use ",
          "\n\n");

  @TempDir private Path folder;

  @Test
  void anyBytesGiveFindingsOrACodedError() throws IOException {
    List<byte[]> seeds = seeds();
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      byte[] policy = seeds.get(random.nextInt(seeds.size()));
      int target = random.nextInt(5);
      write("policy.ration", target < 2 ? mutated(policy, random) : policy);
      write("ration-lint.toml", target == 2 ? mutated(bytes(CONFIG), random) : bytes(CONFIG));
      write("base.txt", target == 3 ? mutated(bytes(BASELINE), random) : bytes(BASELINE));
      byte[] site = Files.readAllBytes(Ration.ROOT.resolve("policies/sites/lobby.ration"));
      write("sites/lobby.ration", target == 4 ? mutated(site, random) : site);
      write("ration.toml", bytes("site = \"lobby\"\n"));
      String format = FORMATS.get(random.nextInt(FORMATS.size()));
      List<Object> arguments = new ArrayList<>(List.of("check", "--format", format, folder));
      if (random.nextInt(4) == 0) {
        arguments.add("--diff");
      }

      Ration run = Ration.run(arguments.toArray());

      assertThat(run.code()).as("try %d: %s", i, run.err()).isBetween(0, 2);
      assertThat(run.err()).as("try %d", i).doesNotContain("a fault inside Ration");
      boolean isCoded = run.err().contains("RTN") || run.out().contains("RTN");
      assertThat(run.code() != 2 || isCoded).as("try %d: %s", i, run).isTrue();
    }
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String place : List.of("grammar/src/test/resources/golden/check", "policies")) {
      try (Stream<Path> files = Files.walk(Ration.ROOT.resolve(place))) {
        for (Path file :
            files.filter(one -> one.toString().endsWith(".ration")).sorted().toList()) {
          if (!file.toString().contains("target")) {
            seeds.add(Files.readAllBytes(file));
          }
        }
      }
    }
    assertThat(seeds).hasSizeGreaterThan(300);
    return seeds;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** One to six changes: bytes replaced, a stretch cut, doubled or moved, something odd put in. */
  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
      int from = random.nextInt(bytes.length + 1);
      int to = from + Math.min(random.nextInt(40), bytes.length - from);
      byte[] put =
          switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[0];
            case 2 -> twice(Arrays.copyOfRange(bytes, from, to));
            case 3 -> Arrays.copyOfRange(bytes, 0, Math.min(60, bytes.length));
            default -> bytes(ODD.get(random.nextInt(ODD.size())));
          };
      bytes = joined(Arrays.copyOf(bytes, from), put, Arrays.copyOfRange(bytes, to, bytes.length));
    }
    return bytes;
  }

  private static byte[] twice(byte[] stretch) {
    return joined(stretch, stretch, new byte[0]);
  }

  private static byte[] joined(byte[] one, byte[] two, byte[] three) {
    byte[] all = Arrays.copyOf(one, one.length + two.length + three.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    System.arraycopy(three, 0, all, one.length + two.length, three.length);
    return all;
  }
}
