package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns activities into work in numbers. Each declaration becomes one object, however often it is
 * called. Used by one thread.
 */
final class WorkBuilder {
  private static final Work NOTHING = new Work.Computation();
  private static final long DEFAULT_CLEANUP_NANOS = 2_000_000_000L;

  /** A loop of ticks waits as long as it is let. */
  private static final Spread ENDLESS = new Spread(0, Spread.NONE, Spread.NONE, Spread.NONE);

  private final Facts facts;
  private final Bounds bounds;
  private final Promises promises;
  private final @Nullable TierOptions tiers;
  private final long cleanupNanos;
  private final Map<Symbol, Work> known = new HashMap<>();
  private final Map<Work.Activity, Tree> trees = new IdentityHashMap<>();

  /** {@code site} is null for a program that is bound to no robot. */
  WorkBuilder(Facts facts, @Nullable Site site) {
    this(facts, site == null ? null : site.robot(), site);
  }

  /** On a robot; {@code site} is null where nothing is known of its models. */
  WorkBuilder(Facts facts, @Nullable RobotProfile robot, @Nullable Site site) {
    this.facts = facts;
    bounds = new Bounds(facts);
    promises = new Promises(facts, robot);
    tiers = site == null ? null : new TierOptions(facts, site);
    cleanupNanos = robot == null ? DEFAULT_CLEANUP_NANOS : robot.cleanup().value();
  }

  /** What an activity was made from. */
  @Nullable Tree treeOf(Work.Activity activity) {
    return trees.get(activity);
  }

  /** The work of a policy, an action or a think; empty for what is none, or the host's. */
  Optional<Work> of(Symbol symbol) {
    return switch (symbol) {
      case Symbol.ActivitySymbol activity
          when activity.declaration().kind() != Declaration.Activity.Kind.HOST_ACTION ->
          Optional.of(activity(activity));
      case Symbol.ThinkSymbol think -> Optional.of(think(think));
      default -> Optional.empty();
    };
  }

  /** The work of an activity; the same object for the same activity. */
  Work activity(Symbol.ActivitySymbol symbol) {
    Work before = known.get(symbol);
    if (before != null) {
      return before;
    }
    // A circle is a finding of its own; here it only must not be followed for ever.
    known.put(symbol, new Work.Unknown(symbol.name()));
    Declaration.Activity declaration = symbol.declaration();
    Tree.Block body = declaration.body();
    Work work =
        body == null
            ? command(symbol)
            : governed(symbol.name(), declaration, declaration.clauses(), block(body));
    known.put(symbol, work);
    return work;
  }

  /** A host action: its promises, under what its head demands. */
  private Work command(Symbol.ActivitySymbol symbol) {
    Declaration.Activity declaration = symbol.declaration();
    return governed(symbol.name(), declaration, Deeds.demandsOf(declaration), promised(symbol));
  }

  Work promised(Symbol.ActivitySymbol action) {
    return promises.command(action);
  }

  private Work think(Symbol.ThinkSymbol symbol) {
    Work before = known.get(symbol);
    if (before != null) {
      return before;
    }
    Declaration.Think declaration = symbol.declaration();
    Work question = new Work.Question(symbol.name(), tiers == null ? null : tiers.of(declaration));
    Work work =
        made(
            new Work.Activity(
                symbol.name(),
                false,
                limits(declaration.clauses()),
                question,
                attempts(declaration.clauses()),
                backoff(declaration.clauses()),
                List.of(),
                null),
            declaration);
    known.put(symbol, work);
    return work;
  }

  private Work made(Work.Activity activity, Tree from) {
    trees.put(activity, from);
    return activity;
  }

  /** The activity that a node with clauses and trailers is; its body alone without them. */
  private Work governed(String name, Tree node, List<Clause> clauses, Work content) {
    List<Trailer> trailers = Deeds.trailersOf(node);
    if (clauses.isEmpty() && trailers.isEmpty()) {
      return content;
    }
    // An `else` ends a list of cases: what follows it is a scope around all to its left (L7).
    int end = endOfCases(trailers, 0);
    Work whole = activity(name, node, clauses, trailers.subList(0, end), content);
    while (end < trailers.size()) {
      int next = endOfCases(trailers, end);
      whole = activity(name, node, List.of(), trailers.subList(end, next), whole);
      end = next;
    }
    return whole;
  }

  private static int endOfCases(List<Trailer> trailers, int start) {
    boolean isEnded = false;
    for (int i = start; i < trailers.size(); i++) {
      Trailer trailer = trailers.get(i);
      boolean isCase = trailer instanceof Trailer.On || trailer instanceof Trailer.Else;
      if (isCase && isEnded) {
        return i;
      }
      isEnded |= trailer instanceof Trailer.Else;
    }
    return trailers.size();
  }

