package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesRationAndItsEngine() {
    assertThat(run("--version")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).startsWith("Ration 0.").contains("engine: GraalVM CE");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpListsTheExitCodes() {
    assertThat(run("--help")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString())
        .contains("Exit codes:")
        .contains("findings, or a policy that failed");
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(run()).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("Say which command to run.").contains("check  ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownOptionIsWrongUse() {
    assertThat(run("--nonsense")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("has no option `--nonsense`");
  }

  @Test
  void anUnknownCommandSuggestsOne() {
    assertThat(run("chekc", "a.ration")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString())
        .contains("There is no command `chekc`.")
        .contains("did you mean `check`?")
        .contains("`ration help`");
  }

  @Test
  void anUnknownOptionOfACommandSuggestsOne() {
    assertThat(run("run", "a.ration", "--sites=lobby")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("did you mean `--site`?").contains("`ration run --help`");
  }

  @Test
  void aMissingFileNameSaysWhatIsWanted() {
    assertThat(run("run")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("`ration run` needs FILE: the file with the policy.");
  }

  @Test
  void helpShowsACommand() {
    assertThat(run("help", "run")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("Usage: ration run").contains("--hear");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void helpOfAnUnknownCommandSuggestsOne() {
    assertThat(run("help", "rum")).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("did you mean `run`?");
  }

  @Test
  void aFaultAsksForAReportAndKeepsTheTraceInAFile(@TempDir Path directory) {
    var fault = new IllegalStateException("boom");

    var code = CrashReport.tell(fault, new PrintWriter(err, true), directory);

    assertThat(code).isEqualTo(ExitCode.FAULT);
    assertThat(err.toString()).contains("please report it").doesNotContain("\tat ");
    assertThat(directory).isDirectoryContaining("glob:**/ration-crash-*.txt");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
