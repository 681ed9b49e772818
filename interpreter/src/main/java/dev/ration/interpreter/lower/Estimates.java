package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.spi.CommandContract;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The least and the most that pieces of a program take, from enforced figures only (S1): what the
 * runtime keeps back for handlers and cleanups, and below what it does not start at all.
 */
final class Estimates {
  /** Waiting may take for ever, but it costs nothing. */
  private static final Estimate WAITING = Estimate.silent(0, Estimate.NONE, 0, 0, 0);

  private final Facts facts;
  private final Constants constants;
  private final Contracts contracts;
  private final long defaultCleanupNanos;
  private final Map<Symbol, Estimate> known = new HashMap<>();

  Estimates(Facts facts, Contracts contracts, @Nullable RobotProfile robot) {
    this.facts = facts;
    this.constants = new Constants(facts);
    this.contracts = contracts;
    this.defaultCleanupNanos = robot == null ? 1_000_000_000L : robot.cleanup().value();
  }

  /**
   * What an activity needs, and what is kept back for its end.
   *
   * @param effectNanos the least time to its first effect
   */
  record Kept(long minimumNanos, long effectNanos, long minimumMicrojoules, long keptMicrojoules) {}

  Kept kept(Shape shape) {
    long dearest = 0;
    long cleanup = 0;
    for (Trailer trailer : shape.trailers()) {
      switch (trailer) {
        case Trailer.On on -> dearest = Math.max(dearest, energy(block(on.body())));
        case Trailer.Else other -> dearest = Math.max(dearest, energy(of(other.value())));
        case Trailer.Cleanup one -> cleanup = energy(cleanup(one));
        case Trailer.Soft _ -> {}
      }
    }
    Estimate content = attempted(shape.estimate().get(), shape.clauses());
    return new Kept(
        content.minimumNanos(),
        content.effect().minimumNanos(),
        content.minimumMicrojoules(),
        dearest + cleanup);
  }

  private static long energy(Estimate estimate) {
    return estimate.boundMicrojoules() == Estimate.NONE ? 0 : estimate.boundMicrojoules();
  }

  /** What a handler needs; the one of a {@code respond} only until its first effect (T9). */
  ScopeSpec.Handler handler(List<String> reasons, Object content, boolean isResponding) {
    Estimate estimate =
        content instanceof Tree.Block block ? block(block) : of((Expression) content);
    long bound = isResponding ? estimate.effect().boundNanos() : estimate.boundNanos();
    return new ScopeSpec.Handler(
        reasons,
        bound == Estimate.NONE ? Instants.NEVER : bound,
        isResponding ? estimate.effect().minimumNanos() : estimate.minimumNanos());
  }

  Estimate block(Tree.Block block) {
    Estimate sum = Estimate.NOTHING;
    boolean mayHaveLeft = false;
    for (Statement statement : block.statements()) {
      Estimate next = statement(statement);
      sum = sum.then(mayHaveLeft ? next.perhaps() : next);
      mayHaveLeft |= mayLeave(statement);
    }
    return sum;
  }

  /** Whether a statement can end the block well before the next one. */
  private static boolean mayLeave(Statement statement) {
    boolean[] found = {false};
    Walk.each(
        statement,
        node ->
            found[0] |=
                node instanceof Statement.Return
                    || node instanceof Statement.Break
                    || node instanceof Statement.Continue);
    return found[0];
  }

