package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Parsed;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small programs with the whole standard library around them. */
public final class Programs {
  private Programs() {}

  /** The library and nothing else. */
  public static CheckedProgram library() {
    return check(List.of());
  }

  /** One module, as if it were a file of its own. */
  public static CheckedProgram of(String text) {
    return check(List.of(new Source("test.ration", text)));
  }

  private static CheckedProgram check(List<Source> texts) {
    List<Diagnostic> findings = new ArrayList<>();
    Map<String, LoadedModule> known = new LinkedHashMap<>();
    ResourceLibrary library = ResourceLibrary.onClassPath();
    List<String> names = new ArrayList<>(library.modules());
    names.remove("std.body");
    names.addFirst("std.body");
    for (String name : names) {
      Source source = library.find(name).orElseThrow();
      Parsed parsed = Parser.parse(source);
      findings.addAll(parsed.findings());
      known.put(name, new LoadedModule(name, source, parsed.module(), true, false, Map.of()));
    }
    List<LoadedModule> modules = new ArrayList<>(known.values());
    for (Source text : texts) {
      Parsed parsed = Parser.parse(text);
      findings.addAll(parsed.findings());
      Map<Tree.Use, LoadedModule> uses = new IdentityHashMap<>();
      for (Tree.Use use : parsed.module().uses()) {
        LoadedModule used = known.get(use.module().text());
        if (used != null) {
          uses.put(use, used);
        }
      }
      Tree.Path name = parsed.module().name();
      String called = name == null ? "test" : name.text();
      modules.add(new LoadedModule(called, text, parsed.module(), false, true, uses));
    }
    return Checker.check(new LoadedProgram(modules, List.of(), findings, library));
  }

  /** Whether a profile's value is a number that somebody must have got from somewhere. */
  public static boolean isFigure(Expression value) {
    return switch (value) {
      case Expression.IntLiteral _,
          Expression.NumberLiteral _,
          Expression.QuantityLiteral _,
          Expression.Range _,
          Expression.Binary _ ->
          true;
      case Expression.Call call ->
          call.callee() instanceof Expression.Reference(Tree.Name name, _)
              && name.text().equals("lognormal");
      default -> false;
    };
  }
}
