package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Makes blocks, statements and what governs an expression. */
final class StatementBuilder {
  private final BuildContext context;
  private final ExpressionBuilder expressions;
  private final ClauseBuilder clauses;
  private final ConstructBuilder constructs;

  StatementBuilder(BuildContext context) {
    this.context = context;
    this.expressions = new ExpressionBuilder(context, this);
    this.clauses = new ClauseBuilder(context, expressions);
    this.constructs = new ConstructBuilder(context, this);
  }

  ExpressionBuilder expressions() {
    return expressions;
  }

  ClauseBuilder clauses() {
    return clauses;
  }

  Tree.Block block(BlockContext rule) {
    List<LineContext> lines = rule.line();
    List<Statement> statements = new ArrayList<>(lines.size());
    for (LineContext line : lines) {
      statements.add(line(line));
    }
    return new Tree.Block(statements, span(rule));
  }

  private Statement line(LineContext rule) {
    StatementContext statement = rule.statement();
    if (statement == null) {
      return new Statement.Evaluate(new Expression.Broken(span(rule)), span(rule));
    }
    return anyStatement(statement);
  }

  /** A statement, whole or not. */
  Statement anyStatement(StatementContext rule) {
    return BuildContext.isBroken(rule) ? broken(rule) : statement(rule);
  }

  /** A line with a mistake still declares its name, so that the lines after it know it. */
  private Statement broken(StatementContext rule) {
    Span span = span(rule);
    Expression value = new Expression.Broken(span);
    return switch (rule) {
      case LetStatementContext let when isWhole(let.name()) ->
          new Statement.Let(context.name(let.name()), type(let.type()), value, span);
      case VarStatementContext let when isWhole(let.name()) ->
          new Statement.Var(
              let.SHARED() != null, context.name(let.name()), type(let.type()), value, span);
      default -> new Statement.Evaluate(value, span);
    };
  }

  private static boolean isWhole(@Nullable ParserRuleContext rule) {
    return rule != null && !BuildContext.isBroken(rule);
  }

  private Statement statement(StatementContext rule) {
    Span span = span(rule);
    return switch (rule) {
      case LetStatementContext let ->
          new Statement.Let(context.name(let.name()), type(let.type()), value(let.value()), span);
      case VarStatementContext let ->
          new Statement.Var(
              let.SHARED() != null,
              context.name(let.name()),
              type(let.type()),
              value(let.value()),
              span);
      case AssignStatementContext assign ->
          new Statement.Assign(context.name(assign.name()), value(assign.value()), span);
      case StepAssignHabitContext assign -> stepAssign(assign, span);
      case ReturnStatementContext give ->
          new Statement.Return(give.value() == null ? null : value(give.value()), span);
      case FailStatementContext fail ->
          new Statement.Fail(fail.path() == null ? null : context.path(fail.path()), span);
      case BreakStatementContext _ -> new Statement.Break(span);
      case ContinueStatementContext _ -> new Statement.Continue(span);
      case RequireStatementContext require ->
          new Statement.Require(
              expressions.expression(require.expression()), repair(require.repair()), span);
      case EnsureStatementContext ensure ->
          new Statement.Ensure(expressions.expression(ensure.expression()), span);
      case WheneverStatementContext whenever -> whenever(whenever, span);
      case FreezeStatementContext freeze -> new Statement.Freeze(context.name(freeze.name()), span);
      case UnfreezeStatementContext unfreeze ->
          new Statement.Unfreeze(context.name(unfreeze.name()), span);
      case GivenStatementContext given -> given(given, span);
      case StubStatementContext stub -> stub(stub, span);
      case ExpectStatementContext expect -> expect(expect, span);
      case ValueStatementContext value -> valueStatement(value, span);
      case HeadlessHabitContext headless -> headless(headless, span);
      default -> new Statement.Evaluate(new Expression.Broken(span), span);
    };
  }

