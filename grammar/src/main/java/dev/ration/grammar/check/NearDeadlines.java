package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Questions;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Verdict;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds deadlines that leave a question inside them no tier: who asks has less time than the
 * question itself allows (T1). Said where the deadline stands, since others may ask with more.
 */
final class NearDeadlines {
  /**
   * The nearest deadline around.
   *
   * @param sheet of the activity that has it
   * @param within where it is written; null where it is not
   * @param beyondNanos the next one around that
   */
  private record Around(
      Sheet sheet, Limits limits, Clause.@Nullable Within within, long beyondNanos) {}

  private final WorkBuilder builder;
  private final @Nullable Site site;
  private final Map<Sheet, Boolean> asking = new IdentityHashMap<>();
  private final Map<Sheet, Boolean> showing = new IdentityHashMap<>();
  private final Map<Sheet, Set<Sheet>> seen = new IdentityHashMap<>();
  private final Set<Source> ours = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Diagnostic> findings = new ArrayList<>();

  private NearDeadlines(WorkBuilder builder, @Nullable Site site) {
    this.builder = builder;
    this.site = site;
  }

  /** Looks at every activity of the modules that were asked for; {@code site} may be null. */
  static List<Diagnostic> check(
      CheckedProgram program, @Nullable Site site, WorkBuilder builder, Feasibility feasibility) {
    var check = new NearDeadlines(builder, site);
    program.roots().forEach(module -> check.ours.add(module.source()));
    for (CheckedModule module : program.roots()) {
      for (Symbol symbol : module.symbols().values()) {
        builder.of(symbol).ifPresent(work -> check.visit(feasibility.of(work), null));
      }
    }
    return check.findings;
  }

  private void visit(Sheet sheet, @Nullable Around around) {
    if (!asks(sheet)) {
      return;
    }
    Sheet owner = around == null ? sheet : around.sheet();
    if (!seen.computeIfAbsent(owner, _ -> identitySet()).add(sheet)) {
      return;
    }
    Around inside = around;
    if (sheet.work() instanceof Work.Activity activity) {
      if (activity.body() instanceof Work.Question question) {
        judge(activity, question, around);
      }
      Around nearer = nearer(sheet, activity, around);
      if (nearer != null && activity.isRespond()) {
        upToEffect(sheet.parts().getFirst(), nearer, around);
      } else if (nearer != null) {
        inside = nearer;
      }
    }
    for (Sheet part : sheet.parts()) {
      visit(part, inside);
    }
  }

  /**
   * The first effect meets the deadline of a {@code respond} (T9): it holds for what is done before
   * anything could be heard or seen.
   *
   * @return whether anything could
   */
  private boolean upToEffect(Sheet sheet, Around near, @Nullable Around around) {
    if (!mayShow(sheet)) {
      visit(sheet, near);
      return false;
    }
    if (sheet.work() instanceof Work.Sequence) {
      return sheet.parts().stream().anyMatch(part -> upToEffect(part, near, around));
    }
    return true;
  }

  private boolean mayShow(Sheet sheet) {
    Boolean before = showing.get(sheet);
    if (before == null) {
      before =
          sheet.work() instanceof Work.Command || sheet.parts().stream().anyMatch(this::mayShow);
      showing.put(sheet, before);
    }
    return before;
  }

  private static Set<Sheet> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Whether there is any question in it; most work has none. */
  private boolean asks(Sheet sheet) {
    Boolean before = asking.get(sheet);
    if (before == null) {
      before = sheet.work() instanceof Work.Question || sheet.parts().stream().anyMatch(this::asks);
      asking.put(sheet, before);
    }
    return before;
  }

  /** The deadline of an activity where it is nearer than that around it; null where it is not. */
  private @Nullable Around nearer(Sheet sheet, Work.Activity activity, @Nullable Around around) {
    long own = activity.limits().nanos();
    if (own == Spread.NONE || around != null && own >= around.limits().nanos()) {
      return null;
    }
    Tree tree = builder.treeOf(activity);
    Clause.Within within =
        tree == null ? null : Deeds.clause(Deeds.clausesOf(tree), Clause.Within.class);
    long beyond = around == null ? Spread.NONE : around.limits().nanos();
    return new Around(sheet, activity.limits(), within, beyond);
  }

  private void judge(Work.Activity activity, Work.Question question, @Nullable Around around) {
    Limits own = activity.limits();
    Tree tree = builder.treeOf(activity);
    if (around == null || tree == null || isHopeless(around.sheet())) {
      return;
    }
    boolean isNearer = own.nanos() == Spread.NONE || around.limits().nanos() < own.nanos();
    Clause.Within within = around.within();
    if (!isNearer || within == null || !ours.contains(within.span().source())) {
      return;
    }
    if (Questions.verdicts(question, own).stream().anyMatch(NearDeadlines::isAll)) {
      return;
    }
    Questions.verdicts(question, own.under(around.limits())).stream()
        .filter(NearDeadlines::isAll)
        .forEach(verdict -> report(question, tree, around, within, verdict));
  }

  /** That everything in it takes too long has been said. */
  private static boolean isHopeless(Sheet sheet) {
    return sheet.verdicts().stream()
        .map(Verdict::kind)
        .anyMatch(kind -> kind == Verdict.Kind.TIME_MINIMUM || kind == Verdict.Kind.TIME_KEPT);
  }

  private static boolean isAll(Verdict verdict) {
    return verdict.kind() == Verdict.Kind.NO_TIER || verdict.kind() == Verdict.Kind.NO_LIKELY_TIER;
  }

  private void report(
      Work.Question question, Tree tree, Around around, Clause.Within within, Verdict verdict) {
    String start = "No tier promises to answer";
    Diagnostic finding =
        Diagnostic.of(
                Code.DEAD_TIER,
                within.span(),
                FeasibilityCheck.refusals(start, question.name(), verdict, site))
            .label(FeasibilityCheck.clause(tree, Clause.Tiers.class), "the tiers that it may ask");
    long enough = verdict.enoughNanos();
    if (around.beyondNanos() != Spread.NONE && enough > around.beyondNanos()) {
      String wanted = FeasibilityCheck.roundedUp(enough);
      findings.add(
          finding.hint(
              "name a tier that can, or give it and what is around it `within " + wanted + "`"));
      return;
    }
    findings.add(FeasibilityCheck.moreTime(finding, within, verdict));
  }
}
