package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Verdict;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what cannot work out in the numbers of a program on one site (S2, S3). */
final class FeasibilityCheck {
  /** What a call keeps for the decision and the way back. */
  private static final long DECISION_NANOS = 1_000_000;

  private final WorkBuilder builder;
  private final Feasibility feasibility;
  private final Set<Sheet> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Diagnostic> findings = new ArrayList<>();
  private final Set<Tree> called = Collections.newSetFromMap(new IdentityHashMap<>());
  private final @Nullable Site site;

  private FeasibilityCheck(
      CheckedProgram program, @Nullable Site site, WorkBuilder builder, Feasibility feasibility) {
    this.site = site;
    this.builder = builder;
    this.feasibility = feasibility;
    Deeds deeds = new Deeds(program.facts());
    program.modules().forEach(module -> calls(deeds, module.tree()));
  }

  private void calls(Deeds deeds, Tree node) {
    if (deeds.called(node) instanceof Symbol.ActivitySymbol activity) {
      called.add(activity.declaration());
    }
    Parts.of(node).forEach(part -> calls(deeds, part));
  }

  /** Checks every activity of the modules that were asked for; {@code site} may be null. */
  static List<Diagnostic> check(CheckedProgram program, @Nullable Site site) {
    return check(program, site, new WorkBuilder(program.facts(), site), new Feasibility());
  }

  /** The same with work and figures that others ask for as well. */
  static List<Diagnostic> check(
      CheckedProgram program, @Nullable Site site, WorkBuilder builder, Feasibility feasibility) {
    var check = new FeasibilityCheck(program, site, builder, feasibility);
    for (CheckedModule module : program.roots()) {
      for (Symbol symbol : module.symbols().values()) {
        check.builder.of(symbol).ifPresent(work -> check.visit(check.feasibility.of(work), module));
      }
    }
    return List.copyOf(check.findings);
  }

  private void visit(Sheet sheet, CheckedModule module) {
    if (!seen.add(sheet)) {
      return;
    }
    if (sheet.work() instanceof Work.Activity activity) {
      Tree tree = builder.treeOf(activity);
      if (tree != null && tree.span().source() == module.source()) {
        sheet.verdicts().forEach(verdict -> report(sheet, tree, verdict));
      }
    }
    sheet.parts().forEach(part -> visit(part, module));
  }

  private void report(Sheet sheet, Tree tree, Verdict verdict) {
    switch (verdict.kind()) {
      case TIME_MINIMUM -> time(Code.CANNOT_END_IN_TIME, "needs at least", sheet, tree, verdict);
      case TIME_KEPT -> time(kept(tree), "needs at least", sheet, tree, verdict);
      case EFFECT_MINIMUM ->
          time(
              Code.CANNOT_RESPOND_IN_TIME,
              "has its first effect after at least",
              sheet,
              tree,
              verdict);
      case ENERGY_MINIMUM ->
          energy(Code.CANNOT_AFFORD_ENERGY, "needs at least", sheet, tree, verdict);
      case POWER_MINIMUM ->
          finding(
              Code.DRAWS_TOO_MUCH,
              clause(tree, Clause.Power.class),
              "`%s` draws at least %s, but may draw %s."
                  .formatted(
                      sheet.name(),
                      FigureText.power(verdict.needed()),
                      FigureText.power(verdict.allowed())),
              "allow it " + FigureText.power(verdict.needed()) + ", or do less at once",
              verdict,
              FigureText::power);
      case NO_TIER -> tiers(Code.NO_FEASIBLE_TIER, "No tier can answer", sheet, tree, verdict);
      case NO_LIKELY_TIER ->
          tiers(Code.DEAD_TIER, "No tier promises to answer", sheet, tree, verdict);
      // Likely is not certain, and a contract does not know how long a sentence is: these stand in
      // the budget sheet only (0011).
      case TIME_EXPECTED, TIME_P95, EFFECT_EXPECTED, ENERGY_EXPECTED -> {}
      case DEAD_TIER -> tiers(Code.DEAD_TIER, "Not every tier can answer", sheet, tree, verdict);
    }
  }

  /**
   * Whose limit is that of a caller keeps less (T3): only a policy that nobody calls surely owns
   * its own.
   */
  private Code kept(Tree tree) {
    boolean isOutermost =
        tree instanceof Declaration.Activity activity
            && activity.kind() == Declaration.Activity.Kind.POLICY
            && !called.contains(activity);
    return isOutermost ? Code.CANNOT_END_IN_TIME : Code.KEEPS_TOO_MUCH;
  }

