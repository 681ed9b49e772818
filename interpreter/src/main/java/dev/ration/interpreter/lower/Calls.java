package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.builtins.Members;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.BranchNode;
import dev.ration.interpreter.nodes.action.BudgetNode;
import dev.ration.interpreter.nodes.action.PhaseNode;
import dev.ration.interpreter.nodes.action.SilentNode;
import dev.ration.interpreter.nodes.action.TightenNode;
import dev.ration.interpreter.nodes.control.CallNode;
import dev.ration.interpreter.nodes.expr.AmountNode;
import dev.ration.interpreter.nodes.expr.ApplyNode;
import dev.ration.interpreter.nodes.expr.ArgumentNode;
import dev.ration.interpreter.nodes.expr.ExtremeNode;
import dev.ration.interpreter.nodes.expr.FieldNode;
import dev.ration.interpreter.nodes.expr.LengthNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.nodes.expr.NewNode;
import dev.ration.interpreter.nodes.expr.RangeCheckNode;
import dev.ration.interpreter.nodes.expr.SignNode;
import dev.ration.interpreter.nodes.expr.TextNode;
import dev.ration.interpreter.values.GuessValue;
import dev.ration.interpreter.values.RecordShape;
import dev.ration.runtime.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers calls, members and what is built in. */
final class Calls {
  private final Body body;
  private final Expressions expressions;
  private final Facts facts;

  Calls(Body body, Expressions expressions) {
    this.body = body;
    this.expressions = expressions;
    this.facts = body.program().facts();
  }

  ExpressionNode call(Expression.Call call) {
    Symbol callee = facts.symbolOf(call.callee()).orElseThrow();
    return switch (callee) {
      case Symbol.Callable callable ->
          new CallNode(body.program().entry(callable), arguments(call)).asCall();
      case Symbol.RecordSymbol record -> record(record, call);
      case Symbol.BuiltinSymbol builtin -> builtin(builtin.builtin(), call);
      default -> throw new IllegalStateException("cannot be called: " + callee);
    };
  }

  private ExpressionNode[] arguments(Expression.Call call) {
    List<@Nullable Expression> given = facts.argumentsOf(call);
    ExpressionNode[] arguments = new ExpressionNode[given.size()];
    for (int i = 0; i < arguments.length; i++) {
      Expression argument = given.get(i);
      arguments[i] =
          argument == null ? LiteralNode.of(ArgumentNode.DEFAULT) : expressions.lower(argument);
    }
    return arguments;
  }

  private ExpressionNode record(Symbol.RecordSymbol record, Expression.Call call) {
    List<@Nullable Expression> given = facts.argumentsOf(call);
    List<Tree.Parameter> declared = record.declaration().fields();
    ExpressionNode[] fields = new ExpressionNode[declared.size()];
    for (int i = 0; i < fields.length; i++) {
      Tree.Parameter field = declared.get(i);
      Expression value = i < given.size() ? given.get(i) : null;
      Expression chosen = value == null ? field.defaultValue() : value;
      ExpressionNode node =
          chosen == null
              ? LiteralNode.of(dev.ration.interpreter.values.NoneValue.NONE)
              : expressions.lower(chosen);
      Expression range = field.range();
      fields[i] =
          range == null
              ? node
              : new RangeCheckNode(
                      field.name().text(),
                      record.fields().get(i).type(),
                      node,
                      expressions.lower(range))
                  .at(value == null ? call.span() : value.span());
    }
    return NewNode.record(shape(record), fields);
  }

  static RecordShape shape(Symbol.RecordSymbol record) {
    return new RecordShape(
        record.toString(), record.fields().stream().map(Symbol.Variable::name).toList());
  }

  ExpressionNode member(Expression.Member member) {
    Symbol symbol = facts.symbolOf(member).orElseThrow();
    return switch (symbol) {
      case Symbol.BuiltinSymbol builtin -> builtinMember(builtin.builtin(), member);
      case Symbol.Variable field -> {
        Type target = expressions.ownType(member.target());
        List<Symbol.Variable> fields =
            switch (target) {
              case Type.RecordOf(var record) -> record.fields();
              case Type.Branches(var branches) -> branches.branches();
              default -> List.of();
            };
        for (int i = 0; i < fields.size(); i++) {
          if (fields.get(i).name().equals(member.member().text())) {
            yield new FieldNode(expressions.lower(member.target()), i);
          }
        }
        throw new IllegalStateException("no field " + field.name());
      }
      default -> expressions.ofSymbol(symbol, member);
    };
  }

