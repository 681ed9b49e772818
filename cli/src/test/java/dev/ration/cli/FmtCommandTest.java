package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FmtCommandTest {
  private static final String ROUGH = "fun  f( n:Int )->Int{n+1} // adds\n";
  private static final String NEAT = "fun f(n: Int) -> Int { n + 1 }  // adds\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void aFileIsRewrittenInPlaceAndNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ration"), ROUGH);

    assertThat(run("", file.toString())).isEqualTo(ExitCode.CLEAN);

    assertThat(file).hasContent(NEAT);
    assertThat(out.toString().strip()).isEqualTo(file.toString());
  }

  @Test
  void checkNamesWhatWouldChangeAndWritesNothing() throws IOException {
    Path rough = Files.writeString(folder.resolve("a.ration"), ROUGH);
    Files.writeString(folder.resolve("b.ration"), NEAT);

    assertThat(run("", "--check", folder.toString())).isEqualTo(ExitCode.FOUND);

    assertThat(rough).hasContent(ROUGH);
    assertThat(out.toString().strip()).isEqualTo(rough.toString());
  }

  @Test
  void checkIsCleanWhereNothingWouldChange() throws IOException {
    Files.writeString(folder.resolve("b.ration"), NEAT);

    assertThat(run("", "--check", folder.toString())).isEqualTo(ExitCode.CLEAN);

    assertThat(out.toString()).isEmpty();
  }

  @Test
  void standardInputIsPrintedLaidOut() {
    assertThat(run(ROUGH, "-")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEqualTo(NEAT);
  }

  @Test
  void aFileWithMistakesIsLeftAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ration"), "fun f( { }\n");

    assertThat(run("", file.toString())).isEqualTo(ExitCode.FOUND);

    assertThat(file).hasContent("fun f( { }\n");
    assertThat(err.toString()).contains("RTN0001");
  }

  @Test
  void whatIsNoTextIsWrongUse() throws IOException {
    Path file = Files.write(folder.resolve("a.ration"), new byte[] {(byte) 0xff, 0});

    assertThat(run("", file.toString())).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void everyShippedFileIsInThisForm() {
    String policies = Ration.ROOT.resolve("policies").toString();
    String library = Ration.ROOT.resolve("stdlib/src/main/resources").toString();

    assertThat(run("", "--check", policies, library)).isEqualTo(ExitCode.CLEAN);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }

  private int run(String input, String... arguments) {
    var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new CommandLine(new FmtCommand(in))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