  private Estimate statement(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> of(let.value());
      case Statement.Var variable -> of(variable.value());
      case Statement.Assign assign -> of(assign.value());
      case Statement.Return exit -> of(exit.value());
      case Statement.Evaluate evaluate -> of(evaluate.expression());
      case Statement.Require require -> of(require.repair()).perhaps();
      default -> Estimate.NOTHING;
    };
  }

  Estimate of(@Nullable Expression expression) {
    return switch (expression) {
      case null -> Estimate.NOTHING;
      case Construct construct -> construct(construct);
      case Expression.Governed governed ->
          governed(of(governed.body()), governed.clauses(), governed.trailers());
      case Expression.Call call -> call(call);
      case Expression.WaitFor wait -> {
        OptionalLong nanos = constants.grains(wait.duration());
        yield nanos.isPresent()
            ? Estimate.silent(nanos.getAsLong(), nanos.getAsLong(), 0, 0, 0)
            : WAITING;
      }
      case Expression.WaitUntil _ -> WAITING;
      case Expression.Simple simple -> parts(simple);
    };
  }

  /** The sum over the operands of an expression that itself does nothing. */
  private Estimate parts(Expression.Simple expression) {
    return switch (expression) {
      case Expression.Grouped grouped -> of(grouped.inner());
      case Expression.Binary binary -> of(binary.left()).then(of(binary.right()));
      case Expression.Unary unary -> of(unary.operand());
      case Expression.Confirm confirm -> of(confirm.guess());
      case Expression.Accept accept -> of(accept.guess());
      case Expression.Member member -> of(member.target());
      case Expression.Is is -> of(is.subject());
      case Expression.Index index -> of(index.target()).then(of(index.index()));
      case Expression.ListLiteral list ->
          list.items().stream().map(this::of).reduce(Estimate.NOTHING, Estimate::then);
      case Expression.TextLiteral text ->
          text.parts().stream()
              .map(
                  part ->
                      part instanceof Expression.TextPart.Hole(Expression hole)
                          ? of(hole)
                          : Estimate.NOTHING)
              .reduce(Estimate.NOTHING, Estimate::then);
      default -> Estimate.NOTHING;
    };
  }

  private Estimate call(Expression.Call call) {
    Estimate arguments = Estimate.NOTHING;
    for (Expression.Argument argument : call.arguments()) {
      arguments = arguments.then(of(argument.value()));
    }
    Symbol callee = facts.symbolOf(call.callee()).orElse(null);
    return switch (callee) {
      case Symbol.ActivitySymbol activity -> arguments.then(activity(activity));
      case Symbol.ThinkSymbol think ->
          arguments.then(limited(Estimate.UNBOUNDED, think.declaration().clauses()));
      case null, default -> arguments;
    };
  }

  private Estimate activity(Symbol.ActivitySymbol activity) {
    Estimate before = known.putIfAbsent(activity, Estimate.UNBOUNDED);
    if (before != null) {
      return before;
    }
    Declaration.Activity declaration = activity.declaration();
    Tree.Block body = declaration.body();
    Estimate found =
        body == null
            ? limited(command(activity), declaration.clauses())
            : governed(block(body), declaration.clauses(), declaration.trailers());
    known.put(activity, found);
    return found;
  }

  private Estimate command(Symbol.ActivitySymbol action) {
    CommandSpec spec = contracts.command(action);
    CommandContract contract = spec.contract();
    CommandContract.Figures takes = contract.takes();
    // It is cut early enough to stop within its limit (T3).
    long stop = spec.stopNanos();
    long bound = takes.max() == CommandContract.Figures.NO_MAX ? Estimate.NONE : takes.max() + stop;
    long most =
        contract.draws().max() == CommandContract.Figures.NO_MAX
            ? contract.draws().p95()
            : contract.draws().max();
    CommandContract.Figures begins = contract.begins();
    boolean isDeclared = !begins.equals(CommandContract.Figures.ZERO);
    long latest =
        begins.max() == CommandContract.Figures.NO_MAX ? Estimate.NONE : begins.max() + stop;
    return Estimate.silent(
            takes.least(),
            bound,
            Estimate.energy(contract.draws().least(), takes.least()),
            bound == Estimate.NONE ? Estimate.NONE : Estimate.energy(most, bound),
            most)
        .beginning(isDeclared ? begins.least() : takes.least(), isDeclared ? latest : bound);
  }

  private Estimate construct(Construct construct) {
    return switch (construct) {
      case Construct.If choice -> {
        Estimate both = block(choice.then()).or(of(choice.otherwise()));
        Tree.Block unknown = choice.unknown();
        yield of(choice.condition()).then(unknown == null ? both : both.or(block(unknown)));
      }
      case Construct.Braces braces -> block(braces.block());
      case Construct.When when ->
          of(when.subject())
              .then(
                  when.arms().stream()
                      .map(arm -> of(arm.value()))
                      .reduce(Estimate::or)
                      .orElse(Estimate.NOTHING));
      case Construct.Step step -> governed(block(step.body()), step.clauses(), step.trailers());
      case Construct.For loop ->
          governed(block(loop.body()).repeated(), loop.clauses(), loop.trailers());
      case Construct.While loop ->
          governed(block(loop.body()).repeated(), loop.clauses(), loop.trailers());
      case Construct.Every every ->
          governed(block(every.body()).repeated(), List.of(), every.trailers());
      case Construct.Critical critical ->
          governed(block(critical.body()), critical.clauses(), critical.trailers());
      case Construct.Respond respond ->
          governed(block(respond.body()), List.of(), respond.trailers());
      case Construct.Parallel parallel ->
          governed(branches(parallel), parallel.clauses(), parallel.trailers());
    };
  }

  /**
   * Branches side by side: whatever decides them, all that can start at once need their least
   * energy before any starts (E3). As many as have to succeed take their least time (S1).
   */
  Estimate branches(Construct.Parallel parallel) {
    boolean isChained = !parallel.arrows().isEmpty();
    List<Estimate> branches =
        parallel.branches().stream().map(branch -> of(branch.body())).toList();
    Estimate sum = branches.stream().reduce(Estimate.NOTHING, Estimate::beside);
    if (parallel.kind() == Construct.ParallelKind.ALL) {
      return isChained ? sum.lasting(longestWay(parallel, branches)) : sum;
    }
    int wanted = wanted(parallel);
    long least =
        branches.stream()
            .map(Estimate::minimumNanos)
            .sorted()
            .skip(Math.max(0, wanted - 1))
            .findFirst()
            .orElse(0L);
    return sum.sooner(wanted == 0 || isChained ? 0 : least);
  }

  /** From the first to the last along the arrows, which lead to no circle (P1). */
  private static Estimate longestWay(Construct.Parallel parallel, List<Estimate> branches) {
    List<String> labels =
        parallel.branches().stream()
            .map(branch -> branch.label() == null ? "" : branch.label().text())
            .toList();
    Estimate[] ends = branches.toArray(Estimate[]::new);
    for (int again = 1; again < ends.length; again++) {
      Estimate[] before = ends.clone();
      for (int i = 0; i < ends.length; i++) {
        Estimate start = Estimate.NOTHING;
        for (Construct.Arrow arrow : parallel.arrows()) {
          boolean leadsHere = labels.indexOf(arrow.after().text()) == i;
          start = leadsHere ? start.beside(before[labels.indexOf(arrow.before().text())]) : start;
        }
        ends[i] = start.then(branches.get(i));
      }
    }
    return Arrays.stream(ends).reduce(Estimate.NOTHING, Estimate::beside);
  }

  /** How many branches have to succeed; 0 when that is not known before. */
  private static int wanted(Construct.Parallel parallel) {
    if (parallel.kind() != Construct.ParallelKind.AT_LEAST) {
      return 1;
    }
    return parallel.atLeast() instanceof Expression.IntLiteral literal
        ? literal.value().min(BigInteger.valueOf(parallel.branches().size())).intValue()
        : 0;
  }

  /** An activity: its body cut at its limit, then the dearest handler, then the cleanup. */
  private Estimate governed(Estimate body, List<Clause> clauses, List<Trailer> trailers) {
    Estimate handlers = Estimate.NOTHING;
    Estimate cleanup = Estimate.NOTHING;
    for (Trailer trailer : trailers) {
      switch (trailer) {
        case Trailer.On on -> handlers = handlers.or(block(on.body()).perhaps());
        case Trailer.Else other -> handlers = handlers.or(of(other.value()).perhaps());
        case Trailer.Cleanup one -> cleanup = cleanup(one);
        case Trailer.Soft _ -> {}
      }
    }
    boolean mayFailEarly = !trailers.isEmpty();
    Estimate whole = (mayFailEarly ? body.perhaps() : body).then(handlers).then(cleanup);
    return limited(whole, clauses);
  }

  private Estimate cleanup(Trailer.Cleanup cleanup) {
    long limit =
        cleanup
            .limit()
            .map(one -> constants.grains(one).orElse(defaultCleanupNanos))
            .orElse(defaultCleanupNanos);
    Estimate body = block(cleanup.body()).perhaps();
    return body.within(limit);
  }

  /**
   * What one attempt takes at least, whatever its own limits say: with less it does not start (T6,
   * E2, P2).
   */
  private static Estimate attempted(Estimate body, List<Clause> clauses) {
    Estimate attempted = body;
    for (Clause clause : clauses) {
      switch (clause) {
        case Clause.Retry _ -> attempted = attempted.attempts();
        case Clause.SkipIf _, Clause.Until _ -> attempted = attempted.perhaps();
        default -> {}
      }
    }
    return attempted;
  }

  private Estimate limited(Estimate body, List<Clause> clauses) {
    Estimate limited = body;
    for (Clause clause : clauses) {
      switch (clause) {
        case Clause.Within within ->
            limited = limited.within(constants.grains(within.limit()).orElse(Estimate.NONE));
        case Clause.Energy energy ->
            limited = limited.energy(constants.grains(energy.limit()).orElse(Estimate.NONE));
        case Clause.Retry _ -> limited = limited.attempts();
        case Clause.SkipIf _, Clause.Until _ -> limited = limited.perhaps();
        default -> {}
      }
    }
    for (Clause clause : clauses) {
      if (clause instanceof Clause.Within within) {
        limited = limited.within(constants.grains(within.limit()).orElse(Estimate.NONE));
      }
    }
    return limited;
  }
}
