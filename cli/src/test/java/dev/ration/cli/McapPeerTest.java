package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.peers.McapReader;
import dev.ration.peers.PeerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `ration trace --format mcap` writes, read by the format's own library. */
@Tag("peers")
class McapPeerTest {
  @TempDir private Path directory;

  private Path mcap() throws IOException {
    Path log = Recorded.tour(directory);
    Path file = directory.resolve("run.mcap");
    Ration wrote = Ration.run("trace", log, "--format", "mcap", "-o", file);
    assertThat(wrote.code()).as(wrote.err()).isEqualTo(ExitCode.CLEAN);
    return file;
  }

  @Test
  void everyEventIsAMessageAndEveryChecksumHolds() throws IOException {
    Path file = mcap();
    long events = Files.lines(directory.resolve("run.jsonl")).count() - 1;

    Map<String, Object> read = JSON.std.mapFrom(McapReader.read(file));

    assertThat(read)
        .containsEntry("streamed", (int) events)
        .containsEntry("indexed", (int) events)
        .containsEntry("counted", (int) events)
        .containsEntry("schemas", List.of("jsonschema"))
        .containsEntry("isOrdered", true)
        .containsEntry("isDone", true)
        .containsEntry("isDataCrcRight", true)
        .containsEntry("last", "Footer");
    assertThat(String.valueOf(read.get("topics")))
        .contains("/ration/scope", "/ration/robot", "/ration/run", "/ration/command");
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    Path file = mcap();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> McapReader.read(file))
        .isInstanceOf(PeerException.class)
        .hasMessageContaining("CRC");
  }
}
