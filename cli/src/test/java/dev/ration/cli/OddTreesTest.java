package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What `ration check` and `ration fmt` do in folders as they are found on real machines. */
class OddTreesTest {
  private static final String FINE = "fun one() -> Int { 1 }\n";

  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  @Test
  void aLoopOfLinksEndsTheWalkOfNoFolder() throws IOException {
    write("a.ration", FINE);
    Files.createSymbolicLink(folder.resolve("again"), folder);

    Ration run = Ration.run("check", folder);

    assertThat(run.err()).contains("no findings");
    assertThat(run.code()).isZero();
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    write("a.ration", FINE);
    Files.writeString(elsewhere.resolve("secret.ration"), "not a policy");
    Files.createSymbolicLink(folder.resolve("out"), elsewhere);
    Files.createSymbolicLink(folder.resolve("b.ration"), elsewhere.resolve("secret.ration"));

    Ration run = Ration.run("check", folder);

    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void aFolderThatIsALinkItselfIsReadUnderItsName() throws IOException {
    write("a.ration", "fun one( -> Int { 1 }\n");
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);

    assertThat(Ration.run("check", link).out()).contains(link.resolve("a.ration") + ":1:");
  }

  @Test
  void aModuleDoesNotLeadOutOfTheRootByALink() throws IOException {
    write("ration.toml", "");
    Files.writeString(elsewhere.resolve("other.ration"), "fun two() -> Int { 2 }\n");
    Files.createSymbolicLink(folder.resolve("other.ration"), elsewhere.resolve("other.ration"));
    Path file = write("a.ration", "use other\nfun one() -> Int { two() }\n");

    Ration run = Ration.run("check", file);

    assertThat(run.out()).contains("RTN0109");
    assertThat(run.code()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void modulesThatUseEachOtherInARingAreAFinding() throws IOException {
    write("ration.toml", "");
    for (int i = 0; i < 12; i++) {
      write(
          "m%d.ration".formatted(i),
          "use m%d\nfun f%d() -> Int { %d }\n".formatted((i + 1) % 12, i, i));
    }

    assertThat(Ration.run("check", folder).out()).contains("RTN0108");
  }

  @Test
  void aFileOfFiveThousandLinesIsChecked() throws IOException {
    var text = new StringBuilder();
    for (int i = 0; i < 1_250; i++) {
      text.append("fun f%d(x: Int) -> Int {\n    let y = x + %d\n    y * 2\n}\n".formatted(i, i));
    }
    write("a.ration", text.toString());

    assertThat(Ration.run("check", folder).code()).isZero();
  }

  @Test
  void deepNestingIsAFinding() throws IOException {
    write("a.ration", "fun f() -> Int { " + "(".repeat(900) + "1" + ")".repeat(900) + " }\n");
    write(
        "b.ration",
        "fun g() -> Int {\n" + "if true {\n".repeat(3_000) + "1" + "}\n".repeat(3_000) + "}\n");

    Ration run = Ration.run("check", folder);

    assertThat(run.out()).contains("a.ration").contains("b.ration");
    assertThat(run.code()).isEqualTo(ExitCode.FOUND);
  }

  @Test
  void windowsLinesAndAByteOrderMarkChangeNothing() throws IOException {
    write("a.ration", "\uFEFF" + "fun one() -> Int {\n    1\n}\n".replace("\n", "\r\n"));

    assertThat(Ration.run("check", folder).code()).isZero();
  }

  @Test
  void whatIsNoFileAlthoughItIsCalledSoIsPassedOver() throws IOException {
    write("a.ration", FINE);
    write("folder.ration/b.ration", FINE);
    Files.createSymbolicLink(folder.resolve("nowhere.ration"), folder.resolve("gone"));

    Ration run = Ration.run("check", folder);

    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void aNamedFileThatCannotBeReadIsAFaultWithACode() throws IOException {
    Path gone = Files.createSymbolicLink(folder.resolve("a.ration"), folder.resolve("gone"));
    Path sealed = write("b.ration", FINE);

    assertThat(Ration.run("check", gone).err()).contains("RTN07");
    assertThat(Ration.run("check", gone).code()).isEqualTo(ExitCode.FAULT);
    assumeThat(sealed.toFile().setReadable(false) && !Files.isReadable(sealed)).isTrue();
    assertThat(Ration.run("check", sealed).code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void aFolderThatCannotBeReadMattersOnlyWhereItIsLookedInto() throws IOException {
    write("a.ration", FINE);
    Path hidden = Files.createDirectory(folder.resolve(".cache"));
    assumeThat(hidden.toFile().setReadable(false) && !Files.isReadable(hidden)).isTrue();
    assertThat(Ration.run("check", folder).code()).isZero();

    Path sealed = Files.createDirectory(folder.resolve("sealed"));
    assertThat(sealed.toFile().setReadable(false)).isTrue();
    Ration run = Ration.run("check", folder);

    assertThat(run.err()).endsWith("`%s` cannot be read.%n".formatted(sealed.toRealPath()));
    assertThat(run.code()).isEqualTo(ExitCode.FAULT);
    assertThat(sealed.toFile().setReadable(true) && hidden.toFile().setReadable(true)).isTrue();
  }

  @Test
  void whatIsNoUtf8IsAFinding() throws IOException {
    Files.write(folder.resolve("a.ration"), new byte[] {'/', '/', ' ', (byte) 0xE4, '\n'});

    Ration run = Ration.run("check", folder);

    assertThat(run.out() + run.err()).contains("a.ration").contains("RTN0");
    assertThat(run.code()).isNotZero();
  }

  @Test
  @Timeout(60)
  void aPipeAmongPoliciesIsNotWaitedFor() throws Exception {
    write("ration.toml", "");
    Path pipe = folder.resolve("pipe.ration");
    assumeThat(isMade(pipe)).isTrue();
    Path user = write("a.ration", "use pipe\nfun one() -> Int { 1 }\n");

    assertThat(Ration.run("check", user).out()).contains("RTN0008").contains("a pipe or a device");
    assertThat(Ration.run("check", pipe).code()).isEqualTo(ExitCode.FAULT);
    assertThat(Ration.run("check", user, "--baseline", pipe).code()).isEqualTo(ExitCode.FAULT);
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  @Test
  void standardInputThatIsNoTextIsAFinding() {
    byte[] bytes = {'/', '/', ' ', (byte) 0xE4, '\n'};

    Ration checked = Ration.reading(new ByteArrayInputStream(bytes), "check", "-");
    Ration laidOut = Ration.reading(new ByteArrayInputStream(bytes), "fmt", "-");

    assertThat(checked.out()).contains("RTN0007");
    assertThat(checked.code()).isEqualTo(ExitCode.FAULT);
    assertThat(laidOut.out()).isEmpty();
    assertThat(laidOut.code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void aSiteThatDeclaresNoneIsNotTakenForOne() throws IOException {
    Path file = write("a.ration", FINE);

    for (String command : List.of("check", "budget")) {
      Ration run = Ration.run(command, file, "--site", file);

      assertThat(run.err()).contains("RTN0707").contains("declares no site");
      assertThat(run.code()).isEqualTo(ExitCode.FAULT);
    }
  }

  @Test
  void aListWithoutEndIsRefused() throws IOException {
    Path endless = Path.of("/dev/zero");
    assumeThat(Files.exists(endless)).isTrue();
    Path file = write("a.ration", FINE);

    Ration run = Ration.run("check", file, "--files-from", endless);

    assertThat(run.err()).contains("RTN0703").contains("too long");
    assertThat(run.code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void aFixLeavesLinesAndMarkOfAFileAsTheyAre() throws IOException {
    String text = "\uFEFFfun one() -> Int {\r\n    var a = 1\r\n    a\r\n}\r\n";
    Path file = write("a.ration", text);

    String diff = Ration.run("check", file, "--fix", "--diff").out();
    Ration.run("check", file, "--fix");

    assertThat(diff).contains(" \uFEFFfun one()");
    assertThat(Files.readString(file)).isEqualTo(text.replace("var", "let"));
  }

  @Test
  void settingsAroundTheRepositoryAreNotRead() throws IOException {
    write("ration-lint.toml", "this is no toml");
    Files.createDirectories(folder.resolve("repository/.git"));
    Path file = write("repository/a.ration", FINE);

    assertThat(Ration.run("check", file).code()).isZero();
  }

  @Test
  void whatFmtCannotWriteIsSaidWithACode() throws IOException {
    Path file = write("a.ration", "fun   one() -> Int { 1 }\n");
    assumeThat(file.toFile().setReadOnly() && !Files.isWritable(file)).isTrue();

    Ration run = Ration.run("fmt", file);

    assertThat(run.err()).isEqualTo("ration: RTN0703: `%s` cannot be written.%n".formatted(file));
    assertThat(run.code()).isEqualTo(ExitCode.FAULT);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
