package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of a name: its kind, signature, module and documentation. */
final class Documentation {
  private Documentation() {}

  /** The lines about a name, empty when nobody knows it. */
  static List<String> of(Workspace workspace, String name) {
    Workspace.Held held = workspace.values().get(name);
    if (held != null) {
      return List.of((held.isVariable() ? "var " : "let ") + name + ": " + held.type());
    }
    CheckedProgram program = workspace.check(workspace.withDeclarations(List.of()));
    for (CheckedModule module : program.modules().reversed()) {
      Optional<Symbol> symbol = module.symbol(name);
      if (symbol.isPresent()) {
        return lines(symbol.get(), module);
      }
    }
    return List.of();
  }

  private static List<String> lines(Symbol symbol, CheckedModule module) {
    List<String> lines = new ArrayList<>();
    lines.add(LiveSession.Names.kind(symbol) + " " + signature(symbol));
    doc(symbol).ifPresent(text -> text.lines().forEach(line -> lines.add("  " + line.strip())));
    if (symbol instanceof Symbol.EnumSymbol one) {
      one.cases().forEach(each -> lines.add("  " + each.name() + caseDoc(each)));
    }
    if (!module.isRoot()) {
      lines.add("  (from " + module.name() + ")");
    }
    return lines;
  }

  private static String caseDoc(Symbol.CaseSymbol one) {
    return one.declaration().doc().map(text -> ": " + text.replace('\n', ' ')).orElse("");
  }

  private static String signature(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Callable one ->
          one.name()
              + one.parameters().stream()
                  .map(parameter -> parameter.name() + ": " + parameter.type().display())
                  .collect(Collectors.joining(", ", "(", ")"))
              + (one.result() instanceof Type.Nothing ? "" : " -> " + one.result().display());
      case Symbol.RecordSymbol one ->
          one.name()
              + one.fields().stream()
                  .map(field -> field.name() + ": " + field.type().display())
                  .collect(Collectors.joining(", ", " { ", " }"));
      case Symbol.ConstantSymbol one -> one.name() + ": " + one.type().display();
      case Symbol.WorldSymbol one ->
          one.name() + (one.type() instanceof Type.Nothing ? "" : ": " + one.type().display());
      default -> symbol.name();
    };
  }

  /** The first line of a symbol's documentation, or nothing. */
  static String firstLine(Symbol symbol) {
    return doc(symbol).flatMap(text -> text.lines().findFirst()).orElse("").strip();
  }

  private static Optional<String> doc(Symbol symbol) {
    return switch (symbol) {
      case Symbol.ConstantSymbol one -> one.declaration().doc();
      case Symbol.EnumSymbol one -> one.declaration().doc();
      case Symbol.CaseSymbol one -> one.declaration().doc();
      case Symbol.RecordSymbol one -> one.declaration().doc();
      case Symbol.HostTypeSymbol one -> one.declaration().doc();
      case Symbol.FunctionSymbol one -> one.declaration().doc();
      case Symbol.ActivitySymbol one -> one.declaration().doc();
      case Symbol.ThinkSymbol one -> one.declaration().doc();
      case Symbol.WorldSymbol one -> one.declaration().doc();
      case Symbol.ProfileSymbol one -> one.declaration().doc();
      default -> Optional.<String>empty();
    };
  }
}
