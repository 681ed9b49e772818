package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Parsed;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.SourceReader;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One load: the modules found so far, and what was wrong with finding them. Used once. */
final class Loading {
  private static final int MOST_MODULES = 500;

  /** For fewer files, threads cost more than they save. */
  private static final int FEWEST_AT_ONCE = 8;

  /** Where the library describes robots and what they carry; every profile file sees them. */
  private static final List<String> PROFILES =
      List.of("std.tiers", "std.boards", "std.links", "std.models", "std.robots", "std.sites");

  private static final String DEFAULT_SITES = "std.sites";

  private final LibrarySource library;
  private final Map<String, LoadedModule> byKey = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final List<LoadedModule> modules = new ArrayList<>();
  private final List<LoadedModule> sites = new ArrayList<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private boolean isFull;
  private boolean isUnreadable;

  private final Map<String, String> drafts;
  private final Map<String, Path> asked = new HashMap<>();
  private final Map<Path, String> keys = new HashMap<>();
  private final Map<String, Ahead> ahead = new HashMap<>();

  /** A file that was read and parsed before its turn. */
  private record Ahead(SourceReader.Read read, Parsed parsed) {}

  /** Reads {@code drafts}, texts by the paths of their files, instead of those files. */
  Loading(LibrarySource library, Map<String, String> drafts) {
    this.library = library;
    this.drafts = drafts;
    fromLibrary(Declarer.PRELUDE, false);
  }

  LoadedProgram program() {
    return new LoadedProgram(modules, sites, findings, library);
  }

  /**
   * Says which files will be asked for, so that one that is used before is known as such. Where
   * there are many they are read and parsed at once, on all processors.
   */
  void expect(List<Path> files) {
    files.forEach(file -> asked.putIfAbsent(keyOf(file), file));
    if (asked.size() >= FEWEST_AT_ONCE) {
      List<String> keys = List.copyOf(asked.keySet());
      List<Ahead> read = AllProcessors.map(List.copyOf(asked.values()), this::ahead);
      for (int i = 0; i < read.size(); i++) {
        ahead.put(keys.get(i), read.get(i));
      }
    }
  }

  private Ahead ahead(Path file) {
    SourceReader.Read read = textOf(file);
    return new Ahead(read, Parser.parse(read.source()));
  }

  private SourceReader.Read textOf(Path file) {
    String draft = drafts.get(file.toString());
    return draft == null
        ? SourceReader.read(file)
        : new SourceReader.Read(new Source(file.toString(), draft), List.of());
  }

  /** Loads a file that was asked for. */
  void file(Path file, Root root) {
    String key = keyOf(file);
    if (byKey.containsKey(key)) {
      return;
    }
    read(file, key, root, true);
  }

  /** Loads a text that was asked for. */
  void text(Source source, Root root) {
    module(source, Parser.parse(source), source.name(), "", root, true);
  }

  private @Nullable LoadedModule read(Path file, String key, Root root, boolean isRoot) {
    Path named = asked.getOrDefault(key, isRoot ? file : root.shown(file));
    Ahead before = ahead.remove(key);
    SourceReader.Read read = before == null ? textOf(named) : before.read();
    findings.addAll(read.findings());
    if (!read.isText()) {
      return null;
    }
    Parsed parsed = before == null ? Parser.parse(read.source()) : before.parsed();
    return module(
        read.source(), parsed, key, root.nameOf(file), root, isRoot || asked.containsKey(key));
  }

  private String keyOf(Path file) {
    return keys.computeIfAbsent(file, Loading::realName);
  }

  private static String realName(Path file) {
    try {
      return file.toRealPath().toString();
    } catch (IOException missing) {
      return file.toAbsolutePath().normalize().toString();
    }
  }

  /** Parses a module and loads what it uses before it. */
  private LoadedModule module(
      Source source, Parsed parsed, String key, String fallback, Root root, boolean isRoot) {
    findings.addAll(parsed.findings());
    Tree.Path declared = parsed.module().name();
    String name = declared == null ? fallback : declared.text();
    boolean isLibrary = key.startsWith("library:");
    Map<Tree.Use, LoadedModule> uses = new IdentityHashMap<>();
    LoadedModule loaded = new LoadedModule(name, source, parsed.module(), isLibrary, isRoot, uses);
    open.add(key);
    byKey.put(key, loaded);
    if (Declarer.isProfile(loaded)) {
      PROFILES.forEach(profile -> fromLibrary(profile, false));
    }
    for (Tree.Use use : parsed.module().uses()) {
      LoadedModule used = used(use, isLibrary ? Root.NONE : root);
      if (used != null) {
        uses.put(use, used);
      }
    }
    open.remove(key);
    modules.add(loaded);
    return loaded;
  }

  private @Nullable LoadedModule used(Tree.Use use, Root root) {
    String name = use.module().text();
    List<String> words = use.module().names().stream().map(Tree.Name::text).toList();
    if (!Root.areWords(words)) {
      outside(use, "`" + name + "` cannot be the name of a file below the root.");
      return null;
    }
    Path file = name.startsWith("std.") ? null : root.fileOf(words).orElse(null);
    if (file != null && Files.exists(file)) {
      if (!root.holds(file)) {
        outside(use, "`" + name + "` is a link that leads out of the root.");
        return null;
      }
      return fresh(use, keyOf(file), file, root);
    }
    LoadedModule found = fromLibrary(name, use);
    if (found == null && !isFull && !open.contains("library:" + name)) {
      missing(use, name);
    }
    return found;
  }

