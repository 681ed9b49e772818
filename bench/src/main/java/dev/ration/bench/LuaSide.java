package dev.ration.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** LuaJIT in one process of its own that measures itself, asked by its standard input. */
final class LuaSide implements Side {
  private final Path script;
  private final Process process;
  private final BufferedReader answers;
  private final String version;

  /**
   * Starts LuaJIT.
   *
   * @throws IOException if it is not installed
   */
  LuaSide() throws IOException {
    script = Files.createTempFile("tasks", ".lua");
    Files.writeString(script, Texts.read("tasks.lua"));
    process =
        new ProcessBuilder("luajit", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    version = ask("version");
  }

  @Override
  public String name() {
    return "LuaJIT";
  }

  @Override
  public String engine() {
    return version;
  }

  @Override
  public Done run(Task task) {
    String[] parts = ask(task.name() + " " + task.size()).split(" ");
    return new Done(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  private String ask(String question) {
    try {
      var questions = process.outputWriter(StandardCharsets.UTF_8);
      questions.write(question + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("LuaJIT ended");
      }
      return answer;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Files.deleteIfExists(script);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
