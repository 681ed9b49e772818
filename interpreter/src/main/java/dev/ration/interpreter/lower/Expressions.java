package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.action.GuessNode;
import dev.ration.interpreter.nodes.action.SensorNode;
import dev.ration.interpreter.nodes.action.WaitNode;
import dev.ration.interpreter.nodes.control.ConstantNode;
import dev.ration.interpreter.nodes.expr.AmountNode;
import dev.ration.interpreter.nodes.expr.ApplyNode;
import dev.ration.interpreter.nodes.expr.IndexNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.nodes.expr.LogicNode;
import dev.ration.interpreter.nodes.expr.NewNode;
import dev.ration.interpreter.nodes.expr.RangeNode;
import dev.ration.interpreter.nodes.expr.ReadNode;
import dev.ration.interpreter.nodes.expr.SignNode;
import dev.ration.interpreter.nodes.expr.TextNode;
import dev.ration.interpreter.values.Amounts;
import dev.ration.interpreter.values.EnumValue;
import dev.ration.interpreter.values.HostValues;
import dev.ration.interpreter.values.MapValue;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.WorldValue;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lowers expressions; those with bodies are {@link Constructs}. */
final class Expressions {
  private final Body body;
  private final Facts facts;

  Expressions(Body body) {
    this.body = body;
    this.facts = body.program().facts();
  }

  /** The type as the node of {@link #lower} executes, conversions included. */
  Type type(Expression expression) {
    return facts.isWidened(expression) ? Type.NUMBER : ownType(expression);
  }

  /** The type before any conversion. */
  Type ownType(Expression expression) {
    if (expression instanceof Expression.Grouped grouped) {
      Type known = facts.typeOf(grouped);
      return known instanceof Type.Broken ? type(grouped.inner()) : known;
    }
    return facts.typeOf(expression);
  }

  /** Lowers an expression of any kind. */
  ExpressionNode lower(Expression expression) {
    ExpressionNode node =
        switch (expression) {
          case Expression.Simple simple -> simple(simple);
          case Construct construct -> new Constructs(body).lower(construct);
        };
    if (node.span() == null) {
      node.at(expression.span());
    }
    if (facts.isWidened(expression) && ownType(expression) instanceof Type.Int) {
      return AmountNode.coherent(node, 0).at(expression.span());
    }
    return node;
  }

  /** Lowers an expression if there is one. */
  @Nullable ExpressionNode lowerOrNull(@Nullable Expression expression) {
    return expression == null ? null : lower(expression);
  }

  private ExpressionNode simple(Expression.Simple expression) {
    Optional<Quantity> constant = facts.constantOf(expression);
    if (constant.isPresent() && ownType(expression) instanceof Type.Measure) {
      return LiteralNode.of(Amounts.of(constant.get()));
    }
    return switch (expression) {
      case Expression.IntLiteral literal -> number(literal);
      case Expression.NumberLiteral literal -> LiteralNode.of(literal.value().doubleValue());
      case Expression.QuantityLiteral literal ->
          LiteralNode.of(
              Amounts.of(
                  Quantity.of(
                      literal.value(),
                      dev.ration.plan.Unit.ofSymbol(literal.unit()).orElseThrow())));
      case Expression.TextLiteral literal -> text(literal);
      case Expression.BoolLiteral literal -> LiteralNode.of(literal.value());
      case Expression.NoneLiteral _, Expression.UnknownLiteral _ -> LiteralNode.of(NoneValue.NONE);
      case Expression.ListLiteral list -> NewNode.list(all(list.items()));
      case Expression.MapLiteral map -> map(map);
      case Expression.Reference reference ->
          ofSymbol(facts.symbolOf(reference).orElseThrow(), reference);
      case Expression.Member member -> new Calls(body, this).member(member);
      case Expression.Call call -> new Calls(body, this).call(call);
      case Expression.Index index ->
          ownType(index.target()) instanceof Type.MapOf
              ? IndexNode.map(lower(index.target()), lower(index.index()))
              : IndexNode.list(lower(index.target()), lower(index.index()));
      case Expression.Grouped grouped -> lower(grouped.inner());
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> new Operators(this).lower(binary);
      case Expression.Range range -> range(range);
      case Expression.Is is -> is(is);
      case Expression.Confirm confirm ->
          GuessNode.confirm(lower(confirm.guess()), lower(confirm.threshold()));
      case Expression.Accept accept -> GuessNode.accept(lower(accept.guess()));
      case Expression.Governed governed -> new Activities(body).governed(governed);
      case Expression.WaitFor wait -> WaitNode.of(lower(wait.duration()));
      case Expression.WaitUntil wait -> WaitNode.until(condition(wait.condition()));
      default -> throw new IllegalStateException("no value: " + expression.span().text());
    };
  }

