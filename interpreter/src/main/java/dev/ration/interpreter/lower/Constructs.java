package dev.ration.interpreter.lower;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.interpreter.nodes.action.CriticalNode;
import dev.ration.interpreter.nodes.action.EveryNode;
import dev.ration.interpreter.nodes.action.GuessNode;
import dev.ration.interpreter.nodes.action.ParallelNode;
import dev.ration.interpreter.nodes.action.Parts;
import dev.ration.interpreter.nodes.action.ScopeRunNode;
import dev.ration.interpreter.nodes.control.ForNode;
import dev.ration.interpreter.nodes.control.IfNode;
import dev.ration.interpreter.nodes.control.WhenNode;
import dev.ration.interpreter.nodes.control.WhileNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.nodes.expr.LogicNode;
import dev.ration.interpreter.nodes.expr.MatchNode;
import dev.ration.interpreter.nodes.expr.ReadNode;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.interpreter.values.RecordShape;
import dev.ration.runtime.scope.ParallelSpec;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lowers expressions that have bodies. */
final class Constructs {
  private final Body body;
  private final Facts facts;
  private final Expressions expressions;

  Constructs(Body body) {
    this.body = body;
    this.facts = body.program().facts();
    this.expressions = new Expressions(body);
  }

  ExpressionNode lower(Construct construct) {
    return switch (construct) {
      case Construct.If one -> choice(one);
      case Construct.Braces braces -> block(braces.block());
      case Construct.When when -> when(when);
      case Construct.Step step ->
          new Activities(body)
              .scope(
                  Shape.of(
                          step.label() == null ? "step" : step.label(),
                          ScopeSpec.Kind.STEP,
                          step.span(),
                          step.clauses(),
                          Estimates.content(step),
                          inner -> new Statements(inner).block(step.body()))
                      .trailers(step.trailers()));
      case Construct.For loop -> loop(loop);
      case Construct.While loop ->
          loopScope(
              "while",
              loop,
              loop.clauses(),
              loop.trailers(),
              inner ->
                  new WhileNode(
                      new Expressions(inner).lower(loop.condition()),
                      new Statements(inner).block(loop.body())));
      case Construct.Every every -> every(every);
      case Construct.Critical critical -> critical(critical);
      case Construct.Respond respond ->
          new Activities(body)
              .scope(
                  Shape.of(
                          "respond",
                          ScopeSpec.Kind.RESPOND,
                          respond.span(),
                          respond.clauses(),
                          Estimates.content(respond),
                          inner -> new Statements(inner).block(respond.body()))
                      .trailers(respond.trailers())
                      .protocol(ScopeRunNode.Protocol.RESPOND));
      case Construct.Parallel parallel -> parallel(parallel);
    };
  }

  private ExpressionNode block(Tree.Block block) {
    return new Statements(body).block(block);
  }

  private ExpressionNode choice(Construct.If choice) {
    ExpressionNode condition = expressions.lower(choice.condition());
    ExpressionNode then = block(choice.then());
    Expression otherwise = choice.otherwise();
    Tree.Block unknown = choice.unknown();
    return new IfNode(
        condition,
        then,
        otherwise == null ? LiteralNode.of(NoneValue.NONE) : expressions.lower(otherwise),
        unknown == null ? null : block(unknown));
  }

  private ExpressionNode when(Construct.When when) {
    boolean hasUnsure =
        when.arms().stream().anyMatch(arm -> arm.kind() == Construct.ArmKind.UNSURE);
    Slot slot = body.hidden(Slot.Kind.OBJECT);
    ExpressionNode subject = subject(when.subject(), hasUnsure);
    Supplier<ExpressionNode> read = () -> ReadNode.of(slot);
    Type type = expressions.type(when.subject());
    WhenNode.ArmNode[] arms =
        when.arms().stream()
            .map(arm -> arm(arm, type, read, hasUnsure))
            .toArray(WhenNode.ArmNode[]::new);
    return new WhenNode(subject, slot, facts.mayBeUnknown(when.subject()), arms);
  }

  private ExpressionNode subject(Expression subject, boolean hasUnsure) {
    if (!hasUnsure) {
      return expressions.lower(subject);
    }
    return switch (subject) {
      case Expression.Grouped grouped -> subject(grouped.inner(), true);
      case Expression.Confirm confirm ->
          GuessNode.confirmOrUnsure(
                  expressions.lower(confirm.guess()), expressions.lower(confirm.threshold()))
              .at(confirm.span());
      default -> expressions.lower(subject);
    };
  }

  private WhenNode.ArmNode arm(
      Construct.Arm arm, Type type, Supplier<ExpressionNode> read, boolean hasUnsure) {
    ExpressionNode test =
        switch (arm.kind()) {
          case UNSURE -> MatchNode.unsure(read.get());
          case OTHERWISE -> hasUnsure ? MatchNode.sure(read.get()) : null;
          case PATTERN -> pattern(arm, type, read, hasUnsure);
        };
    Expression guard = arm.guard();
    if (guard != null) {
      ExpressionNode guarded = expressions.lower(guard);
      test = test == null ? guarded : LogicNode.and(test, guarded);
    }
    return new WhenNode.ArmNode(test, expressions.lower(arm.value()));
  }

  private @Nullable ExpressionNode pattern(
      Construct.Arm arm, Type type, Supplier<ExpressionNode> read, boolean hasUnsure) {
    if (arm.pattern() == null) {
      return null;
    }
    ExpressionNode test = new Patterns(body, expressions).lower(arm.pattern(), type, read);
    return hasUnsure ? LogicNode.and(MatchNode.sure(read.get()), test) : test;
  }

