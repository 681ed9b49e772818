package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression.BinaryOperator;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Makes expressions, their layers flattened. */
final class ExpressionBuilder {
  private final BuildContext context;
  private final StatementBuilder statements;
  private final PatternBuilder patterns;
  private final TextBuilder texts;

  ExpressionBuilder(BuildContext context, StatementBuilder statements) {
    this.context = context;
    this.statements = statements;
    this.patterns = new PatternBuilder(context, this);
    this.texts = new TextBuilder(context);
  }

  PatternBuilder patterns() {
    return patterns;
  }

  Expression expression(ExpressionContext rule) {
    return switch (rule) {
      case WaitUntilContext wait ->
          new Expression.WaitUntil(disjunction(wait.disjunction()), span(wait));
      case WaitForContext wait -> new Expression.WaitFor(sum(wait.sum()), span(wait));
      case PlainExpressionContext plain -> disjunction(plain.disjunction());
      default -> broken(rule);
    };
  }

  /** The postfix that is all there is in the layers below a rule; null where they hold more. */
  private static @Nullable PostfixContext sole(ParserRuleContext rule) {
    ParserRuleContext at = rule;
    while (!(at instanceof PostfixContext)) {
      if (at.getChildCount() != 1 || !(at.getChild(0) instanceof ParserRuleContext only)) {
        return null;
      }
      at = only;
    }
    return (PostfixContext) at;
  }

  Expression disjunction(DisjunctionContext rule) {
    PostfixContext sole = sole(rule);
    return sole == null ? layered(rule) : postfix(sole);
  }

  private Expression layered(DisjunctionContext rule) {
    Expression left = conjunction(rule.conjunction(0));
    for (int i = 1; i < rule.conjunction().size(); i++) {
      left = binary(BinaryOperator.OR, left, conjunction(rule.conjunction(i)));
    }
    return left;
  }

  private Expression conjunction(ConjunctionContext rule) {
    Expression left = negation(rule.negation(0));
    for (int i = 1; i < rule.negation().size(); i++) {
      left = binary(BinaryOperator.AND, left, negation(rule.negation(i)));
    }
    return left;
  }

  private Expression negation(NegationContext rule) {
    return rule.negation() == null
        ? comparison(rule.comparison())
        : new Expression.Unary(Expression.UnaryOperator.NOT, negation(rule.negation()), span(rule));
  }

  private Expression comparison(ComparisonContext rule) {
    Expression left = coalesced(rule.coalesced(0));
    if (rule.patternAtom() != null) {
      return new Expression.Is(left, patterns.atom(rule.patternAtom()), span(rule));
    }
    if (rule.compareOperator() == null) {
      return left;
    }
    return binary(operator(rule.compareOperator().getStart()), left, coalesced(rule.coalesced(1)));
  }

  private Expression coalesced(CoalescedContext rule) {
    Expression left = range(rule.range(0));
    return rule.range().size() == 1
        ? left
        : binary(BinaryOperator.COALESCE, left, range(rule.range(1)));
  }

  Expression range(RangeContext rule) {
    List<SumContext> points = rule.sum();
    Expression low = sum(points.getFirst());
    if (points.size() == 1) {
      return low;
    }
    return new Expression.Range(
        low, points.size() == 3 ? sum(points.get(1)) : null, sum(points.getLast()), span(rule));
  }

  Expression sum(SumContext rule) {
    PostfixContext sole = sole(rule);
    return sole == null ? terms(rule) : postfix(sole);
  }

  private Expression terms(SumContext rule) {
    Expression left = product(rule.product(0));
    for (int i = 1; i < rule.product().size(); i++) {
      Token operator = ((TerminalNode) rule.getChild(2 * i - 1)).getSymbol();
      left = binary(operator(operator), left, product(rule.product(i)));
    }
    return left;
  }

  private Expression product(ProductContext rule) {
    Expression left = unary(rule.unary(0));
    for (int i = 1; i < rule.unary().size(); i++) {
      Token operator = ((TerminalNode) rule.getChild(2 * i - 1)).getSymbol();
      if (operator.getType() == PolicyLexer.PERCENT) {
        Span at = context.span(operator);
        context.report(
            Diagnostic.of(Code.SYNTAX, at, "`%` is percent; a remainder is written `mod`.")
                .fix("write `mod`", at, "mod"));
      }
      left = binary(operator(operator), left, unary(rule.unary(i)));
    }
    return left;
  }

  private Expression unary(UnaryContext rule) {
    return switch (rule) {
      case NegativeContext negative ->
          new Expression.Unary(
              Expression.UnaryOperator.NEGATE, unary(negative.unary()), span(rule));
      case ConfirmContext confirm ->
          new Expression.Confirm(
              postfix(confirm.postfix(0)), postfix(confirm.postfix(1)), span(rule));
      case AcceptContext accept -> new Expression.Accept(postfix(accept.postfix()), span(rule));
      case PlainUnaryContext plain -> postfix(plain.postfix());
      default -> broken(rule);
    };
  }

  Expression postfix(PostfixContext rule) {
    Expression target = primary(rule.primary());
    for (PostfixPartContext part : rule.postfixPart()) {
      Span span = target.span().to(span(part));
      target =
          switch (part) {
            case MemberPartContext member ->
                new Expression.Member(target, context.name(member.name()), span);
            case CallPartContext call -> call(target, call.arguments(), span);
            case IndexPartContext index ->
                new Expression.Index(target, expression(index.expression()), span);
            default -> new Expression.Broken(span);
          };
    }
    return target;
  }

