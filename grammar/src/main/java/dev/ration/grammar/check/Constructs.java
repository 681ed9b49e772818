package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what has a body of its own, and finds its value. */
final class Constructs {
  private final CheckRun run;
  private @Nullable Parting parting;

  Constructs(CheckRun run) {
    this.run = run;
  }

  Type infer(Construct construct, @Nullable Type expected, LocalScope scope) {
    return switch (construct) {
      case Construct.If choice -> choice(choice, expected, scope);
      case Construct.Braces braces -> run.blocks.infer(braces.block(), expected, scope.inner());
      case Construct.When when -> when(when, expected, scope);
      case Construct.Step step -> {
        mustAct(step, "a `step`", scope);
        yield run.trailers.scoped(
            new Trailers.Scoped(
                step.clauses(), Place.STEP, step.body(), step.trailers(), step.span()),
            expected,
            scope);
      }
      case Construct.Critical critical -> {
        mustAct(critical, "a `critical` section", scope);
        yield run.trailers.scoped(
            new Trailers.Scoped(
                critical.clauses(),
                Place.CRITICAL,
                critical.body(),
                critical.trailers(),
                critical.span()),
            expected,
            scope);
      }
      case Construct.Respond respond -> {
        mustAct(respond, "a `respond`", scope);
        yield run.trailers.scoped(
            new Trailers.Scoped(
                respond.clauses(),
                Place.RESPOND,
                respond.body(),
                respond.trailers(),
                respond.span()),
            expected,
            scope);
      }
      case Construct.For loop -> forEach(loop, expected, scope);
      case Construct.While loop -> whileTrue(loop, expected, scope);
      case Construct.Every every -> {
        mustAct(every, "`every`", scope);
        run.expressions.want(every.period(), Type.TIME, scope);
        run.clauses.check(every.clauses(), Place.EVERY, every.span(), scope);
        run.blocks.infer(every.body(), Type.NOTHING, scope.inner(LocalScope.Border.LOOP));
        run.trailers.check(every.trailers(), Type.NOTHING, Type.NOTHING, scope);
        yield valueless(every.span(), "`every`", expected);
      }
      case Construct.Parallel parallel -> {
        mustAct(parallel, "branches side by side", scope);
        yield run.branches.infer(parallel, expected, scope);
      }
    };
  }

  private void mustAct(Construct construct, String what, LocalScope scope) {
    String where = scope.setting().pureIn();
    if (where != null) {
      run.report(
          Code.NOT_PURE,
          construct.span(),
          "Here is " + what + ", but " + where + " only computes.",
          "do it in an action");
    }
  }

  private Type valueless(Span at, String what, @Nullable Type expected) {
    if (expected != null && Blocks.wantsValue(expected)) {
      run.report(
          Code.MISSING_VALUE,
          at,
          what + " gives no value, but " + expected.display() + " is wanted.",
          "let the value stand on the last line");
      return Type.BROKEN;
    }
    return Type.NOTHING;
  }

  private Type choice(Construct.If choice, @Nullable Type expected, LocalScope scope) {
    LocalScope bound = scope.inner();
    run.expressions.want(choice.condition(), Type.BOOL, bound.pure("a condition").rebind(bound));
    Alternatives alternatives = new Alternatives(run, expected);
    alternatives.block(choice.then(), bound.inner());
    if (choice.otherwise() != null) {
      alternatives.expression(choice.otherwise(), scope.inner());
    } else {
      alternatives.nothing();
      mustNotNeedValue(choice, expected);
    }
    if (choice.unknown() != null) {
      alternatives.block(choice.unknown(), scope.inner());
    }
    return alternatives.type();
  }

  private void mustNotNeedValue(Construct.If choice, @Nullable Type expected) {
    if (expected != null && Blocks.wantsValue(expected)) {
      run.report(
          Code.MISSING_VALUE,
          choice.span(),
          "This `if` gives no value when its condition is false, but "
              + expected.display()
              + " is wanted.",
          "add `else { … }`");
    }
  }

