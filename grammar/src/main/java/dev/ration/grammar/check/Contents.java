package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
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
import org.jspecify.annotations.Nullable;

/** Checks what stands in critical sections, responses and cleanups, and that retries end. */
final class Contents {
  private final CheckRun run;
  private final Deeds deeds;

  Contents(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  void check(Outline outline) {
    for (Outline.Scope scope : outline.outermost()) {
      visit(scope, List.of());
    }
  }

  private void visit(Outline.Scope scope, List<Clause> around) {
    Tree node = scope.node();
    List<Clause> clauses = with(around, Deeds.clausesOf(node));
    switch (node) {
      case Construct.Critical critical ->
          new Section(critical.span(), staysInside(clauses)).look(critical.body());
      case Construct.Respond respond -> respond(respond);
      default -> {}
    }
    retry(node, clauses);
    for (Trailer trailer : Deeds.trailersOf(node)) {
      if (trailer instanceof Trailer.Cleanup cleanup) {
        cleanup(cleanup.body(), held(clauses), null, new HashSet<>());
      }
    }
    for (Outline.Scope inside : scope.inside()) {
      visit(inside, clauses);
    }
  }

  private static List<Clause> with(List<Clause> around, List<Clause> own) {
    if (own.isEmpty()) {
      return around;
    }
    List<Clause> clauses = new ArrayList<>(around);
    clauses.addAll(own);
    return clauses;
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

  /** Whether nothing that is asked under these clauses leaves the robot. */
  private boolean staysInside(List<Clause> clauses) {
    return Deeds.has(clauses, Clause.Private.class)
        || clauses.stream()
            .anyMatch(one -> one instanceof Clause.Tiers && !deeds.namesCloud(List.of(one)));
  }

  /** One critical section, which is looked through with all that it calls. */
  private final class Section {
    private final Set<Symbol> seen = new HashSet<>();
    private final Span at;
    private final boolean isInside;

    /** Where the section calls what is looked at; the section itself at first. */
    private @Nullable Span call;

    Section(Span at, boolean isInside) {
      this.at = at;
      this.isInside = isInside;
    }

    void look(Tree node) {
      look(node, false, isInside);
    }

    private void look(Tree node, boolean isAroundLimited, boolean isAroundInside) {
      List<Clause> clauses = Deeds.clausesOf(node);
      boolean isLimited = isAroundLimited || Deeds.has(clauses, Clause.Within.class);
      boolean stays = isAroundInside || staysInside(clauses);
      String what = what(node, isLimited, stays);
      if (!what.isEmpty()) {
        report(node, what);
        return;
      }
      if (deeds.called(node) instanceof Symbol.ActivitySymbol activity
          && activity.declaration().body() != null
          && seen.add(activity)) {
        Span outside = call;
        call = outside == null ? node.span() : outside;
        look(activity.declaration(), isLimited, stays);
        call = outside;
      }
      Parts.of(node).forEach(part -> look(part, isLimited, stays));
    }

    private String what(Tree node, boolean isLimited, boolean stays) {
      return switch (node) {
        case Expression.WaitUntil _ when !isLimited -> "a wait for something that may never be";
        case Construct.While _, Construct.Every _ when !isLimited -> "a loop without a deadline";
        case Expression.Call asked
            when !stays
                && deeds.called(asked) instanceof Symbol.ThinkSymbol think
                && deeds.mayLeave(think.declaration()) ->
            "a question to a tier outside the robot";
        default -> "";
      };
    }

    private void report(Tree node, String what) {
      Span place = call == null ? node.span() : call;
      run.report(
          Diagnostic.of(
                  Code.CRITICAL_CONTENT,
                  place,
                  "A critical section delays every cancellation, but here is " + what + ".")
              .hint(
                  node instanceof Expression.Call
                      ? "do it before the section"
                      : "give it a deadline, or do it before the section")
              .label(new Span(at.source(), at.start(), at.start() + 8), "the critical section"));
    }
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

  /** Reports what a cleanup holds or calls for; {@code at} is its own call that leads there. */
  private void cleanup(Tree node, Set<String> held, @Nullable Span at, Set<Symbol> seen) {
    for (Clause clause : Deeds.clausesOf(node)) {
      if (clause instanceof Clause.Holds holds) {
        for (Clause.Holding one : holds.holdings()) {
          if (!isParameter(one)) {
            mustHold(one.resource().text(), held, at == null ? one.span() : at);
          }
        }
      }
    }
    if (deeds.called(node) instanceof Symbol.ActivitySymbol activity && seen.add(activity)) {
      cleanup(activity.declaration(), held, at == null ? node.span() : at, seen);
      seen.remove(activity);
    }
    Parts.of(node).forEach(part -> cleanup(part, held, at, seen));
  }

  private boolean isParameter(Clause.Holding holding) {
    return run.facts.symbolOf(holding.resource()).orElse(null) instanceof Symbol.Variable;
  }

  private void mustHold(String wanted, Set<String> held, Span at) {
    if (held.stream().noneMatch(one -> covers(one, wanted))) {
      run.report(
          Code.RESOURCE_NOT_HELD,
          at,
          "This cleanup uses `" + wanted + "`, which the scope around it does not hold.",
          "add `holds " + wanted + "` to the scope");
    }
  }

  /** Whether holding one may mean holding the other: the robot's own tree decides it later. */
  private static boolean covers(String held, String wanted) {
    String side = held.substring(held.lastIndexOf('.') + 1);
    return held.equals(wanted)
        || wanted.startsWith(held + ".")
        || held.contains(".") && wanted.endsWith("." + side);
  }
}