  /** A loop is a scope of its own only where it has clauses or trailers. */
  private ExpressionNode loopScope(
      String name,
      Construct construct,
      List<Clause> clauses,
      List<Trailer> trailers,
      java.util.function.Function<Body, ExpressionNode> content) {
    if (clauses.isEmpty() && trailers.isEmpty()) {
      return content.apply(body);
    }
    return new Activities(body)
        .scope(
            Shape.of(
                    name,
                    ScopeSpec.Kind.LOOP,
                    construct.span(),
                    clauses,
                    Estimates.content(construct),
                    content)
                .trailers(trailers));
  }

  private ExpressionNode loop(Construct.For loop) {
    return loopScope(
        "for " + loop.variable().text(),
        loop,
        loop.clauses(),
        loop.trailers(),
        inner -> {
          Expressions there = new Expressions(inner);
          ExpressionNode items = there.lower(loop.items());
          Symbol.Variable variable =
              (Symbol.Variable)
                  facts.symbolOf(loop).or(() -> facts.symbolOf(loop.variable())).orElseThrow();
          ForNode.Places places =
              new ForNode.Places(
                  inner.declare(variable),
                  inner.hidden(Slot.Kind.LONG).index(),
                  inner.hidden(Slot.Kind.LONG).index(),
                  inner.hidden(Slot.Kind.OBJECT).index());
          ExpressionNode content = new Statements(inner).block(loop.body());
          return there.ownType(loop.items()) instanceof Type.RangeOf
              ? ForNode.overRange(places, items, content)
              : ForNode.overList(places, items, content);
        });
  }

  private ExpressionNode every(Construct.Every every) {
    Expression within = null;
    Expression queue = null;
    List<Clause> around = new ArrayList<>();
    for (Clause clause : every.clauses()) {
      switch (clause) {
        case Clause.Within one -> within = one.limit();
        case Clause.Busy busy -> queue = busy.count();
        default -> around.add(clause);
      }
    }
    Expression limit = within;
    Expression kept = queue;
    return loopScope(
        "every",
        every,
        around,
        every.trailers(),
        inner -> {
          Expressions there = new Expressions(inner);
          RootCallTarget round =
              inner.closure(
                  "round", every.body().span(), deep -> new Statements(deep).block(every.body()));
          return new EveryNode(
              "every " + Expressions.written(every.period().span()),
              round,
              there.lower(every.period()),
              there.lowerOrNull(limit),
              there.lowerOrNull(kept));
        });
  }

  private ExpressionNode critical(Construct.Critical critical) {
    Expression within = null;
    List<Clause> around = new ArrayList<>();
    for (Clause clause : critical.clauses()) {
      if (clause instanceof Clause.Within one) {
        within = one.limit();
      } else {
        around.add(clause);
      }
    }
    Expression limit = within;
    if (limit == null) {
      throw new IllegalStateException("critical without within: " + critical.span());
    }
    return loopScope(
        "critical",
        critical,
        around,
        critical.trailers(),
        inner -> {
          RootCallTarget code =
              inner.closure(
                  "critical",
                  critical.body().span(),
                  deep -> new Statements(deep).block(critical.body()));
          ScopeSpec spec =
              ScopeSpec.builder("critical", ScopeSpec.Kind.CRITICAL)
                  .origin(critical.span().toString())
                  .build();
          return new CriticalNode(spec, new Expressions(inner).lower(limit), new Parts(code));
        });
  }

  private ExpressionNode parallel(Construct.Parallel parallel) {
    String name =
        switch (parallel.kind()) {
          case ALL -> "all";
          case ANY -> "any";
          case RACE -> "race";
          case AT_LEAST -> "at least";
        };
    return new Activities(body)
        .scope(
            Shape.of(
                    name,
                    ScopeSpec.Kind.PARALLEL,
                    parallel.span(),
                    parallel.clauses(),
                    Estimates.content(parallel),
                    inner -> branches(parallel, inner))
                .trailers(parallel.trailers()));
  }

  private static boolean isActivity(Expression body) {
    return body instanceof Construct.Step
        || body instanceof Construct.Parallel
        || body instanceof Expression.Governed
        || body instanceof Expression.Call;
  }

  private ExpressionNode branches(Construct.Parallel parallel, Body inner) {
    List<ParallelSpec.Branch> specs = new ArrayList<>();
    List<ParallelNode.Code> codes = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (Construct.Branch branch : parallel.branches()) {
      Tree.Name label = branch.label();
      labels.add(label == null ? "" : label.text());
      String shown = label == null ? Expressions.written(branch.body().span()) : label.text();
      long least = body.program().estimates().startMicrojoules(branch.body());
      specs.add(new ParallelSpec.Branch(shown, label != null, least));
      RootCallTarget code =
          inner.closure(shown, branch.span(), deep -> new Expressions(deep).lower(branch.body()));
      codes.add(new ParallelNode.Code(code, isActivity(branch.body())));
    }
    List<ParallelSpec.Arrow> arrows =
        parallel.arrows().stream()
            .map(
                arrow ->
                    new ParallelSpec.Arrow(
                        labels.indexOf(arrow.before().text()),
                        labels.indexOf(arrow.after().text())))
            .toList();
    ParallelSpec.Kind kind =
        switch (parallel.kind()) {
          case ALL -> ParallelSpec.Kind.ALL;
          case ANY -> ParallelSpec.Kind.ANY;
          case RACE -> ParallelSpec.Kind.RACE;
          case AT_LEAST -> ParallelSpec.Kind.AT_LEAST;
        };
    List<String> named = labels.stream().filter(label -> !label.isEmpty()).toList();
    return new ParallelNode(
        new ParallelSpec(kind, parallel.isCollect(), specs, arrows),
        new Expressions(inner).lowerOrNull(parallel.atLeast()),
        codes,
        kind == ParallelSpec.Kind.ALL ? new RecordShape("", named) : null);
  }
}
