package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Declaration.ThinkLine;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks questions to models. */
final class Thinks {
  private final CheckRun run;

  Thinks(CheckRun run) {
    this.run = run;
  }

  /** The declared result, which is always a guess. */
  Type result(Declaration.Think think, ModuleScope module) {
    Tree.TypeName declared = think.result();
    Type type = run.types.resolve(declared, module);
    if (type instanceof Type.Broken) {
      return type;
    }
    if (!(type instanceof Type.Guess(Type answer))) {
      String text = plain(declared.span().text());
      run.report(
          Diagnostic.of(
                  Code.GUESS_NOT_DECLARED,
                  declared.span(),
                  "A model only guesses, so `"
                      + think.name()
                      + "` cannot promise "
                      + type.display()
                      + ".")
              .fix("write `Guess<" + text + ">`", declared.span(), "Guess<" + text + ">"));
      return new Type.Guess(type);
    }
    String why = unanswerable(answer, new HashSet<>());
    if (!why.isEmpty()) {
      run.report(
          Code.UNANSWERABLE,
          declared.span(),
          "No model can answer with " + answer.display() + ": " + why + ".",
          "ask for text, numbers, enums, or records and lists of them");
    }
    return type;
  }

  /** The text of a type without guesses inside it. */
  private static String plain(String type) {
    String inner = type.replaceAll("Guess<([^<>]*)>", "$1");
    return inner.equals(type) ? type : plain(inner);
  }

  private static String unanswerable(Type type, Set<Symbol> seen) {
    return switch (type) {
      case Type.Bool _, Type.Int _, Type.Measure _, Type.Text _, Type.EnumOf _, Type.Broken _ -> "";
      case Type.ListOf(Type element) -> unanswerable(element, seen);
      case Type.Maybe(Type element) -> unanswerable(element, seen);
      case Type.RecordOf(var record) -> {
        if (!seen.add(record)) {
          yield "`" + record.name() + "` holds others of its kind without end";
        }
        for (Symbol.Variable field : record.fields()) {
          String why = unanswerable(field.type(), seen);
          if (!why.isEmpty()) {
            yield why;
          }
        }
        seen.remove(record);
        yield "";
      }
      case Type.Host(var host) -> "only the robot's side can make `" + host.name() + "`";
      case Type.MapOf _ -> "what its keys are is not known before";
      case Type.Guess _ -> "it is a guess already";
      default -> "it cannot be said in words";
    };
  }

  void check(Symbol.ThinkSymbol symbol, LocalScope scope) {
    Declaration.Think think = symbol.declaration();
    run.clauses.check(think.clauses(), Place.THINK, think.name().span(), scope);
    Type answer = symbol.result() instanceof Type.Guess(Type element) ? element : Type.BROKEN;
    boolean asks = false;
    for (ThinkLine line : think.lines()) {
      switch (line) {
        case ThinkLine.Prompt prompt -> {
          run.expressions.infer(prompt.text(), Type.TEXT, scope);
          asks = true;
        }
        case ThinkLine.Show show -> {
          run.expressions.value(show.image(), scope);
          asks = true;
        }
        case ThinkLine.Example example -> example(example, symbol, answer, scope);
        case ThinkLine.Check check -> {
          LocalScope inside = scope.inner();
          Symbol.Variable it = new Symbol.Variable("it", answer, false, false, false);
          run.facts.symbol(check, it);
          inside.declare("it", it);
          run.expressions.condition(check.condition(), inside);
        }
      }
    }
    if (!asks) {
      run.report(
          Code.EMPTY_QUESTION,
          think.name().span(),
          "`" + think.name() + "` asks nothing.",
          "write the question as a text: `\"Which errand is it? {question}\"`");
    }
  }

  private void example(
      ThinkLine.Example example, Symbol.ThinkSymbol think, Type answer, LocalScope scope) {
    List<Symbol.Variable> asked =
        think.parameters().stream()
            .filter(parameter -> !(parameter.type() instanceof Type.Host))
            .toList();
    for (int i = 0; i < example.inputs().size(); i++) {
      Expression input = example.inputs().get(i);
      if (i < asked.size()) {
        run.expressions.want(input, asked.get(i).type(), scope);
      } else {
        run.expressions.value(input, scope);
        run.report(
            Code.WRONG_ARGUMENTS,
            input.span(),
            "This example gives more than `" + think.name() + "` is asked with.");
      }
    }
    run.expressions.want(example.answer(), answer, scope);
  }
}
