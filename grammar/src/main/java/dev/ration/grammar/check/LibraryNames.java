package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the library declares a name that a module does not see. Thread-safe; the library is read
 * when it is first asked for.
 */
final class LibraryNames {
  private final LibrarySource library;
  private @Nullable Map<String, TreeSet<String>> modulesByName;

  LibraryNames(LibrarySource library) {
    this.library = library;
  }

  /** Adds which module declares the name, and the line that brings it in; null if none does. */
  synchronized @Nullable Diagnostic suggest(Diagnostic finding, String name, LoadedModule module) {
    TreeSet<String> modules = byName().get(name);
    if (modules == null) {
      return null;
    }
    String first = modules.getFirst();
    Diagnostic hinted =
        finding.hint("`" + name + "` is declared by `" + String.join("` and `", modules) + "`");
    return hinted.fix("add `use " + first + "`", place(module), line(module, first));
  }

  private Map<String, TreeSet<String>> byName() {
    Map<String, TreeSet<String>> known = modulesByName;
    if (known == null) {
      known = new HashMap<>();
      for (String module : library.modules()) {
        Source source = library.find(module).orElseThrow();
        for (var declaration : Parser.parse(source).module().declarations()) {
          String name = Declarer.nameOf(declaration).text();
          known.computeIfAbsent(name, _ -> new TreeSet<>()).add(module);
        }
      }
      modulesByName = known;
    }
    return known;
  }

  private static Span place(LoadedModule module) {
    List<Tree.Use> uses = module.tree().uses();
    Tree.Path name = module.tree().name();
    int at = uses.isEmpty() ? (name == null ? 0 : name.span().end()) : uses.getLast().span().end();
    return new Span(module.source(), at, at);
  }

  private static String line(LoadedModule module, String used) {
    if (!module.tree().uses().isEmpty()) {
      return ", " + used;
    }
    return module.tree().name() == null ? "use " + used + "\n\n" : "\n\nuse " + used;
  }
}
