package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  private Map<String, String> drafts = Map.of();

  /** Uses {@code library} for what the root does not have. */
  public ModuleLoader(LibrarySource library) {
    this.library = library;
  }

  /**
   * Chooses the site: a path to a file, a name in {@code sites/}, or the dotted name of a library
   * module. Without it, {@code site = "…"} in {@code ration.toml} does, and without that the
   * library's.
   */
  public ModuleLoader site(String pathOrName) {
    this.site = pathOrName;
    return this;
  }

  /** Takes texts, by the paths of their files as they are given, instead of what is on disk. */
  public ModuleLoader drafts(Map<String, String> texts) {
    this.drafts = Map.copyOf(texts);
    return this;
  }

  /** Loads files with all they use. */
  public LoadedProgram load(List<Path> files) {
    Loading loading = new Loading(library, drafts);
    loading.expect(files);
    Root first = null;
    for (Path file : files) {
      Root root = Root.aroundFile(file);
      first = first == null ? root : first;
      loading.file(file, root);
    }
    loading.site(site, first == null ? Root.NONE : first);
    return loading.program();
  }

  /** Loads a text with all it uses; modules are looked for below {@code folder}, if any. */
  public LoadedProgram load(Source source, @Nullable Path folder) {
    Loading loading = new Loading(library, drafts);
    Root root = folder == null ? Root.NONE : Root.around(folder);
    loading.text(source, root);
    loading.site(site, root);
    return loading.program();
  }
}
