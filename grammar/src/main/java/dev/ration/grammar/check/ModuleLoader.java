package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, reads and parses a policy and what it uses.
 *
 * <p>Module {@code a.b} is {@code a/b.ration} below the nearest folder with a {@code ration.toml},
 * else below the file's folder, else in the standard library (L30). Nothing outside that root is
 * read, by {@code ..} or by links. Every fault is a finding.
 */
public final class ModuleLoader {
  private final LibrarySource library;
  private @Nullable String site;

  /** Uses {@code library} for what the root does not have. */
  public ModuleLoader(LibrarySource library) {
    this.library = library;
  }

  /**
   * Chooses the site: a path to a file, a name in {@code sites/}, or the dotted name of a library
   * module.
   */
  public ModuleLoader site(String pathOrName) {
    this.site = pathOrName;
    return this;
  }

  /** Loads files with all they use. */
  public LoadedProgram load(List<Path> files) {
    throw new UnsupportedOperationException("comes with the parser: " + library + site + files);
  }

  /** Loads a text with all it uses; modules are looked for below {@code folder}, if any. */
  public LoadedProgram load(Source source, @Nullable Path folder) {
    throw new UnsupportedOperationException("comes with the parser: " + source + folder);
  }
}
