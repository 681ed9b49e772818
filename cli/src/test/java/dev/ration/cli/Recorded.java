package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs on the virtual clock that leave a trace. */
final class Recorded {
  /** A tour that ends in a timeout, with branches, a model nobody serves, and a handler. */
  static final String TOUR =
      """
      module tour

      use std.speech, std.gaze, std.tiers

      /// What to say?
      think words(about: Text) -> Guess<Text> within 400 ms tiers local.tiny, cloud.chat { "About {about}?" }

      action greet(name: Text) within 2 s { say("Good morning, {name}. This sentence is much longer than two seconds are.") }

      policy hello(name: Text = "visitor")
          within 12 s   energy 200 J   holds voice, head
      {
          step { let w = accept words("robots"); say(w) } else { say("No idea.") within 1 s else { } }
          all {
              nod() within 2 s
              step { wait 30 ms; wait 40 ms }
          }
          greet(name)
      } on timeout { say("Sorry.")  within 1500 ms; fail }
      """;

  private Recorded() {}

  /** Records the tour; its trace is {@code run.jsonl}. */
  static Path tour(Path directory) throws IOException {
    return run(directory, TOUR, "--clock", "virtual");
  }

  /** Records a policy. */
  static Path run(Path directory, String text, Object... more) throws IOException {
    Path policy = Files.writeString(directory.resolve("tour.ration"), text);
    Path log = directory.resolve("run.jsonl");
    Object[] all = new Object[more.length + 4];
    all[0] = "run";
    all[1] = policy;
    all[2] = "--trace";
    all[3] = log;
    System.arraycopy(more, 0, all, 4, more.length);
    Ration ran = Ration.run(all);
    assertThat(ran.code()).as(ran.err()).isLessThan(ExitCode.FAULT);
    return log;
  }
}
