package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories with all that is in them. */
final class Trees {
  private Trees() {}

  /** Deletes a directory; what links in it lead to stays. */
  static void delete(Path directory) throws IOException {
    try (var all = Files.walk(directory)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
