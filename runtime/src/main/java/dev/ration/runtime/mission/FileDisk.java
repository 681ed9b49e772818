package dev.ration.runtime.mission;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file of the machine, kept open between writes. */
final class FileDisk implements Disk, AutoCloseable {
  private final Path file;
  private @Nullable FileChannel channel;

  FileDisk(Path file) {
    this.file = file;
  }

  @Override
  public byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public void write(long offset, byte[] bytes) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.WRITE);
      channel = open;
    }
    if (open.size() > offset) {
      // Only the end that a crash left unfinished is ever cut off.
      open.truncate(offset);
    }
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      int written = open.write(rest, offset + rest.position());
      if (written < 0) {
        throw new IOException("nothing was written");
      }
    }
    open.force(false);
  }

  @Override
  public void replace(byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel fresh =
        FileChannel.open(
            next,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        int unused = fresh.write(rest);
      }
      fresh.force(true);
    }
    close();
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    forceFolder();
  }

  /** Makes the new name durable; some systems do not let a folder be opened, and need not. */
  private void forceFolder() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