  private Expression call(Expression callee, ArgumentsContext rule, Span span) {
    if (BuildContext.isBroken(rule)) {
      return new Expression.Broken(span);
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    for (ArgumentContext argument : rule.argument()) {
      Tree.Name name = argument.name() == null ? null : context.name(argument.name());
      arguments.add(
          new Expression.Argument(name, expression(argument.expression()), span(argument)));
    }
    return new Expression.Call(callee, arguments, span);
  }

  private Expression primary(PrimaryContext rule) {
    return switch (rule) {
      case NumberPrimaryContext number -> number(number.number());
      case TextPrimaryContext text -> text(text.text());
      case TruePrimaryContext literal -> new Expression.BoolLiteral(true, span(literal));
      case FalsePrimaryContext literal -> new Expression.BoolLiteral(false, span(literal));
      case NonePrimaryContext literal -> new Expression.NoneLiteral(span(literal));
      case UnknownPrimaryContext literal -> new Expression.UnknownLiteral(span(literal));
      case NamePrimaryContext name ->
          new Expression.Reference(context.name(name.name()), span(name));
      case GroupPrimaryContext group ->
          new Expression.Grouped(statements.governed(group.governed()), span(group));
      case EmptyMapPrimaryContext map -> new Expression.MapLiteral(List.of(), span(map));
      case EmptyListPrimaryContext list -> new Expression.ListLiteral(List.of(), span(list));
      case BracketPrimaryContext bracket -> bracket(bracket);
      case ForeignTextHabitContext habit -> foreignText(habit);
      default -> broken(rule);
    };
  }

  private Expression bracket(BracketPrimaryContext rule) {
    Expression first = expression(rule.expression());
    return switch (rule.mapOrList()) {
      case MapRestContext map -> {
        List<Expression.MapEntry> entries = new ArrayList<>();
        entries.add(new Expression.MapEntry(first, expression(map.expression())));
        for (MapEntryContext entry : map.mapEntry()) {
          entries.add(
              new Expression.MapEntry(
                  expression(entry.expression(0)), expression(entry.expression(1))));
        }
        yield new Expression.MapLiteral(entries, span(rule));
      }
      case ListRestContext list -> {
        List<Expression> items = new ArrayList<>();
        items.add(first);
        list.expression().forEach(item -> items.add(expression(item)));
        yield new Expression.ListLiteral(items, span(rule));
      }
      default -> broken(rule);
    };
  }

  private Expression foreignText(ForeignTextHabitContext rule) {
    Span at = span(rule);
    String inner = at.text().substring(1, at.text().length() - 1);
    String mended = '"' + inner.replace("\"", "\\\"") + '"';
    context.report(
        Diagnostic.of(Code.SYNTAX, at, "A text stands in straight double quotes.")
            .fix("write `" + mended + "`", at, mended));
    return new Expression.TextLiteral(List.of(new Expression.TextPart.Chunk(inner)), false, at);
  }

  Expression number(NumberContext rule) {
    String digits = rule.getStart().getText().replace("_", "");
    if (rule.UNIT() != null) {
      Span unit = context.span(rule.UNIT().getSymbol());
      return new Expression.QuantityLiteral(new BigDecimal(digits), unit.text(), unit, span(rule));
    }
    return rule.INT() != null
        ? new Expression.IntLiteral(new BigInteger(digits), span(rule))
        : new Expression.NumberLiteral(new BigDecimal(digits), span(rule));
  }

  Expression text(TextContext rule) {
    return texts.text(rule.getStart());
  }

  private Expression binary(BinaryOperator operator, Expression left, Expression right) {
    return new Expression.Binary(operator, left, right, left.span().to(right.span()));
  }

  static BinaryOperator operator(Token token) {
    return switch (token.getType()) {
      case PolicyLexer.LESS -> BinaryOperator.LESS;
      case PolicyLexer.LESS_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case PolicyLexer.GREATER -> BinaryOperator.GREATER;
      case PolicyLexer.GREATER_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case PolicyLexer.EQUAL -> BinaryOperator.EQUAL;
      case PolicyLexer.NOT_EQUAL -> BinaryOperator.NOT_EQUAL;
      case PolicyLexer.IN -> BinaryOperator.IN;
      case PolicyLexer.PLUS -> BinaryOperator.ADD;
      case PolicyLexer.MINUS -> BinaryOperator.SUBTRACT;
      case PolicyLexer.STAR -> BinaryOperator.MULTIPLY;
      case PolicyLexer.SLASH -> BinaryOperator.DIVIDE;
      default -> BinaryOperator.MODULO;
    };
  }

  private Expression broken(ParserRuleContext rule) {
    return new Expression.Broken(span(rule));
  }

  private Span span(ParserRuleContext rule) {
    return context.span(rule);
  }

  /** Where the first token of a certain kind below a rule stands, or the rule itself. */
  Span find(ParserRuleContext rule, int type) {
    for (int i = 0; i < rule.getChildCount(); i++) {
      ParseTree child = rule.getChild(i);
      if (child instanceof TerminalNode leaf && leaf.getSymbol().getType() == type) {
        return context.span(leaf.getSymbol());
      }
    }
    return span(rule);
  }
}