  private Type when(Construct.When when, @Nullable Type expected, LocalScope scope) {
    Type subject = run.expressions.value(when.subject(), scope);
    if (subject instanceof Type.Guess(Type element)) {
      run.mismatch.unconfirmed(when.subject(), element);
      subject = element;
    }
    Alternatives alternatives = new Alternatives(run, expected);
    Coverage coverage = new Coverage(run.facts, subject);
    boolean hasDefault = false;
    for (Construct.Arm arm : when.arms()) {
      LocalScope inside = scope.inner();
      switch (arm.kind()) {
        case PATTERN -> pattern(arm, subject, coverage, hasDefault, inside);
        case UNSURE -> unsure(when, arm);
        case OTHERWISE -> {
          otherwise(when, arm, subject, coverage, hasDefault);
          hasDefault = true;
        }
      }
      alternatives.expression(arm.value(), inside);
    }
    if (!hasDefault && !(subject instanceof Type.Broken) && coverage.isOpen()) {
      missing(when, coverage);
    }
    return alternatives.type();
  }

  private void pattern(
      Construct.Arm arm, Type subject, Coverage coverage, boolean isLate, LocalScope inside) {
    if (arm.pattern() == null) {
      return;
    }
    run.patterns.check(arm.pattern(), subject, inside);
    if (arm.guard() != null) {
      run.expressions.condition(arm.guard(), inside);
    }
    boolean isUseful =
        subject instanceof Type.Broken || coverage.add(arm.pattern(), arm.guard() == null);
    if (isLate || !isUseful) {
      run.report(
          Code.UNREACHABLE_ARM,
          arm.pattern().span(),
          Mismatch.shown(arm.pattern().span())
              + " is never taken: the arms before it answer all it could.",
          "move it up or leave it away");
    }
  }

  private void unsure(Construct.When when, Construct.Arm arm) {
    if (!isConfirm(when.subject())) {
      run.report(
          Code.UNSURE_WITHOUT_CONFIRM,
          arm.span(),
          "`unsure` answers a `confirm` that is not sure enough, but nothing is confirmed here.",
          "write `when confirm … at 0.8 { … }`");
    }
  }

  static boolean isConfirm(Expression subject) {
    return switch (subject) {
      case Expression.Confirm _ -> true;
      case Expression.Grouped grouped -> isConfirm(grouped.inner());
      case Expression.Governed governed -> isConfirm(governed.body());
      default -> false;
    };
  }

  private void otherwise(
      Construct.When when, Construct.Arm arm, Type subject, Coverage coverage, boolean isSecond) {
    boolean isNeeded =
        subject instanceof Type.Broken || !coverage.isClosed() || readsSensor(when.subject());
    if (isSecond || !isNeeded) {
      run.report(
          Code.UNREACHABLE_ARM,
          arm.span(),
          "`otherwise` is never taken: the arms before it answer every value.",
          "leave it away");
    }
  }

  private boolean readsSensor(Tree tree) {
    if (run.facts.symbolOf(tree).orElse(null) instanceof Symbol.WorldSymbol) {
      return true;
    }
    return Arrays.stream(tree.children()).anyMatch(this::readsSensor);
  }

  private void missing(Construct.When when, Coverage coverage) {
    List<String> missing = coverage.missing();
    String names = missing.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    Span at = new Span(when.span().source(), when.span().start(), when.subject().span().end());
    Diagnostic finding =
        Diagnostic.of(
            Code.MISSING_ARMS,
            at,
            missing.isEmpty()
                ? "The arms of this `when` do not answer every value."
                : "This `when` does not answer " + names + ".");
    run.report(finding.hint("add the arms, or `otherwise -> …`"));
  }

  private Type forEach(Construct.For loop, @Nullable Type expected, LocalScope scope) {
    Type items = run.expressions.value(loop.items(), scope);
    Type element =
        switch (items) {
          case Type.ListOf(Type one) -> one instanceof Type.Never ? Type.BROKEN : one;
          case Type.RangeOf(Type.Int one) -> one;
          case Type.Broken _ -> Type.BROKEN;
          default -> {
            run.report(
                Code.TYPE_MISMATCH,
                loop.items().span(),
                Mismatch.shown(loop.items())
                    + " is "
                    + items.display()
                    + ", but `for` goes over a list or a range of whole numbers.");
            yield Type.BROKEN;
          }
        };
    mustNotScope(loop.clauses().isEmpty() && loop.trailers().isEmpty(), loop, scope);
    run.clauses.check(loop.clauses(), Place.LOOP, loop.span(), scope);
    LocalScope inside = scope.inner(LocalScope.Border.LOOP);
    Symbol.Variable variable =
        new Symbol.Variable(loop.variable().text(), element, false, false, false);
    run.facts.symbol(loop, variable);
    run.expressions.declare(loop.variable(), variable, inside);
    run.blocks.infer(loop.body(), Type.NOTHING, inside.inner());
    run.trailers.check(loop.trailers(), Type.NOTHING, Type.NOTHING, scope);
    return valueless(loop.span(), "A loop", expected);
  }