  private Statement stepAssign(StepAssignHabitContext rule, Span span) {
    Tree.Name name = context.name(rule.name());
    boolean isAdd = rule.ADD_ASSIGN() != null;
    Span at = expressions.find(rule, isAdd ? PolicyLexer.ADD_ASSIGN : PolicyLexer.SUBTRACT_ASSIGN);
    String operator = isAdd ? "+" : "-";
    String longForm = "= " + at.source().text().substring(name.span().start(), name.span().end());
    context.report(
        Diagnostic.of(Code.SYNTAX, at, "There is no `" + at.text() + "`.")
            .fix("write `" + longForm + " " + operator + "`", at, longForm + " " + operator));
    Expression value = value(rule.value());
    Expression sum =
        new Expression.Binary(
            isAdd ? Expression.BinaryOperator.ADD : Expression.BinaryOperator.SUBTRACT,
            new Expression.Reference(name, name.span()),
            value,
            name.span().to(value.span()));
    return new Statement.Assign(name, sum, span);
  }

  private @Nullable Expression repair(@Nullable RepairContext rule) {
    if (rule == null) {
      return null;
    }
    if (rule.block() != null) {
      return braces(rule.block());
    }
    Expression body = expressions.expression(rule.expression());
    return rule.callClause().isEmpty()
        ? body
        : new Expression.Governed(
            body, clauses.callClauses(rule.callClause()), List.of(), span(rule));
  }

  private Statement whenever(WheneverStatementContext rule, Span span) {
    int next = 0;
    Expression holdFor = rule.FOR() == null ? null : expressions.sum(rule.sum(next++));
    Expression every = rule.EVERY() == null ? null : expressions.sum(rule.sum(next));
    return new Statement.Whenever(
        expressions.expression(rule.expression()),
        rule.name() == null ? null : context.name(rule.name()),
        holdFor,
        every,
        clauses.clauses(rule.clause()),
        block(rule.block()),
        trailers(rule.trailer()),
        span);
  }

  private Statement given(GivenStatementContext rule, Span span) {
    return new Statement.Given(
        expressions.postfix(rule.postfix()),
        rule.expression() == null ? null : expressions.expression(rule.expression()),
        rule.sum() == null ? null : expressions.sum(rule.sum()),
        span);
  }

  private Statement stub(StubStatementContext rule, Span span) {
    int next = 1;
    Tree.Path by = rule.BY() == null ? null : context.path(rule.path(next++));
    Tree.Path fails = rule.FAILS() == null ? null : context.path(rule.path(next));
    return new Statement.Stub(
        context.path(rule.path(0)),
        by,
        rule.expression().stream().map(expressions::expression).toList(),
        fails,
        clauses.stubClauses(rule.stubClause()),
        span);
  }

  private Statement expect(ExpectStatementContext rule, Span span) {
    return new Statement.Expect(
        expressions.expression(rule.expression()),
        rule.path() == null ? null : context.path(rule.path()),
        rule.sum() == null ? null : expressions.sum(rule.sum()),
        span);
  }

  private Statement valueStatement(ValueStatementContext rule, Span span) {
    if (rule.block() == null) {
      Expression value = value(rule.value());
      return new Statement.Evaluate(value, BuildContext.shared(span, value));
    }
    Span brace = context.span(rule.block().getStart());
    GovernedContext governed = rule.value().governed();
    if (governed != null && !governed.callClause().isEmpty()) {
      reportHeadless(span(governed.callClause(0)));
    } else {
      context.report(
          Diagnostic.of(Code.SYNTAX, brace, "This block has no head.")
              .hint("a block begins with `step`, on a line of its own")
              .fix("put `step` before it", brace, "\nstep {"));
    }
    block(rule.block());
    return new Statement.Evaluate(value(rule.value()), span);
  }

  private Statement headless(HeadlessHabitContext rule, Span span) {
    reportHeadless(span(rule.reservedClause()));
    List<Clause> all = new ArrayList<>();
    all.add(clauses.reserved(rule.reservedClause()));
    all.addAll(clauses.callClauses(rule.callClause()));
    Expression step =
        new Construct.Step(null, all, block(rule.block()), trailers(rule.trailer()), span);
    return new Statement.Evaluate(step, span);
  }

