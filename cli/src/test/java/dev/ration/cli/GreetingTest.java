package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody sees who asks a cloud for a greeting that has to be there in 300 ms. */
class GreetingTest {
  private static final String POLICY =
      """
      /// A greeting that only the cloud can word.
      module greet

      use std.speech, std.tiers

      /// How to greet this guest?
      think words(name: Text) -> Guess<Text>
          within 300 ms   energy 10 J   spend 0.01 EUR   tiers cloud.chat   share only name
      {
          "Greet {name} in one short sentence."
          check it.length < 120
      }

      /// Greets a guest.
      policy greet(name: Text = "Sam")
          within 10 s   energy 100 J   spend 0.02 EUR   holds voice
      {
          let said = accept words(name) else { "Good morning." }
          say(said)  within 6 s
      }
      """;

  private static final String QUESTION = "    within 300 ms   energy 10 J";
  private static final String ASKED = "let said = accept words(name) else { \"Good morning.\" }";
  private static final String SAID = "say(said)  within 6 s";

  @TempDir private Path folder;

  /** The same demand of the question, of the call, of a block, and of the first effect. */
  static Stream<String> forms() {
    String open = POLICY.replace(QUESTION, "    within 3 s   energy 10 J");
    return Stream.of(
        POLICY,
        open.replace(ASKED, ASKED.replace("words(name)", "words(name) within 300 ms")),
        open.replace(
            ASKED + "\n    " + SAID,
            "var said = \"Good morning.\"\n    step within 300 ms { said = accept words(name) }"
                + " else { none }\n    "
                + SAID),
        open.replace(
            ASKED + "\n    " + SAID,
            "respond within 300 ms {\n" + ASKED + "\n" + SAID + "\n} else { none }"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void itIsToldWhyNotAndTheFixItIsGivenMakesItPass(String policy) throws Exception {
    Ration.copyOfPolicies(folder);
    Path file = Files.writeString(folder.resolve("greet.ration"), policy);

    Ration refused = Ration.run("check", file, "--site", "cloud");
    assertThat(refused.code()).isEqualTo(ExitCode.FOUND);
    assertThat(refused.out() + refused.err())
        .contains("RTN0306")
        .contains("within 300 ms at `cloud`")
        .contains("95 % of its answers come within 1.")
        .contains("sites/cloud.ration:")
        .contains("std/links.ration:")
        .contains("or give it `within 1");

    Ration fixed = Ration.run("check", file, "--site", "cloud", "--fix-unsafe");
    assertThat(Files.readString(file)).doesNotContain("within 300 ms");
    Ration again = Ration.run("check", file, "--site", "cloud");
    assertThat(again.code()).as(fixed.out() + again.out() + again.err()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void aBlockIsFoundWhoeverCallsIt() throws Exception {
    Ration.copyOfPolicies(folder);
    Path asking = Files.createDirectory(folder.resolve("asking"));
    String block =
        POLICY
            .replace("module greet", "module asking.block")
            .replace(QUESTION, "    within 3 s   energy 10 J")
            .replace("policy greet", "action greet")
            .replace(ASKED, ASKED.replace("words(name)", "words(name) within 300 ms"));
    Files.writeString(asking.resolve("block.ration"), block);
    // Read first, so that it is looked at first.
    Files.writeString(
        asking.resolve("a.ration"),
        """
        module asking.a

        use asking.block

        /// Greets.
        policy a() within 20 s energy 200 J spend 0.02 EUR holds voice { greet() }
        """);

    Ration run = Ration.run("check", asking, "--site", "cloud");

    assertThat(run.out()).containsOnlyOnce("RTN0306").contains("block.ration:18:");
  }
}
