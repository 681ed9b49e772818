package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes clauses. */
final class ClauseBuilder {
  private final BuildContext context;
  private final ExpressionBuilder expressions;

  ClauseBuilder(BuildContext context, ExpressionBuilder expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  List<Clause> clauses(List<ClauseContext> rules) {
    List<Clause> clauses = new ArrayList<>(rules.size());
    for (ClauseContext rule : rules) {
      clauses.add(clause(rule));
    }
    return clauses;
  }

  List<Clause> callClauses(List<CallClauseContext> rules) {
    List<Clause> clauses = new ArrayList<>(rules.size());
    for (CallClauseContext rule : rules) {
      clauses.add(callClause(rule));
    }
    return clauses;
  }

  List<Clause> stubClauses(List<StubClauseContext> rules) {
    List<Clause> clauses = new ArrayList<>();
    for (StubClauseContext rule : rules) {
      clauses.add(
          rule.takesClause() == null ? draws(rule.drawsClause()) : takes(rule.takesClause()));
    }
    return clauses;
  }

  private Clause clause(ClauseContext rule) {
    if (rule.requireClause() != null) {
      List<ExpressionContext> parts = rule.requireClause().expression();
      return new Clause.Require(
          expressions.expression(parts.getFirst()),
          parts.size() == 1 ? null : expressions.expression(parts.get(1)),
          span(rule));
    }
    if (rule.ensureClause() != null) {
      return new Clause.Ensure(
          expressions.expression(rule.ensureClause().expression()), span(rule));
    }
    return callClause(rule.callClause());
  }

  private Clause callClause(CallClauseContext rule) {
    return rule.reservedClause() == null
        ? soft(rule.softClause())
        : reserved(rule.reservedClause());
  }

  Clause reserved(ReservedClauseContext rule) {
    Span span = span(rule);
    return switch (rule) {
      case WithinClauseContext within -> within(within, span);
      case EnergyClauseContext energy -> {
        checkBound(energy.bound(), "energy");
        yield new Clause.Energy(energy.TOTAL() != null, sum(energy.sum()), span);
      }
      case PowerClauseContext power -> {
        checkBound(power.bound(), "power");
        Expression over = power.OVER() == null ? null : sum(power.sum(1));
        yield new Clause.Power(sum(power.sum(0)), over, span);
      }
      case SpendClauseContext spend -> {
        checkBound(spend.bound(), "spend");
        yield new Clause.Spend(sum(spend.sum()), span);
      }
      case TiersClauseContext tiers -> new Clause.Tiers(context.paths(tiers.path()), span);
      case PreferClauseContext prefer -> prefer(prefer, span);
      case PrivateClauseContext _ -> new Clause.Private(span);
      case ShareOnlyClauseContext share -> new Clause.ShareOnly(context.names(share.name()), span);
      case ShareEnergyClauseContext _ -> new Clause.ShareEnergy(span);
      case HoldsClauseContext holds ->
          new Clause.Holds(
              holds.holding().stream().map(this::holding).toList(), holds.NOW() != null, span);
      case PriorityClauseContext priority ->
          new Clause.Priority(context.name(priority.name()), span);
      case KeepClauseContext keep ->
          new Clause.Keep(expressions.disjunction(keep.disjunction()), optional(keep.sum()), span);
      case SkipClauseContext skip ->
          new Clause.SkipIf(expressions.disjunction(skip.disjunction()), span);
      case UntilClauseContext until ->
          new Clause.Until(expressions.disjunction(until.disjunction()), span);
      case RetryClauseContext retry -> retry(retry, span);
      default -> new Clause.Until(new Expression.Broken(span), span);
    };
  }

  private Clause soft(SoftClauseContext rule) {
    Span span = span(rule);
    return switch (rule) {
      case BusyClauseContext busy -> {
        Tree.Name mode =
            busy.name() == null
                ? new Tree.Name("skip", context.span(busy.SKIP_WORD().getSymbol()))
                : context.name(busy.name());
        yield new Clause.Busy(mode, attempts(busy.attempts()), span);
      }
      case TakesContext takes -> takes(takes.takesClause());
      case BeginsClauseContext begins ->
          new Clause.Begins(expressions.range(begins.range()), optional(begins.sum()), span);
      case DrawsContext draws -> draws(draws.drawsClause());
      case FailsClauseContext fails -> new Clause.Fails(context.paths(fails.path()), span);
      case PreemptibleClauseContext _ -> new Clause.Preemptible(span);
      case PureClauseContext _ -> new Clause.Pure(span);
      case UnfencedClauseContext _ -> new Clause.Unfenced(span);
      case NeedsClauseContext needs -> new Clause.Needs(context.names(needs.name()), span);
      default -> new Clause.Pure(span);
    };
  }

  private Clause within(WithinClauseContext rule, Span span) {
    checkBound(rule.bound(), "within");
    int next = 1;
    Expression at = rule.AT() == null ? null : sum(rule.sum(next++));
    Expression reserve = rule.RESERVE() == null ? null : sum(rule.sum(next));
    return new Clause.Within(sum(rule.sum(0)), at, reserve, span);
  }

  private Clause prefer(PreferClauseContext rule, Span span) {
    int next = 0;
    Expression min = rule.MIN() == null ? null : sum(rule.sum(next++));
    Expression by = rule.BY() == null ? null : sum(rule.sum(next));
    return new Clause.Prefer(context.name(rule.name()), min, by, span);
  }

  private Clause retry(RetryClauseContext rule, Span span) {
    return new Clause.Retry(
        attempts(rule.attempts()),
        context.paths(rule.path()),
        rule.range() == null ? null : expressions.range(rule.range()),
        optional(rule.sum()),
        span);
  }

  private Clause takes(TakesClauseContext rule) {
    return new Clause.Takes(expressions.range(rule.range()), optional(rule.sum()), span(rule));
  }

  private Clause draws(DrawsClauseContext rule) {
    return new Clause.Draws(expressions.range(rule.range()), span(rule));
  }

  private Clause.Holding holding(HoldingContext rule) {
    ShareContext share = rule.share();
    Expression amount = null;
    if (share != null) {
      amount =
          share.number() == null
              ? grouped(share.expression(), share)
              : expressions.number(share.number());
    }
    return new Clause.Holding(context.path(rule.path()), amount, span(rule));
  }

  private Expression grouped(ExpressionContext inner, ParserRuleContext rule) {
    return new Expression.Grouped(expressions.expression(inner), span(rule));
  }

  private @Nullable Expression attempts(@Nullable AttemptsContext rule) {
    if (rule == null) {
      return null;
    }
    if (rule.expression() != null) {
      return grouped(rule.expression(), rule);
    }
    Token token = rule.getStart();
    Span span = context.span(token);
    if (rule.INT() != null) {
      return new Expression.IntLiteral(new BigInteger(token.getText().replace("_", "")), span);
    }
    String text = token.getText();
    String name = rule.QUOTED_NAME() == null ? text : text.substring(1, text.length() - 1);
    return new Expression.Reference(new Tree.Name(name, span), span);
  }

  /** A limit is written without an operator (L16). */
  void checkBound(BoundContext rule, String word) {
    if (rule.getChildCount() == 0) {
      return;
    }
    Span at = span(rule);
    context.report(
        Diagnostic.of(
                Code.SYNTAX,
                at,
                "A limit has no `" + at.text() + "`: `" + word + "` already means \"at most\".")
            .fix("remove `" + at.text() + "`", at, ""));
  }

  private @Nullable Expression optional(@Nullable SumContext rule) {
    return rule == null ? null : sum(rule);
  }

  private Expression sum(SumContext rule) {
    return expressions.sum(rule);
  }

  private Span span(ParserRuleContext rule) {
    return context.span(rule);
  }
}
