package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.LibrarySource;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.GuestValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows: the loaded file, the declarations typed so far, and the values bound.
 *
 * <p>Every input is checked as part of a module that is put together here, so that the prompt and a
 * file mean the same. Used by one thread.
 */
final class Workspace {
  private static final List<String> FIRST_USES =
      List.of("std.speech", "std.gaze", "std.motion", "std.grip", "std.tiers");

  private final LibrarySource library = ResourceLibrary.onClassPath();
  private final Path folder;
  private final Set<String> uses = new LinkedHashSet<>();
  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, Held> values = new LinkedHashMap<>();
  private @Nullable Loaded loaded;
  private @Nullable String site;

  /** A value under a name: the way its type is written, and whether it can be assigned. */
  record Held(String type, boolean isVariable, @Nullable GuestValue value) {}

  /** A file that was loaded. */
  record Loaded(Path file, CheckedProgram program, CheckedModule module) {}

  Workspace(Path folder, Optional<String> site) {
    this.folder = folder;
    this.site = site.orElse(null);
    reset();
  }

  /** Forgets everything but the site. */
  void reset() {
    uses.clear();
    uses.addAll(FIRST_USES);
    declarations.clear();
    values.clear();
    loaded = null;
  }

  Optional<Loaded> loaded() {
    return Optional.ofNullable(loaded);
  }

  Map<String, Held> values() {
    return values;
  }

  Optional<String> site() {
    return Optional.ofNullable(site);
  }

  void chooseSite(String pathOrName) {
    site = pathOrName;
  }

  void bind(String name, Held value) {
    values.put(name, value);
  }

  /** A file as it is typed: {@code ~} is the home directory. */
  Path file(String typed) {
    return typed.startsWith("~/")
        ? Path.of(System.getProperty("user.home", "")).resolve(typed.substring(2))
        : folder.resolve(typed);
  }

  /** Checks a file; it takes the place of the one before when it has no errors. */
  CheckedProgram load(Path file) {
    CheckedProgram program = Checker.check(loader().load(List.of(file)));
    if (!program.hasErrors() && !program.roots().isEmpty()) {
      adopt(file, program);
    }
    return program;
  }

  private void adopt(Path file, CheckedProgram program) {
    CheckedModule module = program.roots().getFirst();
    loaded = new Loaded(file, program, module);
    uses.clear();
    uses.add(module.name());
    module.tree().uses().stream()
        .filter(use -> use.as() == null)
        .forEach(use -> uses.add(use.module().text()));
    declarations.clear();
    values.clear();
  }

  /** A program of the typed declarations, with more of them, or fewer where names are retaken. */
  Draft withDeclarations(List<Typed> more) {
    Map<String, String> all = new LinkedHashMap<>(declarations);
    more.forEach(typed -> all.remove(typed.name()));
    String before = header(uses) + String.join("\n\n", all.values()) + "\n\n";
    StringBuilder text = new StringBuilder(before);
    more.forEach(typed -> text.append(typed.text()).append("\n\n"));
    return new Draft(new Source("<input>", text.toString()), before.length());
  }

  void keep(List<Typed> more) {
    more.forEach(
        typed -> {
          declarations.remove(typed.name());
          declarations.put(typed.name(), typed.text());
          values.remove(typed.name());
        });
  }

  /** A declaration as it was typed. */
  record Typed(String name, String text) {}

  void use(Tree.Use use) {
    Tree.Name as = use.as();
    uses.add(use.module().text() + (as == null ? "" : " as " + as.text()));
  }

  Set<String> uses() {
    return Set.copyOf(uses);
  }

  void stopUsing(Collection<String> before) {
    uses.retainAll(before);
  }

  /**
   * A program with one more policy, {@value Draft#POLICY}, that does what was typed.
   *
   * @param code before and after the typed text, inside the policy's body
   * @param result the way the type of its value is written; empty for none
   */
  Draft withPolicy(String typed, Around code, String result) {
    List<String> parameters = new ArrayList<>();
    values.forEach((name, held) -> parameters.add(code.parameter(name) + ": " + held.type()));
    String before =
        header(uses)
            + String.join("\n\n", declarations.values())
            + "\n\npolicy "
            + Draft.POLICY
            + "("
            + String.join(", ", parameters)
            + ")"
            + (result.isEmpty() ? "" : " -> " + result)
            + " {\n"
            + code.before();
    return new Draft(
        new Source("<input>", before + typed + "\n" + code.after() + "}\n"), before.length());
  }

  /** What stands around a typed statement, and how a value is called where it comes in. */
  record Around(String before, String after, Set<String> renamed) {
    /** Nothing around it. */
    static final Around NOTHING = new Around("", "", Set.of());

    /** A value that is bound again or assigned comes in under another name. */
    String parameter(String name) {
      return renamed.contains(name) ? name + "_before" : name;
    }
  }

  CheckedProgram check(Draft draft) {
    return Checker.check(loader().load(draft.source(), root()));
  }

  /** Where modules are looked for: beside the loaded file, else where the session was begun. */
  private Path root() {
    Loaded file = loaded;
    Path parent = file == null ? null : file.file().toAbsolutePath().normalize().getParent();
    return parent == null ? folder : parent;
  }

  private ModuleLoader loader() {
    ModuleLoader loader = new ModuleLoader(library);
    if (site != null) {
      loader.site(site);
    }
    return loader;
  }

  private static String header(Collection<String> uses) {
    return uses.isEmpty() ? "" : "use " + String.join(", ", uses) + "\n\n";
  }
}