  private void time(Code code, String needs, Sheet sheet, Tree tree, Verdict verdict) {
    amount(code, Clause.Within.class, "within", needs, sheet, tree, verdict, FigureText::time);
  }

  private void energy(Code code, String needs, Sheet sheet, Tree tree, Verdict verdict) {
    amount(code, Clause.Energy.class, "energy", needs, sheet, tree, verdict, FigureText::energy);
  }

  private void amount(
      Code code,
      Class<? extends Clause> clause,
      String word,
      String needs,
      Sheet sheet,
      Tree tree,
      Verdict verdict,
      LongFunction<String> text) {
    String message = "`" + sheet.name() + "` " + needs + " " + text.apply(verdict.needed());
    if (verdict.kept() > 0) {
      message += " and keeps " + text.apply(verdict.kept()) + " for its end";
    }
    message += ", but has " + text.apply(verdict.allowed()) + ".";
    String wanted = text.apply(verdict.needed() + verdict.kept());
    finding(
        code,
        clause(tree, clause),
        message,
        "give it `" + word + " " + wanted + "` or more, or do less in it",
        verdict,
        text);
  }

  private void tiers(Code code, String start, Sheet sheet, Tree tree, Verdict verdict) {
    String reasons =
        verdict.shares().stream()
            .map(share -> "`" + share.name() + "`: " + share.source())
            .collect(Collectors.joining("; "));
    String time = verdict.allowed() < 0 ? "" : " within " + FigureText.time(verdict.allowed());
    String where = site == null ? "" : " at `" + site.name() + "`";
    Diagnostic finding =
        Diagnostic.of(
            code,
            clause(tree, Clause.Tiers.class),
            start + " `" + sheet.name() + "`" + time + where + ". " + reasons + ".");
    findings.add(moreTime(finding, tree, verdict));
  }

  /** The smallest change of the deadline with which the quickest of the refused tiers may serve. */
  private static Diagnostic moreTime(Diagnostic finding, Tree tree, Verdict verdict) {
    long least =
        verdict.shares().stream()
            .mapToLong(Verdict.Share::amount)
            .filter(nanos -> nanos > verdict.allowed())
            .min()
            .orElse(0);
    boolean isTime = verdict.kind() != Verdict.Kind.NO_TIER && verdict.allowed() >= 0 && least > 0;
    Clause clause = Deeds.clause(Deeds.clausesOf(tree), Clause.Within.class);
    if (!isTime || !(clause instanceof Clause.Within within)) {
      String more = least > 0 ? "more time" : "more of what it lacks";
      return finding.hint("name a tier that can, or give it " + more);
    }
    String wanted = roundedUp(least + DECISION_NANOS);
    return finding
        .hint("name a tier that can, or give it `within " + wanted + "`")
        .fix("give it " + wanted, within.limit().span(), wanted);
  }

  /** In milliseconds, to tens of them where there are many. */
  private static String roundedUp(long nanos) {
    long millis = Math.ceilDiv(nanos, 1_000_000);
    return (millis < 100 ? millis : Math.ceilDiv(millis, 10) * 10) + " ms";
  }

  private void finding(
      Code code, Span at, String message, String hint, Verdict verdict, LongFunction<String> text) {
    String shares =
        verdict.shares().stream()
            .map(share -> share(share, text))
            .collect(Collectors.joining(", "));
    String whole = verdict.shares().isEmpty() ? message : message + " Of it: " + shares + ".";
    findings.add(Diagnostic.of(code, at, whole).hint(hint));
  }

  private static String share(Verdict.Share share, LongFunction<String> text) {
    String from = share.source().isEmpty() ? "" : " (" + share.source() + ")";
    return "`" + share.name() + "` " + text.apply(share.amount()) + from;
  }

  /** Where the clause stands that decides; the head of the activity without one. */
  private static Span clause(Tree tree, Class<? extends Clause> kind) {
    Clause clause = Deeds.clause(Deeds.clausesOf(tree), kind);
    if (clause != null) {
      return clause.span();
    }
    return switch (tree) {
      case Declaration.Activity activity -> activity.name().span();
      case Declaration.Think think -> think.name().span();
      default -> tree.span();
    };
  }
}