  private ExpressionNode builtinMember(Builtin builtin, Expression.Member member) {
    if (builtin == Builtin.OK || builtin == Builtin.VALUE) {
      Symbol branch = facts.symbolOf(member.target()).orElseThrow();
      return new BranchNode(branch.name(), builtin == Builtin.VALUE);
    }
    Scope.BranchPhase phase =
        switch (builtin) {
          case ACCEPTED -> Scope.BranchPhase.ACCEPTED;
          case BEGUN -> Scope.BranchPhase.BEGUN;
          case ENDED -> Scope.BranchPhase.ENDED;
          default -> null;
        };
    if (phase != null) {
      return new PhaseNode(facts.symbolOf(member.target()).orElseThrow().name(), phase);
    }
    return method(builtin, new ExpressionNode[] {expressions.lower(member.target())});
  }

  private ExpressionNode builtin(Builtin builtin, Expression.Call call) {
    if (builtin.kind() == Builtin.Kind.MEMBER) {
      return method(builtin, arguments(call));
    }
    List<@Nullable Expression> given = facts.argumentsOf(call);
    return switch (builtin) {
      case REMAINING -> new BudgetNode(BudgetNode.Question.REMAINING);
      case ENERGY_LEFT -> new BudgetNode(BudgetNode.Question.ENERGY_LEFT);
      case SILENT -> silent(call);
      case TIGHTEN -> new TightenNode(arguments(call)[0]);
      case NOW -> new BudgetNode(BudgetNode.Question.NOW);
      case ABS -> new SignNode(arguments(call)[0], true, isWhole(given, 0));
      case LEAST -> extreme(call, given, false);
      case GREATEST -> extreme(call, given, true);
      case ROUND -> AmountNode.rounded(arguments(call)[0], 0);
      case SQRT -> new ApplyNode(Members::squareRoot, arguments(call));
      case NUMBER ->
          isWhole(given, 0) ? AmountNode.coherent(arguments(call)[0], 0) : arguments(call)[0];
      case TEXT -> new TextNode(arguments(call), new Type[] {argumentType(given, 0)});
      case GUESS ->
          new ApplyNode(
              (node, values) -> new GuessValue(values[0], (double) values[1], ""), arguments(call));
      default -> throw new IllegalStateException("only in tests: " + builtin.word());
    };
  }

  private ExpressionNode silent(Expression.Call call) {
    Expression source = call.arguments().getFirst().value();
    String name =
        facts.symbolOf(source).map(Symbol::name).orElseGet(() -> source.span().text().strip());
    return new SilentNode(name, expressions.lower(call.arguments().get(1).value()));
  }

  private Type argumentType(List<@Nullable Expression> given, int index) {
    Expression argument = given.get(index);
    return argument == null ? Type.BROKEN : expressions.type(argument);
  }

  private boolean isWhole(List<@Nullable Expression> given, int index) {
    return Kinds.isLong(argumentType(given, index));
  }

  private ExpressionNode extreme(
      Expression.Call call, List<@Nullable Expression> given, boolean isGreatest) {
    ExpressionNode[] sides = arguments(call);
    return new ExtremeNode(sides[0], sides[1], isGreatest, isWhole(given, 0) && isWhole(given, 1));
  }

  private ExpressionNode method(Builtin builtin, ExpressionNode[] arguments) {
    return builtin == Builtin.LENGTH
        ? new LengthNode(arguments[0])
        : new ApplyNode(Members.of(builtin), arguments);
  }

  /** Parameters that put a call's arguments where the body looks for them. */
  static ExpressionNode[] parameters(
      Body body, List<Symbol.Variable> variables, List<Tree.Parameter> declared) {
    Expressions expressions = new Expressions(body);
    List<ExpressionNode> nodes = new ArrayList<>();
    for (int i = 0; i < declared.size(); i++) {
      Tree.Parameter parameter = declared.get(i);
      ExpressionNode value = new ArgumentNode(i, expressions.lowerOrNull(parameter.defaultValue()));
      Expression range = parameter.range();
      if (range != null) {
        value =
            new RangeCheckNode(
                    parameter.name().text(),
                    variables.get(i).type(),
                    value,
                    expressions.lower(range))
                .at(parameter.span());
      }
      nodes.add(
          new dev.ration.interpreter.nodes.expr.WriteNode(
              body.declare(variables.get(i)), value, false));
    }
    return nodes.toArray(ExpressionNode[]::new);
  }
}
