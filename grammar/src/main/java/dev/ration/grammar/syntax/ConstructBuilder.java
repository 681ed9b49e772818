package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct.ArmKind;
import dev.ration.grammar.syntax.Construct.ParallelKind;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Makes constructs with a body. */
final class ConstructBuilder {
  private final BuildContext context;
  private final StatementBuilder statements;

  ConstructBuilder(BuildContext context, StatementBuilder statements) {
    this.context = context;
    this.statements = statements;
  }

  Expression construct(ConstructContext rule) {
    Span span = span(rule);
    return switch (rule) {
      case IfConstructContext choice ->
          choose(choice.expression(), choice.block(), choice.elseBranch(), span);
      case WhenConstructContext when ->
          new Construct.When(
              expression(when.expression()), when.armLine().stream().map(this::arm).toList(), span);
      case StepConstructContext step -> step(step);
      case ForConstructContext loop -> loop(loop);
      case WhileConstructContext loop -> loop(loop);
      case EveryConstructContext every -> every(every);
      case CriticalConstructContext critical -> critical(critical);
      case RespondConstructContext respond -> respond(respond);
      case ParallelConstructContext parallel -> parallel(parallel);
      default -> new Expression.Broken(span);
    };
  }

  private Expression choose(
      ExpressionContext condition, BlockContext then, @Nullable ElseBranchContext rest, Span span) {
    Expression otherwise = null;
    Tree.Block unknown = null;
    switch (rest) {
      case ElseBlockContext block -> {
        otherwise = statements.braces(block.block(0));
        unknown = block.block().size() == 1 ? null : statements.block(block.block(1));
      }
      case ElseUnknownContext block -> unknown = statements.block(block.block());
      case ElseIfContext next ->
          otherwise = choose(next.expression(), next.block(), next.elseBranch(), span(next));
      case null, default -> {}
    }
    return new Construct.If(
        expression(condition), statements.block(then), otherwise, unknown, span);
  }

  /** An arm with a mistake stays, as one that may fit anything. */
  private Construct.Arm arm(ArmLineContext line) {
    if (line.arm() != null && !BuildContext.isBroken(line.arm())) {
      return arm(line.arm());
    }
    Expression broken = new Expression.Broken(span(line));
    return new Construct.Arm(
        ArmKind.PATTERN, new Pattern.Literal(broken, span(line)), null, broken, span(line));
  }

  private Construct.Arm arm(ArmContext rule) {
    Span span = span(rule);
    reportFatArrow(rule);
    return switch (rule) {
      case PatternArmContext arm ->
          new Construct.Arm(
              ArmKind.PATTERN,
              statements.expressions().patterns().pattern(arm.pattern()),
              arm.expression() == null ? null : expression(arm.expression()),
              value(arm.armValue()),
              span);
      case UnsureArmContext arm ->
          new Construct.Arm(ArmKind.UNSURE, null, null, value(arm.armValue()), span);
      case OtherwiseArmContext arm ->
          new Construct.Arm(ArmKind.OTHERWISE, null, null, value(arm.armValue()), span);
      case ElseArmHabitContext arm -> {
        Span at = statements.expressions().find(arm, PolicyLexer.ELSE);
        boolean hasArrow = arm.ARROW() != null;
        String with = hasArrow ? "otherwise" : "otherwise ->";
        context.report(
            Diagnostic.of(Code.SYNTAX, at, "The last arm of a `when` is `otherwise`, not `else`.")
                .fix("write `" + with + "`", at, with));
        yield new Construct.Arm(ArmKind.OTHERWISE, null, null, value(arm.armValue()), span);
      }
      default ->
          new Construct.Arm(ArmKind.OTHERWISE, null, null, new Expression.Broken(span), span);
    };
  }