  private Work activity(
      String name, Tree node, List<Clause> clauses, List<Trailer> trailers, Work content) {
    boolean isRespond = node instanceof Construct.Respond;
    return made(activity(name, isRespond, clauses, trailers, content), node);
  }

  /** An activity that is no `respond`, with one list of cases. */
  Work activity(String name, List<Clause> clauses, List<Trailer> trailers, Work content) {
    return activity(name, false, clauses, trailers, content);
  }

  private Work.Activity activity(
      String name, boolean isRespond, List<Clause> clauses, List<Trailer> trailers, Work content) {
    List<Work> soft = new ArrayList<>();
    List<Work.Handler> handlers = new ArrayList<>();
    Work.Cleanup cleanup = null;
    for (Trailer trailer : trailers) {
      switch (trailer) {
        case Trailer.Soft one -> soft.add(block(one.body()));
        case Trailer.On on -> handlers.add(new Work.Handler(block(on.body()), isTimely(on)));
        case Trailer.Else other -> handlers.add(new Work.Handler(of(other.value()), true));
        case Trailer.Cleanup one ->
            cleanup =
                new Work.Cleanup(
                    block(one.body()),
                    one.limit().map(limit -> grains(limit, cleanupNanos)).orElse(cleanupNanos));
      }
    }
    Work body = attempt(clauses, content);
    return new Work.Activity(
        name,
        isRespond,
        limits(clauses),
        soft.isEmpty() ? body : new Work.Alongside(body, soft),
        attempts(clauses),
        backoff(clauses),
        handlers,
        cleanup);
  }

  /** One attempt: what it may wait for, what may have to be repaired first, and the body. */
  private Work attempt(List<Clause> clauses, Work content) {
    List<Work> parts = new ArrayList<>();
    Clause.Holds holds = Deeds.clause(clauses, Clause.Holds.class);
    if (holds != null && !holds.isNow()) {
      parts.add(Work.Pause.FOR_OTHERS);
    }
    for (Clause clause : clauses) {
      if (clause instanceof Clause.Require require) {
        parts.add(perhaps(of(require.repair())));
      }
    }
    boolean mayEnd =
        Deeds.has(clauses, Clause.Until.class) || Deeds.has(clauses, Clause.SkipIf.class);
    parts.add(mayEnd ? perhaps(content) : content);
    return sequence(parts);
  }

  private boolean isTimely(Trailer.On on) {
    return on.reasons().stream()
        .anyMatch(path -> facts.reasonOf(path).orElseGet(path::text).startsWith("timeout"));
  }

  private Limits limits(List<Clause> clauses) {
    long nanos = Spread.NONE;
    long reserve = Spread.NONE;
    long microjoules = Spread.NONE;
    long microwatts = Spread.NONE;
    double quantile = Limits.DEFAULT_QUANTILE;
    for (Clause clause : clauses) {
      switch (clause) {
        case Clause.Within within -> {
          nanos = grains(within.limit(), Spread.NONE);
          reserve = grains(within.reserve(), Spread.NONE);
          Expression at = within.at();
          if (at != null) {
            quantile = facts.constantOf(at).map(one -> one.toDouble()).orElse(quantile);
          }
        }
        case Clause.Energy energy when !energy.isTotal() ->
            microjoules = grains(energy.limit(), Spread.NONE);
        case Clause.Power power when power.over() == null ->
            microwatts = grains(power.limit(), Spread.NONE);
        default -> {}
      }
    }
    return new Limits(nanos, reserve, microjoules, microwatts, quantile);
  }

  private long attempts(List<Clause> clauses) {
    Clause.Retry retry = Deeds.clause(clauses, Clause.Retry.class);
    if (retry == null) {
      return 1;
    }
    Expression number = retry.attempts();
    return number == null
        ? Spread.NONE
        : facts
            .constantOf(number)
            .map(one -> Math.max(1, one.numerator().divide(one.denominator()).longValue()))
            .orElse(Spread.NONE);
  }

  private long backoff(List<Clause> clauses) {
    Clause.Retry retry = Deeds.clause(clauses, Clause.Retry.class);
    Expression figure = retry == null ? null : retry.backoff();
    return figure instanceof Expression.Range range ? grains(range.high(), 0) : grains(figure, 0);
  }

  private long grains(@Nullable Expression expression, long otherwise) {
    return promises.grains(expression).orElse(otherwise);
  }

