package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REPL in a real terminal, typed into by tmux. */
@Tag("peers")
class ReplPeerTest {
  private static final String PROMPT = "ration>";
  private static final String PATROL =
      """
      action patrol() within 10 min energy 500 J holds voice, head {
          say("I begin my round.")
          step "look around" within 9 min {
              nod()
              wait 8 min
              nod()
          }
      } cleanup within 4 s {
          say("I end my round.")
      }
      """;

  @TempDir private Path state;

  @Test
  void aSessionAtATerminal() throws Exception {
    try (Tmux terminal = open()) {
      terminal.awaits("", PROMPT);
      terminal.enter(":load policies/reception/welcome.ration");
      terminal.awaits(":load", "policy welcome");

      terminal.enter(":hear where is room 4.12?");
      terminal.awaits(":hear where", "Room 4.12 is on the fourth floor");
      terminal.awaits("std.gaze.look_ahead", PROMPT);
      terminal.enter(":why");
      assertThat(terminal.awaits(":why", "answers after")).contains("local.small", "local.tiny");

      terminal.enter(":hear I have a parcel for the third floor");
      terminal.awaits(":hear I have", "Please put it into the box");
      terminal.awaits("std.gaze.look_ahead", PROMPT);
      terminal.enter(":hear thank you very much");
      terminal.awaits(":hear thank", "It is nice to meet you.");
      terminal.awaits("std.gaze.look_ahead", PROMPT);

      terminal.enter(":reset");
      terminal.awaits(":reset", PROMPT);
      terminal.paste(PATROL);
      terminal.press("Enter");
      terminal.awaits("", "declared patrol");
      terminal.type("patr");
      terminal.press("Tab");
      terminal.awaits("declared patrol", "patrol");
      terminal.type("()");
      terminal.press("Enter");
      terminal.awaits("patrol()", "I begin my round.");
      terminal.press("C-c");
      terminal.awaits("patrol()", "I end my round.");
      terminal.awaits("patrol()", "cancelled(operator)");
      terminal.enter("1 + 1");
      terminal.awaits("1 + 1", "2\n" + PROMPT);
    }
    try (Tmux terminal = open()) {
      terminal.awaits("", PROMPT);
      terminal.press("Up");
      terminal.awaits(PROMPT, "1 + 1");
      terminal.press("C-u");
      terminal.press("C-d");
    }
  }

  @Test
  void whatIsTypedBeforeTheFirstPromptArrives() throws Exception {
    try (Tmux terminal = open()) {
      terminal.enter("let early = 40 + 2");
      terminal.enter("early * 2");

      terminal.awaits("", "early = 42");
      terminal.awaits("early = 42", "84");
      terminal.press("C-d");
    }
  }

  @Test
  void aPolicyIsCompletedAndRunWithItsArguments() throws Exception {
    try (Tmux terminal = open()) {
      terminal.enter(":load policies/reception/welcome.ration");
      terminal.awaits(":load", "policy welcome");
      terminal.type(":run wel");
      terminal.press("Tab");
      terminal.awaits(":run", "welcome");
      terminal.type(" gu");
      terminal.press("Tab");
      terminal.awaits(":run", "guest=");
      terminal.press("C-c");
      terminal.enter(":run welcome guest=3");
      terminal.awaits(":run welcome guest=3", "RTN0104");
      terminal.press("C-d");
    }
  }

  private Tmux open() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "cd '%s' && exec '%s' --enable-native-access=ALL-UNNAMED"
                .formatted(Ration.ROOT.toAbsolutePath().normalize(), java)
            + " --sun-misc-unsafe-memory-access=allow dev.ration.cli.Main repl";
    return new Tmux(
        Map.of(
            "CLASSPATH", System.getProperty("java.class.path"),
            "XDG_STATE_HOME", state.toString(),
            "LC_ALL", "C.UTF-8"),
        command);
  }
}
