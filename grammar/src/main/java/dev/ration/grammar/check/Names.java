package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what names mean, and says so when they mean nothing or too much. */
final class Names {
  private final CheckRun run;

  Names(CheckRun run) {
    this.run = run;
  }

  /** Finds a simple or dotted name; null, without a finding, when there is none. */
  @Nullable Symbol find(ModuleScope module, String dotted, boolean withSite, Span at) {
    ModuleScope.Found found = module.find(dotted, withSite);
    if (found.isAmbiguous()) {
      ambiguous(dotted, found.symbols(), at);
      return found.symbols().getFirst();
    }
    Symbol only = found.only();
    if (only != null) {
      return only;
    }
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      return null;
    }
    ModuleScope other = module.qualified(dotted.substring(0, dot));
    Symbol qualified = other == null ? null : other.own().get(dotted.substring(dot + 1));
    if (qualified != null) {
      return qualified;
    }
    int last = dotted.lastIndexOf('.');
    Symbol owner = find(module, dotted.substring(0, last), withSite, at);
    return owner instanceof Symbol.EnumSymbol type
        ? caseOf(type, dotted.substring(last + 1))
        : null;
  }

  static Symbol.@Nullable CaseSymbol caseOf(Symbol.EnumSymbol type, String name) {
    for (Symbol.CaseSymbol one : type.cases()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }

  private void ambiguous(String name, List<Symbol> symbols, Span at) {
    String modules =
        symbols.stream()
            .map(symbol -> "`" + symbol.module() + "`")
            .collect(Collectors.joining(" and "));
    run.report(
        Code.AMBIGUOUS_NAME,
        at,
        "`" + name + "` is declared by " + modules + ".",
        "use one of them under another name: `use " + symbols.getFirst().module() + " as …`");
  }

  /** Finds a path, or reports that it is unknown; {@code what} as in "a resource". */
  @Nullable Symbol require(ModuleScope module, Tree.Path path, String what, boolean withSite) {
    Symbol found = find(module, path.text(), withSite, path.span());
    if (found == null) {
      unknown(
          path.text(), path.span(), "`" + path + "` is not known here as " + what + ".", module);
    } else {
      run.facts.symbol(path, found);
    }
    return found;
  }

  private void unknown(String name, Span at, String message, ModuleScope module) {
    if (run.findings.isFull(at.source())) {
      return;
    }
    List<String> known = new ArrayList<>();
    module.visible(true).forEach(symbol -> known.add(symbol.name()));
    report(Diagnostic.of(Code.UNKNOWN_NAME, at, message), name, known, module);
  }

  /** Reports a name in an expression that nothing declares. */
  void unknownValue(String name, Span at, LocalScope scope) {
    if (run.findings.isFull(at.source())) {
      return;
    }
    List<String> known = new ArrayList<>(scope.names());
    scope.module().visible(scope.setting().seesSite()).forEach(symbol -> known.add(symbol.name()));
    Arrays.stream(Builtin.values())
        .filter(builtin -> builtin.kind() == Builtin.Kind.CALL)
        .forEach(builtin -> known.add(builtin.word()));
    known.addAll(scope.module().qualifiers());
    Diagnostic finding = Diagnostic.of(Code.UNKNOWN_NAME, at, "`" + name + "` is not known here.");
    report(finding, name, known, scope.module());
  }

  /**
   * Reports a name that is unknown, with what may be meant: another name, or a missing {@code use}.
   */
  void report(Diagnostic finding, String name, List<String> known, ModuleScope module) {
    if (module.mayLack(name)) {
      return;
    }
    Diagnostic brought = run.library.suggest(finding, name, module.module());
    Diagnostic suggested =
        brought == null ? Spelling.suggest(finding, finding.at(), name, known) : brought;
    run.report(
        suggested.hint().isEmpty()
            ? suggested.hint("declare it, or bring it in with `use`")
            : suggested);
  }

  /** What kind of thing a symbol is, with an article. */
  static String kindOf(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable _ -> "a value";
      case Symbol.ConstantSymbol _ -> "a fixed value";
      case Symbol.EnumSymbol _ -> "an enum";
      case Symbol.CaseSymbol one -> "a case of `" + one.owner().name() + "`";
      case Symbol.RecordSymbol _ -> "a record";
      case Symbol.HostTypeSymbol _ -> "a type of the host";
      case Symbol.FunctionSymbol _ -> "a function";
      case Symbol.ActivitySymbol activity ->
          switch (activity.declaration().kind()) {
            case POLICY -> "a policy";
            case ACTION, HOST_ACTION -> "an action";
          };
      case Symbol.ThinkSymbol _ -> "a think";
      case Symbol.WorldSymbol world ->
          switch (world.declaration().kind()) {
            case RESOURCE -> "a resource";
            case SENSOR -> "a sensor";
            case TOPIC -> "a topic";
            case PLACE -> "a place";
          };
      case Symbol.ProfileSymbol profile ->
          "a " + profile.declaration().kind().name().toLowerCase(java.util.Locale.ROOT);
      case Symbol.BuiltinSymbol _ -> "a call";
      case Symbol.BranchesSymbol _ -> "the results of branches";
      case Symbol.ModuleSymbol _ -> "a module";
    };
  }

  /** Reports that a name stands for something else than is wanted. */
  void wrongKind(Symbol symbol, Span at, String wanted) {
    run.report(
        Code.WRONG_KIND,
        at,
        "`" + symbol.name() + "` is " + kindOf(symbol) + ", but " + wanted + " is wanted here.");
  }
}
