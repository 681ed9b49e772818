package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a file that is changed from being lost. */
class RewriteTest {
  @TempDir private Path folder;

  @Test
  void whatSomebodyElseChangedMeanwhileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ration"), "theirs");

    assertThat(new Rewrite(file, "read").write("ours")).isFalse();
    assertThat(file).hasContent("theirs");
  }

  @Test
  void aByteOrderMarkStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ration"), "\uFEFFread");
    Rewrite rewrite = new Rewrite(file, "read");

    assertThat(rewrite.mark()).isEqualTo("\uFEFF");
    assertThat(rewrite.write("ours")).isTrue();
    assertThat(Files.readString(file)).isEqualTo("\uFEFFours");
  }

  @Test
  void whatIsGoneIsNotMadeAnew() {
    Path file = folder.resolve("a.ration");

    assertThat(new Rewrite(file, "read").write("ours")).isFalse();
    assertThat(file).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    Path sealed = Path.of("/proc/version");
    assumeThat(Files.isReadable(sealed)).isTrue();
    String text = Files.readString(sealed);

    assertThatThrownBy(() -> new Rewrite(sealed, text).write("ours"))
        .isInstanceOf(WrongUse.class)
        .hasMessageContaining("cannot be written");
  }
}