  private void reportHeadless(Span clause) {
    Span before = new Span(context.source(), clause.start(), clause.start());
    context.report(
        Diagnostic.of(Code.SYNTAX, clause, "A block with clauses begins with `step`.")
            .fix("put `step` before the clause", before, "step "));
  }

  /** A type, if one is written and whole. */
  Tree.@Nullable TypeName type(@Nullable TypeContext rule) {
    return rule == null || BuildContext.isBroken(rule) ? null : wholeType(rule);
  }

  Tree.TypeName wholeType(TypeContext rule) {
    List<Tree.TypeName> arguments = new ArrayList<>();
    for (TypeContext argument : rule.type()) {
      arguments.add(wholeType(argument));
    }
    Tree.Path name = context.path(rule.path());
    return new Tree.TypeName(
        name, arguments, rule.QUESTION() != null, BuildContext.shared(span(rule), name));
  }

  Expression value(ValueContext rule) {
    return rule.construct() == null
        ? governed(rule.governed())
        : constructs.construct(rule.construct());
  }

  Expression braces(BlockContext rule) {
    return new Construct.Braces(block(rule), span(rule));
  }

  /** What a line governs; each `else` but the last ends a scope that the rest goes around (L7). */
  Expression governed(GovernedContext rule) {
    Expression body = expressions.expression(rule.expression());
    return rule.getChildCount() == 1
        ? body
        : wrap(body, clauses.callClauses(rule.callClause()), trailers(rule.trailer()));
  }

  /** Puts clauses and trailers around a body, one scope for each `else`. */
  Expression wrap(Expression body, List<Clause> governing, List<Trailer> trailers) {
    Expression inner = body;
    List<Clause> pending = governing;
    int from = 0;
    while (!pending.isEmpty() || from < trailers.size()) {
      int to = endOfScope(trailers, from);
      List<Trailer> own = trailers.subList(from, to);
      Span end = own.isEmpty() ? pending.getLast().span() : own.getLast().span();
      inner = new Expression.Governed(inner, pending, own, body.span().to(end));
      pending = List.of();
      from = to;
    }
    return inner;
  }

  /** The number of trailers up to the first `else`, included. */
  static int endOfScope(List<Trailer> trailers, int from) {
    for (int i = from; i < trailers.size(); i++) {
      if (trailers.get(i) instanceof Trailer.Else) {
        return i + 1;
      }
    }
    return trailers.size();
  }

  List<Trailer> trailers(List<TrailerContext> rules) {
    List<Trailer> trailers = new ArrayList<>(rules.size());
    for (TrailerContext rule : rules) {
      trailers.add(trailer(rule));
    }
    return trailers;
  }

  private Trailer trailer(TrailerContext rule) {
    Span span = span(rule);
    return switch (rule) {
      case SoftTrailerContext soft -> {
        clauses.checkBound(soft.bound(), "within");
        yield new Trailer.Soft(expressions.sum(soft.sum()), block(soft.block()), span);
      }
      case OnTrailerContext on -> new Trailer.On(context.paths(on.path()), block(on.block()), span);
      case ElseBlockTrailerContext other -> new Trailer.Else(braces(other.block()), span);
      case ElseTrailerContext other -> {
        Expression body = expressions.expression(other.expression());
        yield new Trailer.Else(
            wrap(body, clauses.callClauses(other.callClause()), List.of()), span);
      }
      case CleanupTrailerContext cleanup -> {
        if (cleanup.bound() != null) {
          clauses.checkBound(cleanup.bound(), "within");
        }
        yield new Trailer.Cleanup(
            Optional.ofNullable(cleanup.sum()).map(expressions::sum), block(cleanup.block()), span);
      }
      default -> new Trailer.Else(new Expression.Broken(span), span);
    };
  }

  private Span span(ParserRuleContext rule) {
    return context.span(rule);
  }
}
