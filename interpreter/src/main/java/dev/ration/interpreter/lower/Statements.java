package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.action.CheckNode;
import dev.ration.interpreter.nodes.action.DemandsNode;
import dev.ration.interpreter.nodes.action.FreezeNode;
import dev.ration.interpreter.nodes.action.ScopeNode;
import dev.ration.interpreter.nodes.control.BlockNode;
import dev.ration.interpreter.nodes.control.ExitNode;
import dev.ration.interpreter.nodes.control.FailNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.nodes.expr.WriteNode;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.List;

/** Lowers statements and blocks. */
final class Statements {
  private final Body body;
  private final Facts facts;
  private final Expressions expressions;

  Statements(Body body) {
    this.body = body;
    this.facts = body.program().facts();
    this.expressions = new Expressions(body);
  }

  /** Lowers a block; its value is that of its last statement. */
  ExpressionNode block(Tree.Block block) {
    List<Statement> statements = block.statements();
    if (statements.isEmpty()) {
      return LiteralNode.of(NoneValue.NONE).at(block.span());
    }
    boolean listens = statements.stream().anyMatch(Statement.Whenever.class::isInstance);
    if (listens) {
      ScopeSpec spec =
          ScopeSpec.builder("block", ScopeSpec.Kind.BLOCK).origin(block.span().toString()).build();
      return new ScopeNode(spec, DemandsNode.of(Demands.NOTHING), sequence(block)).at(block.span());
    }
    return sequence(block);
  }

  private ExpressionNode sequence(Tree.Block block) {
    ExpressionNode[] lowered =
        block.statements().stream().map(this::lower).toArray(ExpressionNode[]::new);
    if (lowered.length == 1) {
      return lowered[0];
    }
    ExpressionNode[] before = java.util.Arrays.copyOf(lowered, lowered.length - 1);
    return new BlockNode(before, lowered[lowered.length - 1]).at(block.span());
  }

  private ExpressionNode lower(Statement statement) {
    ExpressionNode node =
        switch (statement) {
          case Statement.Let let -> declare(let, let.value());
          case Statement.Var variable -> declare(variable, variable.value());
          case Statement.Assign assign -> assign(assign);
          case Statement.Return exit -> ExitNode.ofReturn(expressions.lowerOrNull(exit.value()));
          case Statement.Fail fail -> fail(fail);
          case Statement.Break _ -> ExitNode.ofBreak();
          case Statement.Continue _ -> ExitNode.ofContinue();
          case Statement.Evaluate evaluate -> expressions.lower(evaluate.expression());
          case Statement.Require require -> require(require);
          case Statement.Ensure ensure ->
              CheckNode.ensure(
                  Expressions.written(ensure.condition().span()),
                  expressions.condition(ensure.condition()));
          case Statement.Whenever whenever -> new Events(body).lower(whenever);
          case Statement.Freeze freeze -> new FreezeNode(freeze.branch().text(), true);
          case Statement.Unfreeze unfreeze -> new FreezeNode(unfreeze.branch().text(), false);
          case Statement.Given _, Statement.Stub _, Statement.Expect _ ->
              throw new IllegalStateException("refused before: " + statement.span());
        };
    if (node.span() == null) {
      node.at(statement.span());
    }
    return node.asStatement();
  }

  private ExpressionNode declare(Statement declaring, Expression value) {
    ExpressionNode lowered = expressions.lower(value);
    Symbol.Variable variable = (Symbol.Variable) facts.symbolOf(declaring).orElseThrow();
    return new WriteNode(body.declare(variable), lowered, false);
  }

  private ExpressionNode assign(Statement.Assign assign) {
    Symbol.Variable variable =
        (Symbol.Variable)
            facts.symbolOf(assign).or(() -> facts.symbolOf(assign.target())).orElseThrow();
    Slot slot = body.find(variable);
    boolean isWatched = variable.isShared() || body.program().isWatched(variable);
    return new WriteNode(slot, expressions.lower(assign.value()), isWatched);
  }

  private ExpressionNode fail(Statement.Fail fail) {
    Slot handled = body.failure();
    Tree.Path path = fail.reason();
    if (path == null) {
      if (handled == null) {
        throw new IllegalStateException("a bare fail outside a handler: " + fail.span());
      }
      return FailNode.again(handled);
    }
    return FailNode.with(Reasons.of(facts.reasonOf(path).orElseGet(path::text)), handled);
  }

  private ExpressionNode require(Statement.Require require) {
    Expression repair = require.repair();
    RootCallTarget mending =
        repair == null
            ? null
            : body.closure("repair", repair.span(), inner -> new Expressions(inner).lower(repair));
    return CheckNode.require(
        Expressions.written(require.condition().span()),
        expressions.condition(require.condition()),
        mending);
  }
}