  private @Nullable LoadedModule fresh(Tree.Use use, String key, Path file, Root root) {
    if (open.contains(key)) {
      cycle(use);
      return null;
    }
    LoadedModule known = byKey.get(key);
    if (known == null && (asked.containsKey(key) || hasRoom(use))) {
      known = read(file, key, root, false);
    }
    if (known != null) {
      mustHaveItsName(use, known);
    }
    return known;
  }

  private void mustHaveItsName(Tree.Use use, LoadedModule module) {
    Tree.Path declared = module.tree().name();
    if (declared != null && !declared.text().equals(use.module().text())) {
      findings.add(
          Diagnostic.of(
                  Code.MODULE_NAME,
                  declared.span(),
                  "This module calls itself `"
                      + declared
                      + "`, but is used as `"
                      + use.module()
                      + "`.")
              .fix("write `" + use.module() + "`", declared.span(), use.module().text()));
    }
  }

  private @Nullable LoadedModule fromLibrary(String name, Tree.Use use) {
    String key = "library:" + name;
    if (open.contains(key)) {
      cycle(use);
      return null;
    }
    return !byKey.containsKey(key) && !hasRoom(use) ? null : fromLibrary(name, false);
  }

  private @Nullable LoadedModule fromLibrary(String name, boolean isRoot) {
    String key = "library:" + name;
    if (open.contains(key)) {
      return null;
    }
    LoadedModule known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Source source = library.find(name).orElse(null);
    return source == null
        ? null
        : module(source, Parser.parse(source), key, name, Root.NONE, isRoot);
  }

  private boolean hasRoom(Tree.Use use) {
    if (modules.size() + open.size() < MOST_MODULES) {
      return true;
    }
    if (!isFull) {
      isFull = true;
      findings.add(
          Diagnostic.of(
              Code.TOO_MANY_MODULES,
              use.span(),
              "This program uses more than " + MOST_MODULES + " modules."));
    }
    return false;
  }

  private void cycle(Tree.Use use) {
    findings.add(
        Diagnostic.of(
                Code.IMPORT_CYCLE,
                use.module().span(),
                "`" + use.module() + "` uses this module, directly or through others.")
            .hint("move what both need into a third module"));
  }

  private void outside(Tree.Use use, String message) {
    findings.add(
        Diagnostic.of(Code.OUTSIDE_ROOT, use.module().span(), message)
            .hint("modules lie below the folder with `ration.toml`, or in the library"));
  }

  private void missing(Tree.Use use, String name) {
    Diagnostic finding =
        Diagnostic.of(
            Code.MODULE_NOT_FOUND,
            use.module().span(),
            "The module `" + name + "` is neither below the root nor in the library.");
    Diagnostic suggested = Spelling.suggest(finding, use.module().span(), name, library.modules());
    findings.add(
        suggested.hint().isEmpty()
            ? finding.hint(
                "it would be the file `" + name.replace('.', '/') + ".ration` below the root")
            : suggested);
  }

  /** Loads the site: the one that was asked for, else the settings', else the library's. */
  void site(@Nullable String asked, Root root) {
    Root.Chosen chosen = asked == null ? root.site().orElse(null) : null;
    String name = asked == null ? (chosen == null ? null : chosen.name()) : asked;
    if (name == null) {
      LoadedModule standard = fromLibrary(DEFAULT_SITES, false);
      if (standard != null) {
        sites.add(standard);
      }
      return;
    }
    LoadedModule site = siteNamed(name, root);
    if (site != null) {
      sites.add(site);
      site.uses().values().stream()
          .filter(used -> !used.isLibrary() && !sites.contains(used))
          .sorted(java.util.Comparator.comparing(LoadedModule::name))
          .forEach(sites::add);
    } else if (!isUnreadable) {
      Span at =
          chosen == null
              ? new Span(new Source("--site", name), 0, name.length())
              : new Span(chosen.source(), chosen.start(), chosen.end());
      List<String> known = root.sites();
      Diagnostic finding =
          Diagnostic.of(Code.MODULE_NOT_FOUND, at, "There is no site `" + name + "`.");
      Diagnostic suggested = Spelling.suggest(finding, at, name, known);
      String there = known.isEmpty() ? "" : ": " + String.join(", ", known);
      findings.add(
          suggested.hint().isEmpty()
              ? finding.hint("a site is a file, or a name in `sites/`" + there)
              : suggested);
    }
  }

  private @Nullable LoadedModule siteNamed(String name, Root root) {
    List<String> words = Arrays.asList(name.split("\\.", -1));
    if (root.folder() != null && Root.areWords(words)) {
      List<String> inside = new ArrayList<>(words);
      inside.addFirst("sites");
      Path file = root.fileOf(inside).orElse(null);
      if (file != null && Files.exists(file) && root.holds(file)) {
        return siteFile(file, root);
      }
    }
    LoadedModule standard = fromLibrary(name, false);
    return standard != null ? standard : sitePath(name);
  }

  private @Nullable LoadedModule sitePath(String name) {
    try {
      Path file = Path.of(name);
      return Files.isRegularFile(file) ? siteFile(file, Root.aroundFile(file)) : null;
    } catch (InvalidPathException notAPath) {
      return null;
    }
  }

  private @Nullable LoadedModule siteFile(Path file, Root root) {
    LoadedModule known = byKey.get(keyOf(file));
    if (known != null) {
      return known;
    }
    LoadedModule read = read(file, keyOf(file), root, false);
    isUnreadable = read == null;
    return read;
  }
}
