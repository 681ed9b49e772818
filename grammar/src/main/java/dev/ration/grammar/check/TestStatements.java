package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.plan.Code;
import java.util.List;

/** The lines that stand only in a {@code test}. */
final class TestStatements {
  private static final List<String> LINK_STATES = List.of("up", "down");

  private final CheckRun run;

  TestStatements(CheckRun run) {
    this.run = run;
  }

  private boolean inTest(String word, Span at, LocalScope scope) {
    if (scope.setting().kind() != Setting.Kind.TEST) {
      run.report(
          Code.MISPLACED_STATEMENT,
          at,
          "`" + word + "` stands only in a `test`.",
          "write `test \"…\" { }` beside the policy");
      return false;
    }
    return true;
  }

  void given(Statement.Given given, LocalScope scope) {
    if (!inTest("given", given.span(), scope)) {
      return;
    }
    Expression value = given.value();
    String word =
        given.subject() instanceof Expression.Reference reference ? reference.name().text() : "";
    if (value == null) {
      run.expressions.infer(given.subject(), Type.NOTHING, scope);
    } else if (word.equals("link")) {
      link(value);
    } else if (word.equals("site")) {
      site(value, scope);
    } else {
      Type type = run.expressions.value(given.subject(), scope);
      if (!(value instanceof Expression.UnknownLiteral)) {
        run.expressions.want(value, type, scope);
      }
      if (!(type instanceof Type.Broken) && !isWorld(given.subject())) {
        run.report(
            Code.WRONG_KIND,
            given.subject().span(),
            Mismatch.shown(given.subject()) + " is nothing a test can set.",
            "a test sets sensors, places, `link` and `site`");
      }
    }
    if (given.at() != null) {
      run.expressions.want(given.at(), Type.TIME, scope);
    }
  }

  private boolean isWorld(Expression subject) {
    return run.facts.symbolOf(subject).orElse(null) instanceof Symbol.WorldSymbol;
  }

  private void link(Expression value) {
    String state = value instanceof Expression.Reference reference ? reference.name().text() : "";
    if (!LINK_STATES.contains(state)) {
      run.report(
          Spelling.suggest(
              Diagnostic.of(
                  Code.UNKNOWN_WORD,
                  value.span(),
                  "A link is `up` or `down`, not " + Mismatch.shown(value) + "."),
              value.span(),
              state,
              LINK_STATES));
    }
  }

  private void site(Expression value, LocalScope scope) {
    if (value instanceof Expression.Reference reference) {
      Symbol symbol =
          run.names.find(scope.module(), reference.name().text(), true, reference.span());
      if (symbol != null) {
        run.facts.symbol(value, symbol);
      }
    }
  }

  void stub(Statement.Stub stub, LocalScope scope) {
    if (!inTest("stub", stub.span(), scope)) {
      return;
    }
    Symbol target = run.names.require(scope.module(), stub.target(), "a think", true);
    if (target != null
        && !(target instanceof Symbol.ThinkSymbol)
        && !(target instanceof Symbol.ActivitySymbol)) {
      run.names.wrongKind(target, stub.target().span(), "a think or a host action");
    }
    if (stub.by() != null) {
      run.clauses.tier(stub.by(), scope);
    }
    for (Expression answer : stub.answers()) {
      answer(answer, target, scope);
    }
    if (stub.fails() != null) {
      run.reasons.named(stub.fails(), scope.module());
    }
    run.clauses.check(stub.clauses(), Place.STUB, stub.span(), scope);
  }

  /** An answer is a guess, or its value alone. */
  private void answer(
      Expression answer, @org.jspecify.annotations.Nullable Symbol target, LocalScope scope) {
    Type result = target instanceof Symbol.Callable callable ? callable.result() : Type.BROKEN;
    Type given = run.expressions.infer(answer, result, scope);
    Type plain = result instanceof Type.Guess(Type element) ? element : result;
    if (!Fit.fits(given, result)) {
      run.expressions.settle(answer, given, plain);
    }
  }

  void expect(Statement.Expect expect, LocalScope scope) {
    if (!inTest("expect", expect.span(), scope)) {
      return;
    }
    if (expect.fails() != null) {
      run.expressions.infer(expect.condition(), Type.NOTHING, scope);
      run.reasons.named(expect.fails(), scope.module());
    } else {
      run.expressions.want(expect.condition(), Type.BOOL, scope);
    }
    if (expect.within() != null) {
      run.expressions.want(expect.within(), Type.TIME, scope);
    }
  }
}
