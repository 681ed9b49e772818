package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import org.jspecify.annotations.Nullable;

/** Checks the lines of a block. */
final class Statements {
  private final CheckRun run;
  private final TestStatements tests;

  Statements(CheckRun run) {
    this.run = run;
    this.tests = new TestStatements(run);
  }

  void check(Statement statement, LocalScope scope) {
    switch (statement) {
      case Statement.Let let -> {
        Type type = named(let.type(), let.value(), let.name(), scope);
        Symbol.Variable variable =
            new Symbol.Variable(let.name().text(), type, false, false, false);
        bind(let, let.name(), variable, scope);
        run.facts.constantOf(let.value()).ifPresent(value -> run.value(variable, value));
      }
      case Statement.Var made -> {
        Type type = named(made.type(), made.value(), made.name(), scope);
        Symbol.Variable variable =
            new Symbol.Variable(made.name().text(), type, true, made.isShared(), false);
        bind(made, made.name(), variable, scope);
      }
      case Statement.Assign assign -> assign(assign, scope);
      case Statement.Return end -> end(end, scope);
      case Statement.Fail fail -> fail(fail, scope);
      case Statement.Break _ -> inLoop(statement.span(), "break", scope);
      case Statement.Continue _ -> inLoop(statement.span(), "continue", scope);
      case Statement.Evaluate evaluate ->
          run.expressions.infer(evaluate.expression(), Type.NOTHING, scope);
      case Statement.Require require -> {
        inActivity(statement.span(), "`require`", scope);
        run.expressions.condition(require.condition(), scope);
        if (require.repair() != null) {
          run.expressions.infer(require.repair(), Type.NOTHING, scope.inner());
        }
      }
      case Statement.Ensure ensure -> {
        inActivity(statement.span(), "`ensure`", scope);
        run.expressions.condition(ensure.condition(), scope);
      }
      case Statement.Whenever whenever -> whenever(whenever, scope);
      case Statement.Freeze freeze -> branch(freeze.branch(), scope);
      case Statement.Unfreeze unfreeze -> branch(unfreeze.branch(), scope);
      case Statement.Given given -> tests.given(given, scope);
      case Statement.Stub stub -> tests.stub(stub, scope);
      case Statement.Expect expect -> tests.expect(expect, scope);
    }
  }

  private void bind(Tree node, Tree.Name name, Symbol.Variable variable, LocalScope scope) {
    run.facts.symbol(node, variable);
    run.expressions.declare(name, variable, scope);
  }

  /** The type of a new name: the declared one, or what the value shows. */
  private Type named(
      Tree.@Nullable TypeName declared, Expression value, Tree.Name name, LocalScope scope) {
    if (declared != null) {
      Type type = run.types.resolve(declared, scope.module());
      run.expressions.want(value, type, scope);
      return type;
    }
    return run.definitions.inferred(value, name, scope);
  }

  private void assign(Statement.Assign assign, LocalScope scope) {
    String name = assign.target().text();
    Symbol.Variable variable = scope.find(name);
    if (variable == null) {
      Symbol other = run.names.find(scope.module(), name, false, assign.target().span());
      if (other == null) {
        run.names.unknownValue(name, assign.target().span(), scope);
      } else {
        run.report(
            Code.NOT_ASSIGNABLE,
            assign.target().span(),
            "`" + name + "` is " + Names.kindOf(other) + " and is not assigned.",
            "give a `var` in the body another name");
      }
      run.expressions.value(assign.value(), scope);
      return;
    }
    run.facts.symbol(assign, variable);
    run.facts.symbol(assign.target(), variable);
    if (!variable.isMutable()) {
      run.report(
          Code.NOT_ASSIGNABLE,
          assign.target().span(),
          "`" + name + "` keeps its value and is not assigned.",
          "declare it with `var` where it is to change");
    }
    run.expressions.want(assign.value(), variable.type(), scope);
  }

  private void end(Statement.Return end, LocalScope scope) {
    Setting setting = scope.setting();
    if (!scope.canReturn()) {
      misplaced(
          end.span(),
          setting.kind() == Setting.Kind.FUNCTION || setting.kind() == Setting.Kind.ACTIVITY
              ? "`return` stands in a branch, an event handler or a cleanup, which it cannot leave."
              : "`return` stands where there is nothing to return from.",
          "let the value be the last line of the block");
    }
    Type result = setting.result();
    Expression value = end.value();
    if (value == null) {
      if (Blocks.wantsValue(result) && !(result instanceof Type.Maybe)) {
        run.report(
            Code.MISSING_VALUE,
            end.span(),
            "`return` gives no value, but " + display(result) + " is wanted.");
      }
      setting.returned().add(Type.NOTHING);
    } else if (result instanceof Type.Nothing) {
      run.expressions.value(value, scope);
      run.report(
          Code.TYPE_MISMATCH,
          value.span(),
          "A value is returned, but none is declared.",
          "declare it after the parameters: `-> " + run.facts.typeOf(value).display() + "`");
    } else if (result != null) {
      run.expressions.want(value, result, scope);
    } else {
      setting.returned().add(run.expressions.value(value, scope));
    }
  }

