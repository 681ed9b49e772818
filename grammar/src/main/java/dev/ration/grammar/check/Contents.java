package dev.ration.grammar.check;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks what stands in critical sections, responses and cleanups, and that retries end. */
final class Contents {
  private final CheckRun run;
  private final Deeds deeds;

  Contents(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  void check(Tree node) {
    visit(node, List.of());
  }

  private void visit(Tree node, List<Clause> around) {
    List<Clause> clauses = new ArrayList<>(around);
    clauses.addAll(Deeds.clausesOf(node));
    switch (node) {
      case Construct.Critical critical ->
          critical(critical.body(), critical.span(), new HashSet<>());
      case Construct.Respond respond -> respond(respond);
      default -> {}
    }
    retry(node, clauses);
    for (Trailer trailer : Deeds.trailersOf(node)) {
      if (trailer instanceof Trailer.Cleanup cleanup) {
        cleanup(cleanup.body(), held(clauses));
      }
    }
    Parts.of(node).forEach(part -> visit(part, clauses));
  }

  private void retry(Tree node, List<Clause> around) {
    Clause.Retry retry = Deeds.clause(Deeds.clausesOf(node), Clause.Retry.class);
    if (retry != null && retry.attempts() == null && !Deeds.has(around, Clause.Within.class)) {
      run.report(
          Code.RETRY_WITHOUT_END,
          retry.span(),
          "This is repeated for ever when it keeps failing.",
          "say how often, `retry 3`, or put a deadline around it");
    }
  }

  /** {@code at} is the call in the section through which a part is reached. */
  private void critical(Tree node, Span at, Set<Symbol> seen) {
    boolean isLimited = Deeds.has(Deeds.clausesOf(node), Clause.Within.class);
    String what =
        switch (node) {
          case Expression.WaitUntil _ when !isLimited -> "a wait for something that may never be";
          case Construct.While _, Construct.Every _ when !isLimited -> "a loop without a deadline";
          case Expression.Call call
              when deeds.called(call) instanceof Symbol.ThinkSymbol think
                  && deeds.mayLeave(think.declaration()) ->
              "a question to a tier outside the robot";
          default -> "";
        };
    if (!what.isEmpty()) {
      run.report(
          Code.CRITICAL_CONTENT,
          seen.isEmpty() ? node.span() : at,
          "A critical section delays every cancellation, but here is " + what + ".",
          "do it before the section");
      return;
    }
    if (isLimited && node instanceof Expression.Governed governed) {
      Parts.of(governed.body()).forEach(part -> critical(part, at, seen));
      return;
    }
    if (deeds.called(node) instanceof Symbol.ActivitySymbol activity
        && activity.declaration().body() != null
        && seen.add(activity)) {
      critical(activity.declaration().body(), seen.size() == 1 ? node.span() : at, seen);
    }
    Parts.of(node).forEach(part -> critical(part, at, seen));
  }

  private void respond(Construct.Respond respond) {
    if (!begins(respond.body(), new HashSet<>())) {
      Span span = respond.span();
      run.report(
          Code.RESPOND_WITHOUT_EFFECT,
          new Span(span.source(), span.start(), Math.min(span.end(), span.start() + 7)),
          "`respond` is met by the first thing a person can hear or see, but nothing here begins.",
          "say, play or move something in it");
    }
  }

  private boolean begins(Tree node, Set<Symbol> seen) {
    Symbol called = deeds.called(node);
    if (called == null && node instanceof Expression.Call) {
      return true;
    }
    if (called instanceof Symbol.ActivitySymbol activity && seen.add(activity)) {
      Declaration.Activity declaration = activity.declaration();
      boolean acts =
          declaration.body() == null
              ? !Deeds.has(declaration.clauses(), Clause.Pure.class)
              : begins(declaration.body(), seen);
      if (acts) {
        return true;
      }
    }
    return Parts.of(node).stream().anyMatch(part -> begins(part, seen));
  }

  private Set<String> held(List<Clause> clauses) {
    Set<String> held = new LinkedHashSet<>();
    for (Clause clause : clauses) {
      if (clause instanceof Clause.Holds holds) {
        holds.holdings().forEach(holding -> held.add(holding.resource().text()));
      }
    }
    return held;
  }

  private void cleanup(Tree node, Set<String> held) {
    if (deeds.called(node) instanceof Symbol.ActivitySymbol activity) {
      for (String wanted : held(activity.declaration().clauses())) {
        boolean isName = activity.parameters().stream().anyMatch(it -> it.name().equals(wanted));
        if (!isName && held.stream().noneMatch(one -> covers(one, wanted))) {
          run.report(
              Code.RESOURCE_NOT_HELD,
              node.span(),
              "This cleanup uses `" + wanted + "`, which the scope around it does not hold.",
              "add `holds " + wanted + "` to the scope");
        }
      }
    }
    Parts.of(node).forEach(part -> cleanup(part, held));
  }

  /** Whether holding one may mean holding the other: the robot's own tree decides it later. */
  private static boolean covers(String held, String wanted) {
    String side = held.substring(held.lastIndexOf('.') + 1);
    return held.equals(wanted)
        || wanted.startsWith(held + ".")
        || held.contains(".") && wanted.endsWith("." + side);
  }
}
