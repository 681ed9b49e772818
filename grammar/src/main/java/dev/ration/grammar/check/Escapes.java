package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the reasons that can escape (rule R2), and the handlers that never run. */
final class Escapes {
  /** Stands for any reason, where something could not be resolved. */
  private static final String ANYTHING = "*";

  private final CheckRun run;
  private final Deeds deeds;
  private final Map<Symbol, Set<String>> known = new IdentityHashMap<>();

  /** Nodes from which nothing escapes but that they were not even started. */
  private final Set<Tree> merelyLate = Collections.newSetFromMap(new IdentityHashMap<>());

  Escapes(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  void check(ModuleScope module) {
    for (Symbol symbol : module.own().values()) {
      if (symbol instanceof Symbol.ActivitySymbol || symbol instanceof Symbol.ThinkSymbol) {
        from(symbol);
      }
    }
    for (Declaration declaration : module.module().tree().declarations()) {
      if (declaration instanceof Declaration.Test test) {
        of(test.body(), Set.of());
      }
    }
  }

  private Set<String> from(Symbol symbol) {
    Set<String> before = known.get(symbol);
    if (before != null) {
      return before;
    }
    known.put(symbol, Set.of());
    Set<String> found =
        switch (symbol) {
          case Symbol.ActivitySymbol activity -> activity(activity.declaration());
          case Symbol.ThinkSymbol think -> think(think.declaration());
          default -> Set.of();
        };
    known.put(symbol, found);
    return found;
  }

  private Set<String> activity(Declaration.Activity activity) {
    Set<String> body = new TreeSet<>();
    if (activity.kind() == Declaration.Activity.Kind.HOST_ACTION) {
      body.addAll(host(activity));
    } else if (activity.body() != null) {
      body.addAll(of(activity.body(), Set.of()));
    }
    return scope(activity, body, Set.of());
  }

  private Set<String> host(Declaration.Activity activity) {
    Set<String> body = new TreeSet<>();
    body.add("denied(time)");
    Clause.Takes takes = Deeds.clause(activity.clauses(), Clause.Takes.class);
    // A maximum is enforced, and a single figure is one.
    if (takes != null && (takes.max() != null || !(takes.figure() instanceof Expression.Range))) {
      body.add("timeout");
    }
    if (Deeds.has(activity.clauses(), Clause.Draws.class)) {
      body.add("denied(energy)");
      body.add("denied(power)");
    }
    Clause.Fails fails = Deeds.clause(activity.clauses(), Clause.Fails.class);
    if (fails != null) {
      fails.reasons().forEach(reason -> run.facts.reasonOf(reason).ifPresent(body::add));
    }
    return body;
  }

  private Set<String> think(Declaration.Think think) {
    Set<String> body = new TreeSet<>(Set.of("unavailable", "malformed", "denied(time)"));
    body.add("denied(energy)");
    body.add("denied(power)");
    if (think.lines().stream().anyMatch(Declaration.ThinkLine.Check.class::isInstance)) {
      body.add("postcondition");
    }
    return scope(think, body, Set.of());
  }

  /** The reasons of a part; {@code kept} are those that a bare {@code fail} means there. */
  private Set<String> of(Tree node, Set<String> kept) {
    return switch (node) {
      case Expression.Call call -> call(call, kept);
      case Expression.Confirm confirm -> with(parts(confirm, kept), "low_confidence");
      case Construct.When when -> when(when, kept);
      case Statement.Require require -> with(parts(require, kept), "precondition");
      case Statement.Ensure ensure -> with(parts(ensure, kept), "postcondition");
      case Statement.Fail fail ->
          fail.reason() == null
              ? new TreeSet<>(kept)
              : run.facts.reasonOf(fail.reason()).<Set<String>>map(Set::of).orElse(Set.of());
      case Construct.Parallel parallel -> parallel(parallel, kept);
      case Construct.Critical critical -> {
        yield scope(critical, with(of(critical.body(), kept), "denied(time)"), kept);
      }
      case Expression.Governed governed -> scope(governed, of(governed.body(), kept), kept);
      case Construct.Step step -> scope(step, of(step.body(), kept), kept);
      case Construct.Respond respond -> scope(respond, of(respond.body(), kept), kept);
      case Construct.For loop ->
          scope(loop, union(of(loop.items(), kept), of(loop.body(), kept)), kept);
      case Construct.While loop ->
          scope(loop, union(of(loop.condition(), kept), of(loop.body(), kept)), kept);
      case Construct.Every every ->
          scope(every, union(of(every.period(), kept), of(every.body(), kept)), kept);
      case Statement.Whenever whenever -> scope(whenever, of(whenever.body(), kept), kept);
      default -> parts(node, kept);
    };
  }

  private Set<String> parts(Tree node, Set<String> kept) {
    Set<String> all = Set.of();
    for (Tree part : Parts.of(node)) {
      all = union(all, of(part, kept));
    }
    return all;
  }

  private static Set<String> with(Set<String> reasons, String more) {
    Set<String> all = new TreeSet<>(reasons);
    all.add(more);
    return all;
  }

  /** Both; not to be changed, for it may be one of them. */
  private static Set<String> union(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    Set<String> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private Set<String> call(Expression.Call call, Set<String> kept) {
    Set<String> given = parts(call, kept);
    Symbol symbol = deeds.called(call);
    if (symbol == null) {
      return with(given, ANYTHING);
    }
    if (symbol instanceof Symbol.BuiltinSymbol builtin && builtin.builtin() == Builtin.TIGHTEN) {
      // It makes the scope around it the owner of a limit (T7).
      return with(given, "timeout");
    }
    boolean isActing =
        symbol instanceof Symbol.ActivitySymbol || symbol instanceof Symbol.ThinkSymbol;
    return isActing ? union(given, from(symbol)) : given;
  }

  private Set<String> when(Construct.When when, Set<String> kept) {
    boolean isAnswered =
        Constructs.isConfirm(when.subject())
            && when.arms().stream().anyMatch(arm -> arm.kind() == Construct.ArmKind.UNSURE);
    Set<String> all = new TreeSet<>(of(when.subject(), kept));
    if (isAnswered) {
      all.remove("low_confidence");
    }
    for (Construct.Arm arm : when.arms()) {
      all.addAll(of(arm.value(), kept));
    }
    return all;
  }

  private Set<String> parallel(Construct.Parallel parallel, Set<String> kept) {
    Set<String> body = new TreeSet<>();
    for (Construct.Branch branch : parallel.branches()) {
      body.addAll(of(branch.body(), kept));
    }
    boolean counts =
        switch (parallel.kind()) {
          case ALL, RACE -> false;
          case ANY, AT_LEAST -> true;
        };
    if (counts && !body.isEmpty()) {
      // What each needs is set aside before any starts (E3).
      boolean isDenied = body.contains("denied(energy)");
      body = new TreeSet<>(Set.of("unmet"));
      if (isDenied) {
        body.add("denied(energy)");
      }
    }
    return scope(parallel, body, kept);
  }

  /** What comes out of a scope: its clauses add reasons, its handlers take some away. */
  private Set<String> scope(Tree node, Set<String> body, Set<String> kept) {
    Set<String> open = new TreeSet<>(body);
    if (takesTime(node)) {
      // Whatever lies under a limit may come too late to start at all (T6).
      open.add("denied(time)");
    }
    List<Clause> clauses = Deeds.clausesOf(node);
    for (Clause clause : clauses) {
      ofAttempt(clause, open, kept);
    }
    retried(Deeds.clause(clauses, Clause.Retry.class), open);
    for (Clause clause : clauses) {
      clause(clause, open);
    }
    if (node instanceof Declaration.Activity activity
        && activity.kind() == Declaration.Activity.Kind.POLICY) {
      // The account of the robot, or of its mission, runs out at the outermost scope (E5).
      open.add("overrun(energy)");
    }
    Set<String> escaped = handled(node, open);
    if (escaped.isEmpty()) {
      merelyLate.add(node);
    }
    late(node, escaped);
    Set<String> shown = new TreeSet<>(escaped);
    shown.remove(ANYTHING);
    run.facts.escaping(node, shown);
    return escaped;
  }

  /** Whether it does more than compute. */
  private boolean takesTime(Tree node) {
    return node instanceof Declaration.Think
        || Parts.of(node).stream()
            .filter(part -> !(part instanceof Trailer))
            .anyMatch(part -> Deeds.any(part, this::isTimely));
  }

  private boolean isTimely(Tree node) {
    Symbol called = deeds.called(node);
    return node instanceof Expression.WaitFor
        || node instanceof Expression.WaitUntil
        || called instanceof Symbol.ActivitySymbol
        || called instanceof Symbol.ThinkSymbol;
  }

  /** A handler that comes too late does not run, and one that lasts too long is cut (T1, T6). */
  private static void late(Tree node, Set<String> escaped) {
    escaped.add("denied(time)");
    boolean hasTrailers = !Deeds.trailersOf(node).isEmpty();
    if (hasTrailers && Deeds.has(Deeds.clausesOf(node), Clause.Within.class)) {
      escaped.add("timeout");
    }
  }

  /** What a clause adds to each attempt: these nest inside a {@code retry}. */
  private void ofAttempt(Clause clause, Set<String> open, Set<String> kept) {
    switch (clause) {
      case Clause.Require require -> {
        open.add("precondition");
        if (require.repair() != null) {
          open.addAll(of(require.repair(), kept));
        }
      }
      case Clause.Ensure _ -> open.add("postcondition");
      default -> {}
    }
  }

  /** Reports reasons after which an attempt is to follow, but which no attempt ends with. */
  private void retried(Clause.@Nullable Retry retry, Set<String> open) {
    if (retry == null || open.contains(ANYTHING)) {
      return;
    }
    for (Tree.Path path : retry.after()) {
      String word = run.facts.reasonOf(path).orElse("");
      boolean canStop = word.startsWith("denied") && !open.isEmpty();
      if (!word.isEmpty() && !canStop && open.stream().noneMatch(it -> answers(word, it))) {
        boolean isLimit = word.startsWith("timeout") || word.startsWith("overrun");
        run.report(
            Code.HANDLER_NEVER_RUNS,
            path.span(),
            "This is never retried: no attempt fails with `" + path + "`.",
            isLimit
                ? "a limit beside `retry` covers all attempts; put one for each on a `step` inside"
                : "leave it away, or name what can happen");
      }
    }
  }

  private static void clause(Clause clause, Set<String> open) {
    switch (clause) {
      case Clause.Within _ -> open.add("timeout");
      case Clause.Energy _ -> {
        open.add("overrun(energy)");
        open.add("denied(energy)");
      }
      case Clause.Spend _ -> {
        open.add("overrun(money)");
        open.add("denied(money)");
      }
      case Clause.Power _ -> open.add("denied(power)");
      case Clause.Holds _ -> open.add("denied(resource)");
      case Clause.Preemptible _ -> open.add("preempted");
      case Clause.Keep _ -> open.add("invariant");
      default -> {}
    }
  }

  private Set<String> handled(Tree node, Set<String> body) {
    Set<String> open = new TreeSet<>(body);
    Set<String> list = new TreeSet<>();
    for (Trailer trailer : Deeds.trailersOf(node)) {
      switch (trailer) {
        case Trailer.On on -> {
          Set<String> answered = answered(on, open);
          list.addAll(of(on.body(), answered));
          open.removeAll(answered);
        }
        case Trailer.Else other -> {
          if (list.isEmpty() && (open.isEmpty() || isMerelyLate(node, open))) {
            neverRuns(other, "nothing to its left can fail");
          }
          Set<String> failed = open;
          open = new TreeSet<>(union(list, of(other.value(), failed)));
          list = new TreeSet<>();
        }
        case Trailer.Soft soft -> of(soft.body(), Set.of());
        case Trailer.Cleanup cleanup -> of(cleanup.body(), Set.of());
      }
    }
    return union(open, list);
  }

  /** Whether all that can be said against what stands to the left is that it may come too late. */
  private boolean isMerelyLate(Tree node, Set<String> open) {
    return node instanceof Expression.Governed governed
        && merelyLate.contains(governed.body())
        && open.equals(Set.of("denied(time)"));
  }

  private Set<String> answered(Trailer.On on, Set<String> open) {
    Set<String> all = new TreeSet<>();
    for (Tree.Path path : on.reasons()) {
      String word = run.facts.reasonOf(path).orElse("");
      Set<String> mine = new TreeSet<>();
      for (String reason : open) {
        if (answers(word, reason)) {
          mine.add(reason);
        }
      }
      boolean canStop = word.startsWith("denied") && !open.isEmpty();
      if (mine.isEmpty() && !word.isEmpty() && !open.contains(ANYTHING) && !canStop) {
        neverRuns(path, "nothing to its left fails with `" + path + "`");
      }
      all.addAll(mine);
      if (open.contains(ANYTHING)) {
        all.add(word);
      }
    }
    return all;
  }

  private static boolean answers(String word, String reason) {
    return reason.equals(word) || reason.startsWith(word + "(") || word.startsWith(reason + "(");
  }

  private void neverRuns(Tree at, String why) {
    run.report(
        Code.HANDLER_NEVER_RUNS,
        at.span(),
        "This handler never runs: " + why + ".",
        "leave it away, or name what can happen");
  }
}
