package dev.ration.connect.meters;

import dev.ration.plan.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A tree of files as Linux shows it below {@code /sys}, read with care. Immutable. */
final class Sysfs {
  /** An attribute of sysfs is a page at most; what is longer is none. */
  private static final int MOST_BYTES = 4_096;

  private static final int MOST_SHOWN = 20;

  /** How the bytes of one file are got. */
  @FunctionalInterface
  interface Reader {
    String read(Path file) throws IOException;
  }

  private final Path root;
  private final Reader reader;

  Sysfs(Path root, Reader reader) {
    this.root = root;
    this.reader = reader;
  }

  /** The files below {@code root}, which holds a {@code sys} directory. */
  static Sysfs at(Path root) {
    return new Sysfs(root, Sysfs::bytes);
  }

  static String bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  /** The directories of a directory of the tree that begin so, in the order of their numbers. */
  List<Path> directories(String directory, String beginning) {
    return directories(root.resolve(directory), beginning);
  }

  /** The same of any directory; none where it cannot be listed. */
  static List<Path> directories(Path directory, String beginning) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path one : all) {
        if (name(one).startsWith(beginning) && Files.isDirectory(one)) {
          found.add(one);
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException _) {
      // What cannot be listed holds no meters.
      return List.of();
    }
    found.sort(Comparator.comparing((Path one) -> padded(name(one))));
    return found;
  }

  /** Numbers in names sort by their size: hwmon10 after hwmon2. */
  private static String padded(String name) {
    StringBuilder out = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (char letter : (name + " ").toCharArray()) {
      if (letter >= '0' && letter <= '9') {
        digits.append(letter);
        continue;
      }
      if (!digits.isEmpty()) {
        out.append("0".repeat(Math.max(0, 20 - digits.length()))).append(digits);
        digits.setLength(0);
      }
      out.append(letter);
    }
    return out.toString();
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The text of a file without the white space around it; empty where there is none to read. */
  Optional<String> text(Path file) {
    try {
      return Optional.of(reader.read(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Whether a file is there, readable or not. */
  boolean has(Path file) {
    return Files.exists(file);
  }

  /** The whole number in a file. */
  Answer number(Path file) {
    String text;
    try {
      text = reader.read(file).strip();
    } catch (NoSuchFileException | NotDirectoryException _) {
      return new Answer.Trouble(Code.METER_UNREADABLE, true, "is not there");
    } catch (AccessDeniedException _) {
      return new Answer.Trouble(Code.METER_DENIED, false, "may not be read by this user");
    } catch (IOException failed) {
      return new Answer.Trouble(Code.METER_UNREADABLE, false, "cannot be read: " + reason(failed));
    }
    if (text.isEmpty()) {
      return Answer.nonsense("is empty");
    }
    try {
      return new Answer.Value(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return Answer.nonsense("holds `" + shown(text) + "`, which is no whole number of 64 bits");
    }
  }

  /** A number that cannot be below zero. */
  Answer amount(Path file) {
    Answer answer = number(file);
    return answer instanceof Answer.Value(long value) && value < 0
        ? Answer.nonsense("holds " + value + ", which is below zero")
        : answer;
  }

  private static String reason(IOException failed) {
    String message = String.valueOf(failed.getMessage());
    return message.substring(message.lastIndexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
  }

  private static String shown(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }
}