  Work block(Tree.Block block) {
    List<Work> parts = new ArrayList<>();
    List<Work> others = new ArrayList<>();
    boolean mayHaveLeft = false;
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Whenever whenever) {
        // The end of the block, or a newer event, ends it well at any moment (P4).
        Work round = perhaps(block(whenever.body()));
        Work handler = governed("whenever", whenever, without(whenever, Clause.Busy.class), round);
        others.add(new Work.Loop(handler, 0, Spread.NONE));
        continue;
      }
      Work next = statement(statement);
      if (!(next instanceof Work.Computation)) {
        parts.add(mayHaveLeft ? new Work.Perhaps(next) : next);
      }
      mayHaveLeft |= mayLeave(statement);
    }
    Work main = sequence(parts);
    return others.isEmpty() ? main : new Work.Alongside(main, others);
  }

  private static boolean mayLeave(Tree statement) {
    return Deeds.any(
        statement,
        node ->
            node instanceof Statement.Return
                || node instanceof Statement.Break
                || node instanceof Statement.Continue);
  }

  private static Work sequence(List<Work> parts) {
    List<Work> real = parts.stream().filter(part -> !(part instanceof Work.Computation)).toList();
    return switch (real.size()) {
      case 0 -> NOTHING;
      case 1 -> real.getFirst();
      default -> new Work.Sequence(real);
    };
  }

  private Work statement(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> of(let.value());
      case Statement.Var variable -> of(variable.value());
      case Statement.Assign assign -> of(assign.value());
      case Statement.Return exit -> of(exit.value());
      case Statement.Evaluate evaluate -> of(evaluate.expression());
      case Statement.Require require -> perhaps(of(require.repair()));
      default -> NOTHING;
    };
  }

  private static Work perhaps(Work work) {
    return work instanceof Work.Computation ? work : new Work.Perhaps(work);
  }

  Work of(@Nullable Expression expression) {
    return switch (expression) {
      case null -> NOTHING;
      case Construct construct -> construct(construct);
      case Expression.Governed governed ->
          governed(nameOf(governed.body()), governed, governed.clauses(), of(governed.body()));
      case Expression.Call call -> call(call);
      case Expression.WaitFor wait -> pause(wait);
      case Expression.WaitUntil _ -> new Work.Pause(Spread.UNKNOWN);
      case Expression.Binary binary when mayStopShort(binary.operator()) ->
          sequence(List.of(of(binary.left()), perhaps(of(binary.right()))));
      case Expression.Simple simple ->
          sequence(
              Parts.of(simple).stream()
                  .filter(Expression.class::isInstance)
                  .map(part -> of((Expression) part))
                  .toList());
    };
  }

  private static boolean mayStopShort(Expression.BinaryOperator operator) {
    return switch (operator) {
      case AND, OR, COALESCE -> true;
      default -> false;
    };
  }

  private static String nameOf(Expression expression) {
    return switch (expression) {
      case Expression.Call call -> call.callee().span().text();
      case Expression.Grouped grouped -> nameOf(grouped.inner());
      case Expression.Confirm confirm -> nameOf(confirm.guess());
      case Expression.Accept accept -> nameOf(accept.guess());
      case Construct.Step step when step.label() != null -> step.label();
      default -> "this";
    };
  }

  private Work pause(Expression.WaitFor wait) {
    long nanos = grains(wait.duration(), Spread.NONE);
    return new Work.Pause(nanos == Spread.NONE ? Spread.UNKNOWN : Spread.constant(nanos));
  }

  private Work call(Expression.Call call) {
    List<Work> parts = new ArrayList<>();
    for (Expression.Argument argument : call.arguments()) {
      parts.add(of(argument.value()));
    }
    switch (facts.symbolOf(call.callee()).orElse(null)) {
      case Symbol.ActivitySymbol activity -> parts.add(activity(activity));
      case Symbol.ThinkSymbol think -> parts.add(think(think));
      case null, default -> {}
    }
    return sequence(parts);
  }

  private Work construct(Construct construct) {
    Work content = content(construct);
    return switch (construct) {
      case Construct.If _, Construct.Braces _, Construct.When _ -> content;
      case Construct.Step step -> {
        String label = step.label();
        yield governed(label == null ? "step" : label, step, step.clauses(), content);
      }
      case Construct.For loop -> governed("for", loop, loop.clauses(), content);
      case Construct.While loop -> governed("while", loop, loop.clauses(), content);
      case Construct.Every every -> {
        List<Clause> around = new ArrayList<>(without(every, Clause.Within.class));
        around.removeIf(Clause.Busy.class::isInstance);
        yield governed("every", every, around, content);
      }
      // Its handlers run after it, each in a time of its own.
      case Construct.Critical critical ->
          governed("critical", critical, without(critical, Clause.Within.class), content);
      case Construct.Respond respond -> governed("respond", respond, respond.clauses(), content);
      case Construct.Parallel parallel ->
          governed(
              parallel.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              parallel,
              parallel.clauses(),
              content);
    };
  }

  /** A construct without what its clauses and trailers say of the whole. */
  Work content(Construct construct) {
    return switch (construct) {
      case Construct.If choice -> {
        List<Work> ways = new ArrayList<>();
        ways.add(block(choice.then()));
        ways.add(of(choice.otherwise()));
        Optional.ofNullable(choice.unknown()).ifPresent(unknown -> ways.add(block(unknown)));
        yield sequence(List.of(of(choice.condition()), choice(ways)));
      }
      case Construct.Braces braces -> block(braces.block());
      case Construct.When when -> {
        List<Work> ways = when.arms().stream().map(arm -> of(arm.value())).toList();
        yield sequence(List.of(of(when.subject()), choice(ways)));
      }
      case Construct.Step step -> block(step.body());
      case Construct.For loop ->
          sequence(
              List.of(
                  of(loop.items()),
                  loop(block(loop.body()), bounds.rounds(loop.items()), loop.body())));
      case Construct.While loop -> loop(block(loop.body()), null, loop);
      case Construct.Every every -> rounds(every);
      case Construct.Critical critical -> inside(critical);
      case Construct.Respond respond -> block(respond.body());
      case Construct.Parallel parallel -> parallel(parallel);
    };
  }

  /** The limit that stands at `every` is that of each round (T8). */
  private Work rounds(Construct.Every every) {
    Work round = block(every.body());
    Clause.Within within = Deeds.clause(every.clauses(), Clause.Within.class);
    if (within != null) {
      round = activity("round", every, List.of(within), List.of(), round);
    }
    Work rounds = new Work.Loop(round, 0, Spread.NONE);
    return sequence(List.of(new Work.Pause(ENDLESS), rounds));
  }

  private Work inside(Construct.Critical critical) {
    Clause.Within within = Deeds.clause(critical.clauses(), Clause.Within.class);
    Limits limits = limits(within == null ? List.of() : List.of(within));
    return made(
        new Work.Activity(
            "critical", false, limits, block(critical.body()), 1, 0, List.of(), null, true),
        critical);
  }

  private static List<Clause> without(Tree node, Class<? extends Clause> kind) {
    return Deeds.clausesOf(node).stream().filter(clause -> !kind.isInstance(clause)).toList();
  }

  private static Work choice(List<Work> ways) {
    return ways.stream().allMatch(Work.Computation.class::isInstance)
        ? NOTHING
        : new Work.Choice(ways);
  }

  private static Work loop(Work round, @Nullable BigInteger rounds, Tree body) {
    if (round instanceof Work.Computation) {
      return round;
    }
    if (rounds == null || rounds.bitLength() > 62) {
      return new Work.Loop(round, 0, Spread.NONE);
    }
    long most = rounds.longValueExact();
    return new Work.Loop(round, mayLeave(body) ? 0 : most, most);
  }

  private Work parallel(Construct.Parallel parallel) {
    List<Work> branches = parallel.branches().stream().map(branch -> of(branch.body())).toList();
    long wanted =
        switch (parallel.kind()) {
          case ALL -> parallel.isCollect() ? 0 : branches.size();
          case ANY, RACE -> 1;
          case AT_LEAST -> {
            Expression number = parallel.atLeast();
            yield number == null
                ? 1
                : facts
                    .constantOf(number)
                    .map(one -> one.numerator().divide(one.denominator()).longValue())
                    .orElse(1L);
          }
        };
    List<Work.Arrow> arrows = new ArrayList<>();
    for (Construct.Arrow arrow : parallel.arrows()) {
      int before = indexOf(parallel, arrow.before());
      int after = indexOf(parallel, arrow.after());
      if (before >= 0 && after >= 0) {
        arrows.add(new Work.Arrow(before, after));
      }
    }
    return new Work.Parallel(
        branches, wanted, parallel.kind() == Construct.ParallelKind.RACE, arrows);
  }

  private static int indexOf(Construct.Parallel parallel, Tree.Name name) {
    for (int i = 0; i < parallel.branches().size(); i++) {
      Tree.Name label = parallel.branches().get(i).label();
      if (label != null && label.text().equals(name.text())) {
        return i;
      }
    }
    return -1;
  }
}