  private Type whileTrue(Construct.While loop, @Nullable Type expected, LocalScope scope) {
    LocalScope inside = scope.inner(LocalScope.Border.LOOP);
    run.expressions.want(loop.condition(), Type.BOOL, inside.pure("a condition").rebind(inside));
    mustNotScope(loop.clauses().isEmpty() && loop.trailers().isEmpty(), loop, scope);
    run.clauses.check(loop.clauses(), Place.LOOP, loop.span(), scope);
    run.blocks.infer(loop.body(), Type.NOTHING, inside.inner());
    run.trailers.check(loop.trailers(), Type.NOTHING, Type.NOTHING, scope);
    return valueless(loop.span(), "A loop", expected);
  }

  private void mustNotScope(boolean isPlain, Construct loop, LocalScope scope) {
    if (!isPlain) {
      mustAct(loop, "a loop under clauses", scope);
    }
  }

  /** Where ways through a construct give values that have nothing in common. */
  private record Parting(Object way, Type given, Type common) {}

  /** Reports why an expression has no value, if that is because its ways differ. */
  boolean reportedParting(Expression whole) {
    Parting last = parting;
    Expression way = last == null ? null : valueOf(last.way());
    if (last == null || way == null || !contains(whole.span(), way.span())) {
      return false;
    }
    parting = null;
    if (last.common() instanceof Type.Guess(Type element) && Fit.fits(last.given(), element)) {
      run.mismatch.unconfirmed(bodyOf(whole), element);
    } else {
      run.mismatch.report(way, last.given(), last.common());
    }
    return true;
  }

  private static boolean contains(Span whole, Span part) {
    return whole.source() == part.source()
        && whole.start() <= part.start()
        && part.end() <= whole.end();
  }

  private static Expression bodyOf(Expression whole) {
    return switch (whole) {
      case Expression.Grouped grouped -> bodyOf(grouped.inner());
      case Expression.Governed governed -> governed.body();
      default -> whole;
    };
  }

  private static @Nullable Expression valueOf(Object way) {
    return switch (way) {
      case Tree.Block block -> Blocks.tailOf(block);
      case Construct.Braces braces -> Blocks.tailOf(braces.block());
      case Expression expression -> expression;
      default -> null;
    };
  }

  /** The values of several ways through a construct. */
  static final class Alternatives {
    private final CheckRun run;
    private final @Nullable Type expected;
    private final List<Object> ways = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();

    Alternatives(CheckRun run, @Nullable Type expected) {
      this.run = run;
      this.expected = expected;
    }

    void block(Tree.Block block, LocalScope scope) {
      ways.add(block);
      types.add(run.blocks.infer(block, expected, scope));
    }

    void expression(Expression expression, LocalScope scope) {
      ways.add(expression);
      types.add(
          expected != null && Blocks.wantsValue(expected)
              ? run.expressions.want(expression, expected, scope)
              : run.expressions.infer(expression, expected, scope));
    }

    void type(Type type, Object way) {
      ways.add(way);
      types.add(type);
    }

    void nothing() {
      ways.add(this);
      types.add(Type.NOTHING);
    }

    /** What they have in common; no value when they differ and nobody asked for one. */
    Type type() {
      boolean ends = types.stream().allMatch(Type.Never.class::isInstance) && !types.isEmpty();
      if (ends) {
        return Type.NEVER;
      }
      if (expected != null) {
        return expected;
      }
      Type common = Type.NEVER;
      for (int i = 0; i < ways.size(); i++) {
        Type type = types.get(i);
        common = join(common, type, ways.get(i));
      }
      for (int i = 0; i < ways.size(); i++) {
        settle(ways.get(i), types.get(i), common);
      }
      return common;
    }

    private Type join(Type common, Type type, Object way) {
      if (type instanceof Type.Nothing || common instanceof Type.Nothing) {
        return Type.NOTHING;
      }
      Type joined = Fit.join(common, type).orElse(null);
      if (joined == null) {
        run.constructs.parting = new Parting(way, type, common);
      }
      return joined == null ? Type.NOTHING : joined;
    }

    private void settle(Object way, Type given, Type common) {
      switch (way) {
        case Tree.Block block -> run.blocks.settle(block, given, common);
        case Expression expression when Fit.needsWidening(given, common) ->
            run.facts.markWidened(expression);
        default -> {}
      }
    }
  }
}
