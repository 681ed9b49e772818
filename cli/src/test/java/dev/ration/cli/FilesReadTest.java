package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which files `ration check` opens. The virtual machine's own recorder says it: what a test would
 * only look for in the output could have been read all the same.
 */
class FilesReadTest {
  private static final String FINE = "fun one() -> Int { 1 }\n";

  @TempDir private Path temporary;
  private Path folder;
  private Path repository;

  @BeforeEach
  void plant() throws IOException {
    folder = temporary.toRealPath();
    repository = folder.resolve("repository");
    write("ration-lint.toml", "");
    write("ration.toml", "");
    write("outside.ration", FINE);
    write("repository/.git/config", "");
    write("repository/ration-lint.toml", "");
    write("repository/robot/ration.toml", "");
    write("repository/robot/main.ration", "use parts.used\nfun two() -> Int { one() }\n");
    write("repository/robot/parts/used.ration", FINE);
    write("repository/robot/parts/unused.ration", FINE);
    write("repository/robot/secrets.env", "KEY=hidden");
    write("repository/other/other.ration", FINE);
  }

  @Test
  void aFileIsReadWithWhatItUsesAndItsSettings() throws IOException {
    assertThat(readBy("check", repository.resolve("robot/main.ration")))
        .containsExactlyInAnyOrder(
            "repository/ration-lint.toml",
            "repository/robot/main.ration",
            "repository/robot/parts/used.ration",
            "repository/robot/ration.toml");
  }

  @Test
  void aFolderIsReadWithItsPoliciesAlone() throws IOException {
    assertThat(readBy("check", repository.resolve("robot")))
        .containsExactlyInAnyOrder(
            "repository/ration-lint.toml",
            "repository/robot/main.ration",
            "repository/robot/parts/unused.ration",
            "repository/robot/parts/used.ration",
            "repository/robot/ration.toml");
  }

  @Test
  void namedFilesAreReadWhereverTheyAre() throws IOException {
    write("baseline.json", "{}");
    write("lint.toml", "");

    assertThat(
            readBy(
                "check",
                repository.resolve("other"),
                "--config",
                folder.resolve("lint.toml"),
                "--baseline",
                folder.resolve("baseline.json")))
        .containsExactlyInAnyOrder("baseline.json", "lint.toml", "repository/other/other.ration");
  }

  @Test
  void nothingOutsideTheRootIsReadThroughUse() throws IOException {
    Files.createSymbolicLink(
        repository.resolve("robot/leak.ration"), folder.resolve("outside.ration"));
    Files.createSymbolicLink(repository.resolve("robot/up"), folder);
    Path main = repository.resolve("robot/main.ration");
    for (String module : new String[] {"leak", "up.outside", "`..`.outside", "../outside"}) {
      Files.writeString(main, "use " + module + "\nfun two() -> Int { one() }\n");

      assertThat(readBy("check", main)).as(module).doesNotContain("outside.ration");
    }
  }

  /** The files under the folder that a command opened. */
  private Set<String> readBy(Object... arguments) throws IOException {
    Path recorded = Files.createTempFile("reads", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      Ration.run(arguments);
      recording.stop();
      recording.dump(recorded);
      Set<String> read = new TreeSet<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(recorded)) {
        boolean isRead = event.getEventType().getName().equals("jdk.FileRead");
        String path = isRead ? event.getString("path") : null;
        if (path != null && Path.of(path).startsWith(folder)) {
          read.add(folder.relativize(Path.of(path)).toString());
        }
      }
      return read;
    } finally {
      Files.delete(recorded);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
