package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A terminal with a server of its own, typed into from outside. */
final class Tmux implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** One for each terminal: the server of the one before may still be on its way out. */
  private final String socket =
      "ration-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  /** Opens a terminal in which a command runs. */
  Tmux(Map<String, String> environment, String command) throws IOException, InterruptedException {
    List<String> open = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-s", "t"));
    open.addAll(List.of("-x", "140", "-y", "300"));
    environment.forEach((name, value) -> open.addAll(List.of("-e", name + "=" + value)));
    open.add(command);
    tmux(open.toArray(String[]::new));
  }

  /** Types text, as it is. */
  void type(String text) throws IOException, InterruptedException {
    tmux("send-keys", "-t", "t", "-l", text);
  }

  /** Presses a key by tmux's name for it. */
  void press(String key) throws IOException, InterruptedException {
    tmux("send-keys", "-t", "t", key);
  }

  /** Types a line and enters it. */
  void enter(String line) throws IOException, InterruptedException {
    type(line);
    press("Enter");
  }

  /** Pastes lines at once, as a person does. */
  void paste(String text) throws IOException, InterruptedException {
    tmux("set-buffer", "-b", "b", text);
    tmux("paste-buffer", "-p", "-b", "b", "-t", "t");
  }

  /** What is on the screen. */
  String screen() throws IOException, InterruptedException {
    return tmux("capture-pane", "-p", "-J", "-t", "t");
  }

  /** Waits until what came on the screen behind the last {@code mark} holds a text. */
  String awaits(String mark, String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String seen = "";
    while (System.nanoTime() < end) {
      String screen = screen();
      int from = mark.isEmpty() ? 0 : screen.lastIndexOf(mark);
      seen = from < 0 ? "" : screen.substring(from + mark.length());
      if (seen.contains(text)) {
        return seen;
      }
      pause();
    }
    assertThat(screen()).as("the screen, behind `" + mark + "`").contains(text);
    return seen;
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(100);
  }

  private String tmux(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + ": " + output).isZero();
    return output;
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("tmux", "-L", socket, "kill-server").start().onExit().join();
  }
}
