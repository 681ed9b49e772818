package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of one checker run share. Used on one thread. */
final class CheckRun {
  final Findings findings = new Findings();
  final Facts facts;
  final LibraryNames library;
  final Map<LoadedModule, ModuleScope> scopes = new LinkedHashMap<>();
  final Map<LoadedModule, Outline> outlines = new IdentityHashMap<>();
  final Map<Symbol, ModuleScope> homes = new IdentityHashMap<>();
  private final Map<Symbol.Variable, Quantity> values = new IdentityHashMap<>();

  final Names names = new Names(this);
  final TypeNames types = new TypeNames(this);
  final Mismatch mismatch = new Mismatch(this);
  final Reasons reasons = new Reasons(this);
  final Operators operators = new Operators(this);
  final Members members = new Members(this);
  final Calls calls = new Calls(this);
  final Builtins builtins = new Builtins(this);
  final Patterns patterns = new Patterns(this);
  final Constructs constructs = new Constructs(this);
  final Branches branches = new Branches(this);
  final Blocks blocks = new Blocks(this);
  final Statements statements = new Statements(this);
  final Clauses clauses = new Clauses(this);
  final Trailers trailers = new Trailers(this);
  final Expressions expressions = new Expressions(this);
  final Definitions definitions = new Definitions(this);

  CheckRun(Facts facts, LibraryNames library) {
    this.facts = facts;
    this.library = library;
  }

  /** Goes on with what another run knows, with findings of its own. */
  static CheckRun after(CheckRun other) {
    CheckRun run = new CheckRun(other.facts, other.library);
    run.scopes.putAll(other.scopes);
    run.homes.putAll(other.homes);
    return run;
  }

  void report(Code code, Span at, String message) {
    findings.add(code, at, message);
  }

  void report(Code code, Span at, String message, String hint) {
    findings.add(code, at, message, hint);
  }

  void report(Diagnostic finding) {
    findings.add(finding);
  }

  /** Remembers what a name that never changes stands for. */
  void value(Symbol.Variable variable, Quantity value) {
    values.put(variable, value);
  }

  @Nullable Quantity value(Symbol.Variable variable) {
    return values.get(variable);
  }

  Outline outlineOf(LoadedModule module) {
    return outlines.computeIfAbsent(module, one -> Outline.of(one.tree()));
  }

  ModuleScope home(Symbol symbol) {
    ModuleScope home = homes.get(symbol);
    if (home == null) {
      throw new IllegalStateException("a symbol of no module: " + symbol);
    }
    return home;
  }
}
