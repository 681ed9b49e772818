package dev.ration.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a trace with the private values that the trace only refers to. It is made when
 * the first one comes, for its owner alone. Thread-safe.
 */
final class SealedFile extends Writer {
  private final Path file;
  private @Nullable Writer out;

  private SealedFile(Path file) {
    this.file = file;
  }

  /** The file that belongs to a trace. */
  static Path beside(Path trace) {
    return trace.resolveSibling(trace.getFileName() + ".sealed");
  }

  /**
   * Begins the one of a trace; what an earlier run left there goes.
   *
   * @throws IOException if that cannot be removed
   */
  static SealedFile of(Path trace) throws IOException {
    Path file = beside(trace);
    Files.deleteIfExists(file);
    return new SealedFile(file);
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    synchronized (lock) {
      opened().write(buffer, offset, length);
    }
  }

  private Writer opened() throws IOException {
    Writer known = out;
    if (known == null) {
      boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          isPosix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      Files.createFile(file, owner);
      known = Files.newBufferedWriter(file);
      out = known;
    }
    return known;
  }

  @Override
  public void flush() throws IOException {
    synchronized (lock) {
      if (out != null) {
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      if (out != null) {
        out.close();
      }
    }
  }
}
