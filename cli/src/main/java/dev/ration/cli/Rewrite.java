package dev.ration.cli;

import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that gets another text: only while it still is what was read, and never half. */
final class Rewrite {
  /** What Windows writes before a text, and readers leave out. */
  private static final String MARK = "\uFEFF";

  private final Path file;
  private final String before;

  /** Prepares to change a file of which {@code before} was read. */
  Rewrite(Path file, String before) {
    this.file = file;
    this.before = before;
  }

  /**
   * Writes the new text; a byte order mark stays.
   *
   * @return whether it did; if not, somebody else has changed the file meanwhile
   * @throws WrongUse if the file cannot be written; then it is as it was, if anything can be
   */
  boolean write(String after) {
    byte[] old = bytes();
    boolean isMarked = Arrays.equals(old, encoded(MARK + before));
    if (!isMarked && !Arrays.equals(old, encoded(before))) {
      return false;
    }
    try {
      Files.write(file, encoded(isMarked ? MARK + after : after));
      return true;
    } catch (IOException refused) {
      restore(old);
      throw new WrongUse(Code.UNREADABLE_FILE, "`%s` cannot be written.".formatted(file));
    }
  }

  /** What stands before the text in the file: a byte order mark, or nothing. */
  String mark() {
    return Arrays.equals(bytes(), encoded(MARK + before)) ? MARK : "";
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException gone) {
      return new byte[0];
    }
  }

  private static byte[] encoded(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void restore(byte[] old) {
    try {
      if (!Arrays.equals(bytes(), old)) {
        Files.write(file, old);
      }
    } catch (IOException full) {
      throw new WrongUse(
          Code.UNREADABLE_FILE, "`%s` could be written only in part.".formatted(file));
    }
  }
}
