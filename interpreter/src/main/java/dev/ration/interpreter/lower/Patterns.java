package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.expr.CompareNode;
import dev.ration.interpreter.nodes.expr.EqualNode;
import dev.ration.interpreter.nodes.expr.FieldNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.nodes.expr.LogicNode;
import dev.ration.interpreter.nodes.expr.MatchNode;
import java.util.List;
import java.util.function.Supplier;

/** Lowers patterns to conditions on a subject. */
final class Patterns {
  private final Body body;
  private final Expressions expressions;

  Patterns(Body body, Expressions expressions) {
    this.body = body;
    this.expressions = expressions;
  }

  /** {@code subject} makes a node that reads it, each time it is asked. */
  ExpressionNode lower(Pattern pattern, Type type, Supplier<ExpressionNode> subject) {
    Facts facts = body.program().facts();
    return switch (pattern) {
      case Pattern.Named named ->
          new EqualNode(
              subject.get(),
              expressions.ofSymbol(facts.symbolOf(named).orElseThrow(), named),
              false);
      case Pattern.Literal(Expression.NoneLiteral _, _) -> MatchNode.none(subject.get());
      case Pattern.Literal(Expression.UnknownLiteral _, _) -> MatchNode.unknown(subject.get());
      case Pattern.Literal(Expression value, _) ->
          new EqualNode(subject.get(), expressions.lower(value), false);
      case Pattern.Between(Expression low, Expression high, _) ->
          LogicNode.and(
              compare(CompareNode.Relation.GREATER_OR_EQUAL, low, type, subject),
              compare(CompareNode.Relation.LESS_OR_EQUAL, high, type, subject));
      case Pattern.Compare(var operator, Expression value, _) ->
          compare(relation(operator), value, type, subject);
      case Pattern.Fields fields -> fields(fields, subject);
      case Pattern.Bind bind -> {
        Symbol.Variable variable = (Symbol.Variable) facts.symbolOf(bind).orElseThrow();
        Slot slot = body.declare(variable);
        yield MatchNode.bind(subject.get(), slot);
      }
      case Pattern.Either(List<Pattern> options, _) ->
          options.stream()
              .map(option -> lower(option, type, subject))
              .reduce(LogicNode::or)
              .orElseGet(() -> LiteralNode.of(false));
    };
  }

  private static CompareNode.Relation relation(Expression.BinaryOperator operator) {
    return switch (operator) {
      case LESS -> CompareNode.Relation.LESS;
      case LESS_OR_EQUAL -> CompareNode.Relation.LESS_OR_EQUAL;
      case GREATER -> CompareNode.Relation.GREATER;
      case GREATER_OR_EQUAL -> CompareNode.Relation.GREATER_OR_EQUAL;
      case EQUAL -> CompareNode.Relation.EQUAL;
      case NOT_EQUAL -> CompareNode.Relation.NOT_EQUAL;
      case OR, AND, IN, COALESCE, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
          throw new IllegalStateException("no comparison: " + operator.symbol());
    };
  }

  private ExpressionNode compare(
      CompareNode.Relation relation,
      Expression value,
      Type type,
      Supplier<ExpressionNode> subject) {
    Type plain = type instanceof Type.Maybe(Type element) ? element : type;
    ExpressionNode tested =
        Kinds.isLong(plain)
            ? CompareNode.whole(relation, subject.get(), expressions.lower(value))
            : CompareNode.number(relation, subject.get(), expressions.lower(value));
    return LogicNode.and(MatchNode.some(subject.get()), tested);
  }

  private ExpressionNode fields(Pattern.Fields pattern, Supplier<ExpressionNode> subject) {
    Symbol.RecordSymbol record =
        (Symbol.RecordSymbol) body.program().facts().symbolOf(pattern).orElseThrow();
    // The subject may be none, or rest on an unknown reading: then it has no fields.
    ExpressionNode tested = MatchNode.some(subject.get());
    for (int i = 0; i < pattern.fields().size(); i++) {
      Pattern.FieldPattern field = pattern.fields().get(i);
      int place = field.name() == null ? i : place(record, field.name().text());
      Type fieldType = record.fields().get(place).type();
      tested =
          LogicNode.and(
              tested, lower(field.pattern(), fieldType, () -> new FieldNode(subject.get(), place)));
    }
    return tested;
  }

  private static int place(Symbol.RecordSymbol record, String name) {
    for (int i = 0; i < record.fields().size(); i++) {
      if (record.fields().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalStateException("no field " + name);
  }
}