  private static String display(@Nullable Type type) {
    return type == null ? "one" : type.display();
  }

  private void fail(Statement.Fail fail, LocalScope scope) {
    Tree.Path reason = fail.reason();
    String where = scope.setting().pureIn();
    if (where != null) {
      run.report(
          Code.NOT_PURE,
          fail.span(),
          "`fail` ends an activity, but " + where + " only computes.",
          "return `none`, and let the activity fail");
    } else if (scope.setting().kind() == Setting.Kind.TEST) {
      misplaced(
          fail.span(), "A `test` has no failure of its own.", "state what must be so: `expect`");
    } else if (reason == null && !scope.inHandler()) {
      misplaced(
          fail.span(),
          "A bare `fail` keeps the reason of a handler, but this is none.",
          "say the reason: `fail slipped`");
    }
    if (reason != null) {
      run.reasons.raised(reason, scope.module());
    }
  }

  private void misplaced(Span at, String message, String hint) {
    run.report(Code.MISPLACED_STATEMENT, at, message, hint);
  }

  private void inLoop(Span at, String word, LocalScope scope) {
    if (!scope.inLoop()) {
      misplaced(at, "`" + word + "` stands outside a loop.", "`return` ends the activity");
    }
  }

  private void inActivity(Span at, String what, LocalScope scope) {
    if (scope.setting().pureIn() != null) {
      run.report(
          Code.NOT_PURE,
          at,
          what + " can fail, but " + scope.setting().pureIn() + " only computes.",
          "return a Bool, and require it in the activity");
    }
  }

  private void whenever(Statement.Whenever whenever, LocalScope scope) {
    inActivity(whenever.span(), "An event handler", scope);
    LocalScope inside = scope.inner(LocalScope.Border.DETACHED);
    Type event = run.expressions.infer(whenever.event(), null, inside.pure("a condition"));
    if (event instanceof Type.TopicOf(Type message)) {
      message(whenever, message, inside);
      momentary(whenever.holdFor(), "for");
      momentary(whenever.every(), "every");
    } else {
      run.expressions.settle(whenever.event(), event, Type.BOOL);
      if (whenever.as() != null) {
        run.report(
            Code.MISPLACED_STATEMENT,
            whenever.as().span(),
            "`as` names a message, but a condition has none.",
            "leave `as …` away");
      }
    }
    if (whenever.holdFor() != null) {
      run.expressions.want(whenever.holdFor(), Type.TIME, scope);
    }
    if (whenever.every() != null) {
      run.expressions.want(whenever.every(), Type.TIME, scope);
    }
    run.clauses.check(whenever.clauses(), Place.WHENEVER, whenever.span(), scope);
    run.blocks.infer(whenever.body(), Type.NOTHING, inside.inner());
    run.trailers.check(whenever.trailers(), Type.NOTHING, Type.NOTHING, scope);
  }

  /** A message has no duration that could be held or repeated. */
  private void momentary(@Nullable Expression figure, String word) {
    if (figure != null) {
      run.report(
          Code.MISPLACED_STATEMENT,
          figure.span(),
          "`" + word + "` is for a condition that stays true, but a message only comes.",
          "leave `" + word + " …` away");
    }
  }

  private void message(Statement.Whenever whenever, Type message, LocalScope inside) {
    Tree.Name as = whenever.as();
    if (as == null) {
      return;
    }
    if (message instanceof Type.Nothing) {
      run.report(
          Code.MISSING_VALUE, as.span(), "This topic has no messages that could have a name.");
    }
    Symbol.Variable variable = new Symbol.Variable(as.text(), message, false, false, false);
    run.facts.symbol(whenever, variable);
    run.expressions.declare(as, variable, inside);
  }

  private void branch(Tree.Name name, LocalScope scope) {
    Symbol.Variable branch = scope.branch(name.text());
    if (branch != null) {
      run.facts.symbol(name, branch);
      return;
    }
    run.report(
        Spelling.suggest(
            Diagnostic.of(
                Code.UNKNOWN_BRANCH, name.span(), "No branch around here is named `" + name + "`."),
            name.span(),
            name.text(),
            scope.branchNames()));
  }
}
