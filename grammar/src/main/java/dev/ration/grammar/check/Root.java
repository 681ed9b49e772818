package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder below which modules are looked for.
 *
 * @param folder absolute; null when there is none, as for a text from nowhere
 * @param isRelative whether whoever asked for it named it from the working folder, so that what is
 *     found in it is named so too and reads the same wherever the project lies
 */
record Root(@Nullable Path folder, boolean isRelative) {
  static final Root NONE = new Root(null, false);

  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Pattern SITE =
      Pattern.compile("^[ \\t]*site[ \\t]*=[ \\t]*\"([^\"\\n]*)\"", Pattern.MULTILINE);

  /** A site that the settings name, with the text that names it. */
  record Chosen(String name, Source source, int start, int end) {}

  /** The nearest folder around {@code folder} with settings, else itself. */
  static Root around(Path folder) {
    return around(folder.toAbsolutePath().normalize(), !folder.isAbsolute());
  }

  private static Root around(Path folder, boolean isRelative) {
    return new Root(SettingsFolder.around(folder).orElse(folder), isRelative);
  }

  /** As {@link #around}, for the folder of a file. */
  static Root aroundFile(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null ? NONE : around(folder, !file.isAbsolute());
  }

  /** A file that was found in it, as whoever asked for the root would name it. */
  Path shown(Path file) {
    return isRelative && file.isAbsolute() ? Path.of("").toAbsolutePath().relativize(file) : file;
  }

  /** The file of a module; empty when its name cannot be that of a file. */
  Optional<Path> fileOf(List<String> words) {
    if (folder == null || !words.stream().allMatch(word -> WORD.matcher(word).matches())) {
      return Optional.empty();
    }
    Path file = folder;
    for (int i = 0; i < words.size() - 1; i++) {
      file = file.resolve(words.get(i));
    }
    return Optional.of(file.resolve(words.getLast() + ".ration"));
  }

  /** Whether the words can name files at all, so that none leads out of the root. */
  static boolean areWords(List<String> words) {
    return words.stream().allMatch(word -> WORD.matcher(word).matches());
  }

  /** Whether a file really lies below the root, links followed. */
  boolean holds(Path file) {
    if (folder == null) {
      return false;
    }
    try {
      return file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  /** The name a file has as a module, from where it lies. */
  String nameOf(Path file) {
    Path inside = file.toAbsolutePath().normalize();
    if (folder != null && inside.startsWith(folder)) {
      inside = folder.relativize(inside);
    } else {
      inside = inside.getFileName();
    }
    StringBuilder name = new StringBuilder();
    for (Path part : inside) {
      name.append(name.isEmpty() ? "" : ".").append(part);
    }
    String dotted = name.toString();
    return dotted.endsWith(".ration") ? dotted.substring(0, dotted.length() - 7) : dotted;
  }

  /** The names of the files in the folder of sites, in order. */
  List<String> sites() {
    if (folder == null || !Files.isDirectory(folder.resolve("sites"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve("sites"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ration"))
          .map(name -> name.substring(0, name.length() - ".ration".length()))
          .sorted()
          .toList();
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** The site that the settings choose. */
  Optional<Chosen> site() {
    if (folder == null || !Files.isRegularFile(folder.resolve(SettingsFolder.FILE))) {
      return Optional.empty();
    }
    SourceReader.Read read = SourceReader.read(shown(folder.resolve(SettingsFolder.FILE)));
    Matcher matcher = SITE.matcher(read.source().text());
    return matcher.find()
        ? Optional.of(new Chosen(matcher.group(1), read.source(), matcher.start(1), matcher.end(1)))
        : Optional.empty();
  }
}
