package dev.ration.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path directory;
  private Checkout checkout;
  private Path jdk;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Checkout.in(directory);
    jdk = checkout.jdk("25.0.3");
  }

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
    var first = checkout.run(jdk, "run", "a policy.ration");
    var second = checkout.run(jdk, "run", "a policy.ration");

    assertThat(first.exit()).isZero();
    assertThat(first.err()).startsWith("ration: first use; building").contains("ration: built");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out()).endsWith("run\na policy.ration\n");
    assertThat(checkout.builds()).isOne();
  }

  @Test
  void anEditedSourceBuildsAgain() throws Exception {
    checkout.run(jdk, "run");
    checkout.edit("plan/src/main/java/Plan.java");
    var edited = checkout.run(jdk, "run");

    assertThat(edited.err()).startsWith("ration: the sources changed; building");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void aRemovedSourceBuildsAgain() throws Exception {
    checkout.run(jdk, "run");
    Files.delete(checkout.root().resolve("plan/src/main/java/Plan.java"));
    checkout.edit("plan/src/main/java");
    checkout.run(jdk, "run");

    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void anEditedExampleDoesNotBuildAgain() throws Exception {
    checkout.run(jdk, "run");
    checkout.edit("policies/pom.xml");
    checkout.run(jdk, "run");

    assertThat(checkout.builds()).isOne();
  }

  @Test
  void twoFirstUsesBuildOnce() throws Exception {
    var hold = checkout.file("hold");
    var one = checkout.start(checkout.root().resolve("ration"), jdk, "run");
    assertThat(one.firstWord()).startsWith("ration: first use; building");
    var other = checkout.start(checkout.root().resolve("ration"), jdk, "run");
    assertThat(other.firstWord()).matches("ration: another ration \\(\\d+\\) is building.*");
    Files.delete(hold);

    assertThat(one.end().exit()).isZero();
    assertThat(other.end().exit()).isZero();
    assertThat(checkout.builds()).isOne();
  }

  @Test
  void theLockOfABuilderThatDiedIsTakenOver() throws Exception {
    Files.createDirectories(checkout.state());
    Files.createSymbolicLink(checkout.state().resolve("lock"), Path.of("999999999"));

    assertThat(checkout.run(jdk, "run").exit()).isZero();
    assertThat(checkout.state().resolve("lock")).doesNotExist();
  }

  @Test
  void aStoppedBuildLeavesNoLock() throws Exception {
    var hold = checkout.file("hold");
    var stopped = checkout.start(checkout.root().resolve("ration"), jdk, "run");
    stopped.firstWord();
    stopped.process().destroy();

    assertThat(stopped.process().waitFor()).isEqualTo(143);
    Files.delete(hold);
    assertThat(checkout.run(jdk, "run").exit()).isZero();
  }

  @Test
  void aFailingBuildShowsItsErrorsAndItsLog() throws Exception {
    checkout.file("broken");
    var failed = checkout.run(jdk, "run");

    assertThat(failed.exit()).isEqualTo(2);
    assertThat(failed.err())
        .contains("  plan is broken")
        .contains("ration: the build failed; the whole log is in " + checkout.state());
    assertThat(failed.out()).isEmpty();
  }

  @Test
  void withoutJdk25ItSaysWhatToInstall() throws Exception {
    var failed = checkout.run(checkout.jdk("17.0.15"), "run");

    assertThat(failed.exit()).isEqualTo(2);
    assertThat(failed.err()).contains("Ration needs a JDK 25").contains("Eclipse Temurin 25");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void aSymbolicLinkFromElsewhereWorks() throws Exception {
    var link = Files.createSymbolicLink(directory.resolve("link"), checkout.root());
    var alias = Files.createSymbolicLink(directory.resolve("alias"), link.resolve("ration"));

    assertThat(checkout.start(alias, jdk, "run").end().exit()).isZero();
    assertThat(checkout.state()).isDirectoryContaining("glob:**/current");
  }

  @Test
  void onlyWhatRunsGuestCodeTurnsTheCompilerOn() throws Exception {
    assertThat(checkout.run(jdk, "run").out())
        .contains("-XX:+EnableJVMCI\n")
        .contains("--upgrade-module-path=" + checkout.state());
    assertThat(checkout.run(jdk, "check").out())
        .contains("-XX:TieredStopAtLevel=1\n")
        .doesNotContain("JVMCI");
  }
}