  private void reportFatArrow(ArmContext rule) {
    for (int i = 0; i < rule.getChildCount(); i++) {
      if (rule.getChild(i) instanceof TerminalNode leaf
          && leaf.getSymbol().getType() == PolicyLexer.FAT_ARROW) {
        Span at = context.span(leaf.getSymbol());
        context.report(
            Diagnostic.of(Code.SYNTAX, at, "An arm is written with `->`.")
                .fix("write `->`", at, "->"));
      }
    }
  }

  private Expression value(ArmValueContext rule) {
    return rule.block() == null ? statements.value(rule.value()) : statements.braces(rule.block());
  }

  private Expression step(StepConstructContext rule) {
    Token label = rule.TEXT() == null ? null : rule.TEXT().getSymbol();
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.Step(
            label == null ? null : new TextBuilder(context).plain(label),
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression loop(ForConstructContext rule) {
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.For(
            context.name(rule.name()),
            expression(rule.expression()),
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression loop(WhileConstructContext rule) {
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.While(
            expression(rule.expression()),
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression every(EveryConstructContext rule) {
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.Every(
            statements.expressions().sum(rule.sum()),
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression critical(CriticalConstructContext rule) {
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.Critical(
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression respond(RespondConstructContext rule) {
    List<Trailer> trailers = statements.trailers(rule.trailer());
    return around(
        new Construct.Respond(
            statements.clauses().clauses(rule.clause()),
            statements.block(rule.block()),
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private Expression parallel(ParallelConstructContext rule) {
    List<Construct.Branch> branches = new ArrayList<>();
    List<Construct.Arrow> arrows = new ArrayList<>();
    for (BranchLineContext line : rule.branchLine()) {
      BranchContext branch = line.branch();
      if (branch == null || BuildContext.isBroken(branch)) {
        branches.add(new Construct.Branch(null, new Expression.Broken(span(line)), span(line)));
        continue;
      }
      switch (branch) {
        case LabelledBranchContext named ->
            branches.add(
                new Construct.Branch(
                    context.name(named.name()), statements.value(named.value()), span(named)));
        case ArrowBranchContext arrow ->
            arrows.add(
                new Construct.Arrow(
                    context.name(arrow.name(0)), context.name(arrow.name(1)), span(arrow)));
        case PlainBranchContext plain ->
            branches.add(new Construct.Branch(null, statements.value(plain.value()), span(plain)));
        default -> {}
      }
    }
    List<Trailer> trailers = statements.trailers(rule.trailer());
    GatherContext gather = rule.gather();
    return around(
        new Construct.Parallel(
            kind(gather),
            gather.sum() == null ? null : statements.expressions().sum(gather.sum()),
            rule.COLLECT() != null,
            statements.clauses().clauses(rule.clause()),
            branches,
            arrows,
            own(trailers),
            whole(rule, trailers)),
        trailers);
  }

  private static ParallelKind kind(GatherContext rule) {
    return switch (rule.getStart().getType()) {
      case PolicyLexer.ALL -> ParallelKind.ALL;
      case PolicyLexer.ANY -> ParallelKind.ANY;
      case PolicyLexer.RACE -> ParallelKind.RACE;
      default -> ParallelKind.AT_LEAST;
    };
  }

  /** The trailers up to the first `else`; they are the construct's own (L7). */
  private static List<Trailer> own(List<Trailer> trailers) {
    return trailers.subList(0, StatementBuilder.endOfScope(trailers, 0));
  }

  private Expression around(Expression construct, List<Trailer> trailers) {
    List<Trailer> rest =
        trailers.subList(StatementBuilder.endOfScope(trailers, 0), trailers.size());
    return statements.wrap(construct, List.of(), rest);
  }

  /** From the construct's first word to the last of its own trailers. */
  private Span whole(ConstructContext rule, List<Trailer> trailers) {
    Span all = span(rule);
    List<Trailer> own = own(trailers);
    return own.size() == trailers.size()
        ? all
        : new Span(all.source(), all.start(), own.getLast().span().end());
  }

  private Expression expression(ExpressionContext rule) {
    return statements.expressions().expression(rule);
  }

  private Span span(ParserRuleContext rule) {
    return context.span(rule);
  }
}
