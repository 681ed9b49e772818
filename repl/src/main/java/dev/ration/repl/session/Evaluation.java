package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.interpreter.Argument;
import dev.ration.runtime.scope.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs typed statements, each as the body of a policy of its own.
 *
 * <p>A first check finds the type of the statement's value; with it the policy can say what it
 * gives, and the value can be kept. Used by one thread.
 */
final class Evaluation {
  private final Workspace workspace;
  private final Stage stage;
  private @Nullable Receipt lastReceipt;

  /** What came of a statement; findings when it was refused. */
  record Result(Response.Status status, List<String> lines, List<Diagnostic> findings) {
    static Result refused(List<Diagnostic> findings) {
      return new Result(Response.Status.REFUSED, List.of(), findings);
    }
  }

  /** What a statement binds: its name, and whether it can be assigned. */
  private record Binding(String name, boolean isVariable) {}

  Evaluation(Workspace workspace, Stage stage) {
    this.workspace = workspace;
    this.stage = stage;
  }

  Optional<Receipt> lastReceipt() {
    return Optional.ofNullable(lastReceipt);
  }

  void remember(Optional<Receipt> receipt) {
    lastReceipt = receipt.orElse(lastReceipt);
  }

  Result run(Statement statement, String text) {
    Binding binding = binding(statement);
    Workspace.Around around = around(statement, binding);
    Draft first = workspace.withPolicy(text, around, "");
    CheckedProgram program = workspace.check(first);
    if (program.hasErrors()) {
      return Result.refused(Draft.inInput(program.findings(), first, text));
    }
    String type = typeOf(program, binding, statement).orElse("");
    if (!type.isEmpty()) {
      Draft second = workspace.withPolicy(text, around, type);
      CheckedProgram typed = workspace.check(second);
      if (!typed.hasErrors()) {
        return play(typed, binding, type);
      }
    }
    return play(program, null, "");
  }

  /** The type of an expression as a policy writes it, or what is wrong with it. */
  Result typeOf(String expression) {
    Draft draft = workspace.withPolicy(expression, Workspace.Around.NOTHING, "");
    CheckedProgram program = workspace.check(draft);
    if (program.hasErrors()) {
      return Result.refused(Draft.inInput(program.findings(), draft, expression));
    }
    Type type =
        lastStatement(program) instanceof Statement.Evaluate evaluate
            ? program.facts().typeOf(evaluate.expression())
            : Type.NOTHING;
    return new Result(Response.Status.OK, List.of(type.display()), List.of());
  }

  private static @Nullable Binding binding(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> new Binding(let.name().text(), false);
      case Statement.Var variable -> new Binding(variable.name().text(), true);
      case Statement.Assign assign -> new Binding(assign.target().text(), true);
      default -> null;
    };
  }

  private Workspace.Around around(Statement statement, @Nullable Binding binding) {
    if (binding == null || (statement instanceof Statement.Assign && !isVariable(binding))) {
      return Workspace.Around.NOTHING;
    }
    String name = binding.name();
    String before =
        statement instanceof Statement.Assign ? "var " + name + " = " + name + "_before\n" : "";
    return new Workspace.Around(before, name + "\n", Set.of(name));
  }

  private boolean isVariable(Binding binding) {
    Workspace.Held held = workspace.values().get(binding.name());
    return held != null && held.isVariable();
  }

  private Optional<String> typeOf(
      CheckedProgram program, @Nullable Binding binding, Statement statement) {
    if (!(lastStatement(program) instanceof Statement.Evaluate evaluate)
        || (binding == null && !(statement instanceof Statement.Evaluate))) {
      return Optional.empty();
    }
    Expression value = evaluate.expression();
    Type type = program.facts().typeOf(value);
    boolean isPrivate = program.facts().isPrivate(value);
    return written(type).map(name -> binding != null && isPrivate ? "private " + name : name);
  }

  private static @Nullable Statement lastStatement(CheckedProgram program) {
    var body = policy(program).declaration().body();
    return body == null || body.statements().isEmpty() ? null : body.statements().getLast();
  }

  private static Symbol.ActivitySymbol policy(CheckedProgram program) {
    return program.roots().getFirst().policies().stream()
        .filter(one -> one.name().equals(Draft.POLICY))
        .findFirst()
        .orElseThrow();
  }

  /** How a policy writes a type, where it can. */
  private static Optional<String> written(Type type) {
    return switch (type) {
      case Type.Bool _, Type.Int _, Type.Text _, Type.EnumOf _, Type.RecordOf _, Type.Host _ ->
          Optional.of(type.display());
      case Type.Measure(var dimension) ->
          dimension.display().matches("[A-Za-z]+")
              ? Optional.of(dimension.display())
              : Optional.empty();
      case Type.ListOf(Type element) -> written(element).map(one -> "List<" + one + ">");
      case Type.Maybe(Type element) -> written(element).map(one -> one + "?");
      case Type.Guess(Type element) -> written(element).map(one -> "Guess<" + one + ">");
      case Type.MapOf(Type key, Type value) ->
          written(key).flatMap(k -> written(value).map(v -> "Map<" + k + ", " + v + ">"));
      default -> Optional.empty();
    };
  }

  private Result play(CheckedProgram program, @Nullable Binding binding, String type) {
    Symbol.ActivitySymbol policy = policy(program);
    Map<String, Argument> arguments = new HashMap<>();
    workspace
        .values()
        .forEach(
            (name, held) -> {
              if (held.value() != null) {
                arguments.put(name, Argument.of(held.value()));
                arguments.put(name + "_before", Argument.of(held.value()));
              }
            });
    arguments.keySet().retainAll(policy.parameters().stream().map(Symbol::name).toList());
    Stage.Played played = stage.play(program, policy, arguments);
    remember(played.receipt());
    if (!played.isOk()) {
      return new Result(Response.Status.FAILED, List.of(played.message()), List.of());
    }
    if (binding != null) {
      workspace.bind(
          binding.name(), new Workspace.Held(type, binding.isVariable(), played.value()));
    }
    return new Result(Response.Status.OK, shown(played, binding), List.of());
  }

  private static List<String> shown(Stage.Played played, @Nullable Binding binding) {
    if (played.shown().isEmpty()) {
      return List.of();
    }
    String name = binding == null ? "" : binding.name() + " = ";
    return List.of(name + played.shown());
  }
}
