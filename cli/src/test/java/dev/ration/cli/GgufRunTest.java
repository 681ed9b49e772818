package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that names a file of weights; what can be read of one is tested where it is read. */
class GgufRunTest {
  private static final String ERRAND =
      """
      use std.speech, std.tiers

      enum Errand { directions, meeting }

      /// Which errand is it?
      think errand(words: Text) -> Guess<Errand>
          tiers local.chat
      {
          "{words}"
      }

      policy hello() within 20 s  energy 500 J  holds voice {
          when accept errand("where is room 4?") {
              directions -> say("This way.")
              meeting -> say("I will tell them.")
          }
      }
      on unavailable {
          say("I cannot think.")
          fail
      }
      """;

  /** One think for every kind of type, each said as it came. */
  private static final String EVERYTHING =
      """
      use std.speech, std.tiers

      enum Kind { bolt, nut }

      record Part { kind: Kind, width: Length, serial: Text?, seen: List<Kind> }

      /// Say something.
      think words(about: Text) -> Guess<Text> tiers local.chat { "{about}" }

      /// Is it?
      think is_it(about: Text) -> Guess<Bool> tiers local.chat { "{about}" }

      /// How many?
      think count(about: Text) -> Guess<Int> tiers local.chat { "{about}" }

      /// How fast?
      think pace(about: Text) -> Guess<Speed> tiers local.chat { "{about}" }

      /// Which, if any?
      think maybe(about: Text) -> Guess<Kind?> tiers local.chat { "{about}" }

      /// What is it?
      think part(about: Text) -> Guess<Part> tiers local.chat { "{about}" }

      /// Which are there?
      think all_parts(about: Text) -> Guess<List<Kind>> tiers local.chat { "{about}" }

      policy hello() within 60 s  energy 5 kJ  holds voice {
          let a = accept words("it")
          let b = accept is_it("it")
          let c = accept count("it")
          let d = accept pace("it")
          let e = accept maybe("it")
          let f = accept part("it")
          let g = accept all_parts("it")
          say("All is said.")
      }
      """;

  @TempDir private Path directory;

  private Path weights() throws IOException {
    return TinyGguf.of(3).to(directory.resolve("random.gguf"));
  }

  private Ration run(String policy, Path weights, Object... more) throws IOException {
    Files.writeString(directory.resolve("hello.ration"), policy);
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
    var arguments =
        new java.util.ArrayList<Object>(
            List.of(
                "run",
                directory.resolve("hello.ration"),
                "--site",
                directory.resolve("desk.ration")));
    arguments.addAll(List.of(more));
    return Ration.run(arguments.toArray());
  }

  @Test
  void aFileThatIsNotThereIsToldOfAndTheTierIsBroken() throws IOException {
    var ran = run(ERRAND, directory.resolve("none.gguf"));

    assertThat(ran.err()).contains("ration: RTN0780: `").contains("the model of `local.chat`");
    assertThat(ran.out()).contains("I cannot think.");
    assertThat(ran.code()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void aFileThatIsThereAnswers() throws IOException {
    var ran = run(ERRAND, weights());

    assertThat(ran.err()).doesNotContain("RTN07");
    assertThat(ran.out()).containsAnyOf("This way.", "I will tell them.").contains("local.chat");
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void m6WhateverTheWeightsAreEachAnswerHasTheTypeOfItsThink() throws IOException {
    var ran = run(EVERYTHING, weights(), "--clock", "virtual");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("All is said.");
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void aRunOfAModelFromAFileIsPlayedAgainWithoutIt() throws IOException {
    var file = weights();
    var trace = directory.resolve("run.jsonl");
    var ran = run(ERRAND, file, "--trace", trace);
    assertThat(ran.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(Files.readString(trace)).contains("\"type\":\"model.reply\"").contains("\"usage\":");
    Files.delete(file);

    var played = Ration.run("replay", trace);
    assertThat(played.err() + played.out()).doesNotContain("RTN078");
    assertThat(played.code()).isEqualTo(ExitCode.CLEAN);
  }
}
