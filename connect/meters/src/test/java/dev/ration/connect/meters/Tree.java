package dev.ration.connect.meters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine's files, described by a text: what is there at first, and what changes when.
 *
 * <pre>
 * # A comment.
 * sys/class/powercap/intel-rapl:0/name = package-0
 * sys/class/powercap/intel-rapl:0/energy_uj = !denied
 * sys/class/hwmon/hwmon1 -> ../../devices/hwmon1
 * &#64; 100 ms
 * sys/class/powercap/intel-rapl:0/energy_uj = 5000
 * &#64; 200 ms .. 900 ms by 100 ms
 * </pre>
 *
 * <p>{@code !denied}, {@code !broken} (an I/O error), {@code !empty} and {@code !gone} are what a
 * file can be instead of a text. Used by one thread.
 */
final class Tree {
  /** A moment at which the meters are read, after the changes; {@code every} 0 for one moment. */
  record Moment(List<String> changes, long fromMillis, long untilMillis, long everyMillis) {}

  private final Path root;
  private final Map<Path, String> marks = new HashMap<>();
  private final List<Moment> moments = new ArrayList<>();

  private Tree(Path root) {
    this.root = root;
  }

  /** Writes a tree's first state, and reads what follows. */
  static Tree grow(Path root, Path description) throws IOException {
    Tree tree = new Tree(root);
    List<String> changes = new ArrayList<>();
    tree.moments.add(new Moment(changes, 0, 0, 0));
    for (String line : Files.readAllLines(description)) {
      if (line.startsWith("@ ")) {
        changes = new ArrayList<>();
        tree.moments.add(moment(line.substring(2), changes));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        changes.add(line);
      }
    }
    Files.createDirectories(root.resolve("sys"));
    tree.apply(tree.moments.getFirst());
    return tree;
  }

  private static Moment moment(String when, List<String> changes) {
    String[] words = when.replace(" ms", "").split(" \\.\\. | by ");
    long from = Long.parseLong(words[0]);
    return words.length == 1
        ? new Moment(changes, from, from, 0)
        : new Moment(changes, from, Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  List<Moment> moments() {
    return moments;
  }

  void apply(Moment moment) throws IOException {
    for (String change : moment.changes()) {
      if (change.contains(" -> ")) {
        String[] link = change.split(" -> ");
        Path from = root.resolve(link[0]);
        Files.createDirectories(from.getParent());
        Files.createSymbolicLink(from, Path.of(link[1]));
      } else {
        int sign = change.indexOf(" = ");
        write(root.resolve(change.substring(0, sign)), change.substring(sign + 3));
      }
    }
  }

  private void write(Path file, String content) throws IOException {
    marks.remove(file);
    if (content.equals("!gone")) {
      Files.delete(file);
      return;
    }
    if (content.equals("!denied") || content.equals("!broken")) {
      marks.put(file, content);
    }
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, content.equals("!empty") ? "" : content + "\n", StandardCharsets.ISO_8859_1);
  }

  /** The tree as the meters see it. */
  Sysfs sysfs() {
    return new Sysfs(root, this::read);
  }

  private String read(Path file) throws IOException {
    String mark = marks.getOrDefault(file, "");
    return switch (mark) {
      case "!denied" -> throw new AccessDeniedException(file.toString());
      case "!broken" -> throw new FileSystemException(file.toString(), null, "Input/output error");
      default -> Sysfs.bytes(file);
    };
  }
}
