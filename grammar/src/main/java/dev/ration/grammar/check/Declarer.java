package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a module's symbols and says which other modules it sees. */
final class Declarer {
  static final String PRELUDE = "std.body";

  private static final Set<String> TYPES =
      Set.of(
          "Bool",
          "Int",
          "Number",
          "Ratio",
          "Text",
          "List",
          "Map",
          "Guess",
          "Sensor",
          "Topic",
          "Resource",
          "Money");

  private final CheckRun run;

  Declarer(CheckRun run) {
    this.run = run;
  }

  void declareAll(List<LoadedModule> modules) {
    for (LoadedModule module : modules) {
      run.scopes.computeIfAbsent(module, this::declare);
    }
  }

  private ModuleScope declare(LoadedModule module) {
    ModuleScope scope = new ModuleScope(module);
    for (Declaration declaration : module.tree().declarations()) {
      Symbol symbol = symbolOf(declaration, module.name());
      if (symbol == null) {
        continue;
      }
      run.homes.put(symbol, scope);
      Tree.Name at = nameOf(declaration);
      Tree.Name before = scope.declare(symbol, at);
      if (before != null) {
        run.report(
            Diagnostic.of(
                    Code.DUPLICATE_NAME,
                    at.span(),
                    "`" + at + "` is declared twice in this module.")
                .label(before.span(), "declared here first"));
      } else if (TypeNames.isType(symbol) && isBuiltIn(at.text())) {
        run.report(
            Code.DUPLICATE_NAME,
            at.span(),
            "`" + at + "` is a type of the language.",
            "choose another name");
      }
      if (declaration instanceof Declaration.Activity activity) {
        reasons(activity, scope);
      }
    }
    return scope;
  }

  private static boolean isBuiltIn(String name) {
    return TYPES.contains(name) || Dimension.ofName(name).isPresent();
  }

  private static void reasons(Declaration.Activity activity, ModuleScope scope) {
    for (Clause clause : activity.clauses()) {
      if (clause instanceof Clause.Fails fails) {
        for (Tree.Path reason : fails.reasons()) {
          scope.ownReasons().add(reason.text());
        }
      }
    }
  }

  private static @Nullable Symbol symbolOf(Declaration declaration, String module) {
    return switch (declaration) {
      case Declaration.EnumType type -> new Symbol.EnumSymbol(module, type);
      case Declaration.RecordType type -> new Symbol.RecordSymbol(module, type);
      case Declaration.HostType type -> new Symbol.HostTypeSymbol(module, type);
      case Declaration.Function function -> new Symbol.FunctionSymbol(module, function);
      case Declaration.Activity activity -> new Symbol.ActivitySymbol(module, activity);
      case Declaration.Think think -> new Symbol.ThinkSymbol(module, think);
      case Declaration.Constant constant -> new Symbol.ConstantSymbol(module, constant);
      case Declaration.World world -> new Symbol.WorldSymbol(module, world);
      case Declaration.Profile profile -> new Symbol.ProfileSymbol(module, profile);
      case Declaration.Test _ -> null;
    };
  }

  static Tree.Name nameOf(Declaration declaration) {
    return switch (declaration) {
      case Declaration.EnumType type -> type.name();
      case Declaration.RecordType type -> type.name();
      case Declaration.HostType type -> type.name();
      case Declaration.Function function -> function.name();
      case Declaration.Activity activity -> activity.name();
      case Declaration.Think think -> think.name();
      case Declaration.Constant constant -> constant.name();
      case Declaration.World world -> new Tree.Name(world.name().text(), world.name().span());
      case Declaration.Profile profile ->
          new Tree.Name(profile.name().text(), profile.name().span());
      case Declaration.Test test -> new Tree.Name(test.name(), test.span());
    };
  }

  /** Connects modules: what they use, the prelude, and the site. */
  void connect(List<LoadedModule> sites) {
    ModuleScope prelude = null;
    for (ModuleScope scope : run.scopes.values()) {
      if (scope.module().isLibrary() && scope.name().equals(PRELUDE)) {
        prelude = scope;
      }
    }
    for (ModuleScope scope : run.scopes.values()) {
      // In the order of the lines, so that what is found and said is the same on every run.
      for (Tree.Use use : scope.module().tree().uses()) {
        LoadedModule used = scope.module().uses().get(use);
        connect(scope, use, used == null ? null : run.scopes.get(used));
      }
      if (prelude != null) {
        scope.addPrelude(prelude);
      }
      if (isProfile(scope.module())) {
        run.scopes.values().stream()
            .filter(other -> other.module().isLibrary() && isProfile(other.module()))
            .forEach(scope::addPrelude);
      }
      sites.forEach(
          site -> {
            ModuleScope known = run.scopes.get(site);
            if (known != null) {
              scope.addSite(known);
            }
          });
    }
  }

  private static void connect(ModuleScope scope, Tree.Use use, @Nullable ModuleScope used) {
    if (used != null) {
      scope.addImport(used, use.as() == null ? null : use.as().text());
    }
  }

  /** Whether a file describes robots and sites, and so sees all the library says of them. */
  static boolean isProfile(LoadedModule module) {
    return module.tree().declarations().stream().anyMatch(Declaration.Profile.class::isInstance);
  }
}
