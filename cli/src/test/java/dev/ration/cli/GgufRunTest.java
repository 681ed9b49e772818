package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that names a file of weights; what can be read of one is tested where it is read. */
class GgufRunTest {
  private static final String POLICY =
      """
      use std.speech, std.tiers

      enum Errand { directions, meeting }

      think errand(words: Text) -> Errand
          tiers local.chat
      {
          "Which errand is it? {words}"
      }

      policy hello() within 20 s  energy 500 J  holds voice {
          when errand("where is room 4?") {
              directions -> say("This way.")
              meeting -> say("I will tell them.")
          }
      }
      on unavailable { say("I cannot think.")  fail }
      """;

  @TempDir private Path directory;

  private Ration run(Path weights) throws IOException {
    Files.writeString(directory.resolve("hello.ration"), POLICY);
    Files.writeString(
        directory.resolve("desk.ration"),
        """
        module desk

        use std.sites

        model chat like llama32_3b {
            settings { path: "%s", threads: 1 }
        }

        site desk like simulated {
            serve local.chat { model: chat }
        }
        """
            .formatted(weights));
    return Ration.run(
        "run", directory.resolve("hello.ration"), "--site", directory.resolve("desk.ration"));
  }

  @Test
  void aFileThatIsNotThereIsToldOfAndTheTierIsBroken() throws IOException {
    var ran = run(directory.resolve("none.gguf"));

    assertThat(ran.err()).contains("ration: RTN0780: `").contains("the model of `local.chat`");
    assertThat(ran.out()).contains("I cannot think.");
    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
  }
}