  private ExpressionNode number(Expression.IntLiteral literal) {
    return Kinds.of(ownType(literal)) == Slot.Kind.DOUBLE
        ? LiteralNode.of(literal.value().doubleValue())
        : LiteralNode.of(literal.value().longValueExact());
  }

  ExpressionNode[] all(List<? extends Expression> items) {
    return items.stream().map(this::lower).toArray(ExpressionNode[]::new);
  }

  ExpressionNode text(Expression.TextLiteral literal) {
    List<ExpressionNode> parts = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (Expression.TextPart part : literal.parts()) {
      switch (part) {
        case Expression.TextPart.Chunk(String chunk) -> {
          parts.add(LiteralNode.of(chunk));
          types.add(Type.TEXT);
        }
        case Expression.TextPart.Hole(Expression hole) -> {
          parts.add(lower(hole));
          types.add(type(hole));
        }
      }
    }
    if (parts.isEmpty()) {
      return LiteralNode.of("");
    }
    if (parts.size() == 1 && parts.getFirst() instanceof LiteralNode only) {
      return only;
    }
    return new TextNode(parts.toArray(ExpressionNode[]::new), types.toArray(Type[]::new));
  }

  private ExpressionNode map(Expression.MapLiteral map) {
    List<ExpressionNode> flat = new ArrayList<>();
    for (Expression.MapEntry entry : map.entries()) {
      flat.add(lower(entry.key()));
      flat.add(lower(entry.value()));
    }
    return new ApplyNode(
        (node, values) -> {
          MapValue made = MapValue.empty();
          for (int i = 0; i < values.length; i += 2) {
            made = made.put(values[i], values[i + 1]);
          }
          return made;
        },
        flat.toArray(ExpressionNode[]::new));
  }

  private ExpressionNode unary(Expression.Unary unary) {
    return switch (unary.operator()) {
      case NOT -> LogicNode.not(lower(unary.operand()));
      case NEGATE ->
          new SignNode(lower(unary.operand()), false, Kinds.isLong(type(unary.operand())));
    };
  }

  private ExpressionNode range(Expression.Range range) {
    return new RangeNode(lower(range.low()), lowerOrNull(range.middle()), lower(range.high()));
  }

  private ExpressionNode is(Expression.Is is) {
    Slot slot = body.hidden(Slot.Kind.OBJECT);
    boolean asksUnknown = facts.mayBeUnknown(is.subject()) && !facts.mayBeUnknown(is);
    Slot written = asksUnknown ? slot.as(Slot.Kind.UNSURE) : slot;
    ExpressionNode keep =
        new dev.ration.interpreter.nodes.expr.WriteNode(written, lower(is.subject()), false);
    ExpressionNode tested =
        new Patterns(body, this).lower(is.pattern(), type(is.subject()), () -> ReadNode.of(slot));
    return new dev.ration.interpreter.nodes.control.BlockNode(new ExpressionNode[] {keep}, tested);
  }

  /** Lowers a name; {@code node} is where it stands. */
  ExpressionNode ofSymbol(Symbol symbol, Tree node) {
    return switch (symbol) {
      case Symbol.Variable variable -> ReadNode.of(body.find(variable));
      case Symbol.CaseSymbol one ->
          LiteralNode.of(new EnumValue(one.owner().toString(), one.name()));
      case Symbol.ConstantSymbol constant -> new ConstantNode(body.program().constant(constant));
      case Symbol.WorldSymbol world -> world(world, node);
      case Symbol.ProfileSymbol profile -> LiteralNode.of(profile.name());
      default -> throw new IllegalStateException("no value: " + symbol);
    };
  }

  private ExpressionNode world(Symbol.WorldSymbol world, Tree node) {
    boolean isReading =
        world.declaration().kind() == Declaration.World.Kind.SENSOR
            && !(node instanceof Expression expression
                && facts.typeOf(expression) instanceof Type.SensorOf);
    if (!isReading) {
      return LiteralNode.of(new WorldValue(world.name()));
    }
    Type type = world.type() instanceof Type.SensorOf(Type reading) ? reading : world.type();
    return new SensorNode(world.name(), HostValues.conversion(type, world.name()));
  }

  /** Lowers a condition to code of its own, for the runtime to evaluate again and again. */
  RootCallTarget condition(Expression condition) {
    return body.closure(
        "condition", condition.span(), inner -> new Expressions(inner).lower(condition));
  }

  /** A text as the source has it, on one line, for reports. */
  static String written(Span span) {
    String text = span.text().replaceAll("\\s+", " ").strip();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
