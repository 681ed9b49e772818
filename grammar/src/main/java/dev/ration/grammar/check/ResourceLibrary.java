package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The library on the class path: {@code std/a/b.ration} is module {@code std.a.b}, and {@code
 * std/index.txt} lists the modules, one a line, because a class path cannot be listed.
 */
public final class ResourceLibrary implements LibrarySource {
  private final ClassLoader loader;
  private @Nullable List<String> modules;

  /** Reads from {@code loader}. */
  public ResourceLibrary(ClassLoader loader) {
    this.loader = loader;
  }

  /** Reads from the class path of the checker. */
  public static ResourceLibrary onClassPath() {
    return new ResourceLibrary(ResourceLibrary.class.getClassLoader());
  }

  @Override
  public Optional<Source> find(String module) {
    if (!module.startsWith("std.") || !modules().contains(module)) {
      return Optional.empty();
    }
    String path = module.replace('.', '/') + ".ration";
    return read(path).map(text -> new Source(path, text));
  }

  @Override
  public synchronized List<String> modules() {
    List<String> known = modules;
    if (known == null) {
      known =
          read("std/index.txt").stream()
              .flatMap(String::lines)
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .sorted()
              .toList();
      modules = known;
    }
    return known;
  }

  private Optional<String> read(String path) {
    try (InputStream in = loader.getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
