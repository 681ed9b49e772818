package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import java.util.ArrayList;
import java.util.List;

/** Makes patterns. */
final class PatternBuilder {
  private final BuildContext context;
  private final ExpressionBuilder expressions;

  PatternBuilder(BuildContext context, ExpressionBuilder expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Pattern pattern(PatternContext rule) {
    List<Pattern> options = rule.patternAtom().stream().map(this::atom).toList();
    return options.size() == 1
        ? options.getFirst()
        : new Pattern.Either(options, context.span(rule));
  }

  Pattern atom(PatternAtomContext rule) {
    Span span = context.span(rule);
    return switch (rule) {
      case BindPatternContext bind -> new Pattern.Bind(context.name(bind.name()), span);
      case ComparePatternContext compare ->
          new Pattern.Compare(
              ExpressionBuilder.operator(compare.getStart()), expressions.sum(compare.sum()), span);
      case LiteralPatternContext literal -> literal(literal, span);
      case NamedPatternContext named -> named(named, span);
      case GroupPatternContext group -> pattern(group.pattern());
      default -> new Pattern.Literal(new Expression.Broken(span), span);
    };
  }

  private Pattern literal(LiteralPatternContext rule, Span span) {
    Expression low = value(rule.patternValue(0));
    return rule.patternValue().size() == 1
        ? new Pattern.Literal(low, span)
        : new Pattern.Between(low, value(rule.patternValue(1)), span);
  }

  private Expression value(PatternValueContext rule) {
    Span span = context.span(rule);
    if (rule.number() != null) {
      Expression number = expressions.number(rule.number());
      return rule.MINUS() == null
          ? number
          : new Expression.Unary(Expression.UnaryOperator.NEGATE, number, span);
    }
    if (rule.text() != null) {
      return expressions.text(rule.text());
    }
    return switch (rule.getStart().getType()) {
      case PolicyLexer.TRUE -> new Expression.BoolLiteral(true, span);
      case PolicyLexer.FALSE -> new Expression.BoolLiteral(false, span);
      case PolicyLexer.NONE -> new Expression.NoneLiteral(span);
      default -> new Expression.UnknownLiteral(span);
    };
  }

  private Pattern named(NamedPatternContext rule, Span span) {
    Tree.Path path = context.path(rule.path());
    FieldPatternsContext list = rule.fieldPatterns();
    if (list == null) {
      return new Pattern.Named(path, span);
    }
    if (BuildContext.isBroken(list)) {
      return new Pattern.Literal(new Expression.Broken(span), span);
    }
    List<Pattern.FieldPattern> fields = new ArrayList<>();
    for (FieldPatternContext field : list.fieldPattern()) {
      Tree.Name name = field.name() == null ? null : context.name(field.name());
      fields.add(new Pattern.FieldPattern(name, pattern(field.pattern()), context.span(field)));
    }
    return new Pattern.Fields(path, fields, span);
  }
}
