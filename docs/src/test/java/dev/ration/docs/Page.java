package dev.ration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One page of documentation and its fenced blocks. */
record Page(Path file, String text) {
  static final Path ROOT = Path.of(System.getProperty("ration.root"));

  /** A fenced block: the words behind the fence, its text, and the line it starts on. */
  record Block(String language, String text, int line) {
    /** The code that a wrong block promises; empty otherwise. */
    String promised() {
      return language.startsWith("ration-wrong") ? language.substring(12).strip() : "";
    }
  }

  /** The README and everything in docs, by name. */
  static List<Page> all() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              files
                  .filter(file -> file.toString().endsWith(".md"))
                  .filter(file -> !file.toString().contains("/target/"))
                  .sorted())
          .map(Page::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String name() {
    return ROOT.relativize(file).toString();
  }

  /** Its fenced blocks, in order. */
  List<Block> blocks() {
    List<Block> found = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        String language = lines.get(i).substring(3).strip();
        int start = i + 1;
        do {
          i++;
        } while (i < lines.size() && !lines.get(i).equals("```"));
        found.add(
            new Block(language, String.join("\n", lines.subList(start, i)) + "\n", start + 1));
      }
    }
    return found;
  }
}
