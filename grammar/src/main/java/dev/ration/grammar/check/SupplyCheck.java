package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.Costs;
import dev.ration.plan.feasible.Feasibility;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.TierLines;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a site has what is asked of it: memory for its models, money for what activities must
 * spend, and energy for a whole policy.
 */
final class SupplyCheck {
  private final Site site;
  private final WorkBuilder builder;
  private final Spending spending;
  private final Costs costs;
  private final Feasibility feasibility;
  private final Set<Work> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Diagnostic> findings = new ArrayList<>();

  private SupplyCheck(
      CheckedProgram program, Site site, WorkBuilder builder, Feasibility feasibility) {
    this.site = site;
    this.builder = builder;
    this.feasibility = feasibility;
    spending = new Spending(program.facts(), site);
    costs = new Costs(site, activity -> spending.limit(builder.treeOf(activity)));
  }

  /**
   * Checks the site, and every activity of the modules that were asked for.
   *
   * @param profile what the site was made from
   * @param builder of this program on this site, with the figures of its work
   */
  static List<Diagnostic> check(
      CheckedProgram program,
      Site site,
      Declaration.Profile profile,
      WorkBuilder builder,
      Feasibility feasibility) {
    var check = new SupplyCheck(program, site, builder, feasibility);
    check.memory(profile);
    for (CheckedModule module : program.roots()) {
      for (Symbol symbol : module.symbols().values()) {
        check.builder.of(symbol).ifPresent(work -> check.symbol(symbol, work, module));
      }
    }
    return List.copyOf(check.findings);
  }

  private void memory(Declaration.Profile profile) {
    BoardProfile board = site.robot().board();
    if (board == null) {
      return;
    }
    MemoryPlan plan = MemoryPlan.of(site);
    Set<ModelProfile> told = Collections.newSetFromMap(new IdentityHashMap<>());
    long taken = 0;
    for (ModelProfile model : plan.loaded()) {
      taken += bytes(model);
    }
    for (Site.Serve serve : site.serves()) {
      ModelProfile model = serve.model();
      if (plan.fits(serve) || !told.add(model)) {
        continue;
      }
      Figure<Long> memory = board.memory();
      String start =
          "`"
              + serve.tier().name()
              + "` is served by `"
              + model.name()
              + "`, which takes "
              + FigureText.memory(bytes(model))
              + (model.memory() == null ? "" : " (" + model.memory().origin() + ")");
      String has =
          " the board `"
              + board.name()
              + "` of `"
              + site.robot().name()
              + "` has "
              + FigureText.memory(memory.value())
              + " ("
              + memory.origin()
              + ")";
      Span at = place(profile, serve.tier().name());
      findings.add(
          bytes(model) > memory.value()
              ? Diagnostic.of(Code.MODEL_TOO_LARGE, at, start + ", but" + has + ".")
                  .hint("serve the tier with a smaller model, or choose another robot")
              : Diagnostic.of(
                      Code.MODELS_TOO_LARGE_TOGETHER,
                      at,
                      start
                          + ", but"
                          + has
                          + ", of which the models before it take "
                          + FigureText.memory(taken)
                          + ".")
                  .hint(
                      memory.value() == taken
                          ? "leave away an entry, or put this one first"
                          : "leave away an entry, put this one first, or serve the tier with a"
                              + " model of "
                              + FigureText.memory(memory.value() - taken)
                              + " at most"));
    }
  }

  private static long bytes(ModelProfile model) {
    return model.memory() == null ? 0 : model.memory().value();
  }

  /** The entry for a tier; the name of the site where another profile has it. */
  private static Span place(Declaration.Profile profile, String tier) {
    for (Declaration.Entry entry : profile.entries()) {
      if (entry instanceof Declaration.Entry.Group group
          && group.key() != null
          && group.name().text().equals("serve")
          && group.key().text().equals(tier)) {
        return group.key().span();
      }
    }
    return profile.name().span();
  }

  private void symbol(Symbol symbol, Work work, CheckedModule module) {
    visit(feasibility.of(work), module);
    if (symbol instanceof Symbol.ActivitySymbol activity
        && activity.declaration().kind() == Declaration.Activity.Kind.POLICY) {
      energy(activity.declaration(), feasibility.of(work));
      money(activity.declaration(), feasibility.of(work));
    }
  }

  private void visit(Sheet sheet, CheckedModule module) {
    if (!seen.add(sheet.work())) {
      return;
    }
    if (sheet.work() instanceof Work.Activity activity) {
      Tree tree = builder.treeOf(activity);
      if (tree != null && tree.span().source() == module.source()) {
        spent(sheet, activity, tree);
      }
    }
    sheet.parts().forEach(part -> visit(part, module));
  }

  private void spent(Sheet sheet, Work.Activity activity, Tree tree) {
    long limit = spending.limit(tree);
    long least = costs.inside(activity).minimum();
    Clause.Spend clause = Deeds.clause(Deeds.clausesOf(tree), Clause.Spend.class);
    if (limit == Spread.NONE || least <= limit || clause == null) {
      return;
    }
    String wanted = money(least);
    findings.add(
        Diagnostic.of(
                Code.CANNOT_AFFORD_MONEY,
                clause.span(),
                "`"
                    + activity.name()
                    + "` needs at least "
                    + wanted
                    + ", but may spend "
                    + money(limit)
                    + "."
                    + prices(sheet))
            .fix("give it " + wanted, clause.limit().span(), wanted));
  }

  /** The cheapest tier of each question in some work, with the line of its price. */
  private String prices(Sheet sheet) {
    Set<String> parts = new LinkedHashSet<>();
    prices(sheet, parts);
    return parts.isEmpty() ? "" : " Of it: " + String.join(", ", parts) + ".";
  }

  private void prices(Sheet sheet, Set<String> parts) {
    if (sheet.work() instanceof Work.Activity activity
        && activity.body() instanceof Work.Question question) {
      TierLines.of(question, activity.limits(), site).stream()
          .filter(line -> line.refusal().isEmpty())
          .min(Comparator.comparingLong(BudgetLine.TierLine::microMoney))
          .filter(line -> line.microMoney() > 0)
          .ifPresent(
              line ->
                  parts.add(
                      "`"
                          + question.name()
                          + "` "
                          + money(line.microMoney())
                          + " by `"
                          + line.tier()
                          + "`"
                          + priceLine(line.tier())));
    }
    sheet.parts().forEach(part -> prices(part, parts));
  }

  private String priceLine(String tier) {
    return site.serve(tier)
        .map(Site.Serve::model)
        .map(model -> model.inputPrice() == null ? model.outputPrice() : model.inputPrice())
        .map(price -> " (" + price.origin() + ")")
        .orElse("");
  }

  private String money(long micros) {
    return FigureText.money(micros, spending.currency());
  }

  /** What a run starts with: the site's figure, or what the battery holds above the reserve. */
  private void energy(Declaration.Activity policy, Sheet sheet) {
    RobotProfile robot = site.robot();
    Figure<Long> given = site.energy();
    long battery = Math.max(0, robot.battery().value() - robot.safetyReserve().value());
    long has = given == null ? battery : given.value();
    long least = Spread.sum(sheet.need().energy().minimum(), sheet.keptMicrojoules());
    if (least <= has || robot.battery().value() == 0) {
      return;
    }
    String gives =
        given == null
            ? "the battery of `"
                + robot.name()
                + "` holds "
                + FigureText.energy(has)
                + " above its safety reserve ("
                + robot.battery().origin()
                + ")"
            : "`"
                + site.name()
                + "` gives a mission "
                + FigureText.energy(has)
                + " ("
                + given.origin()
                + ")";
    findings.add(
        Diagnostic.of(
                Code.SITE_LACKS_ENERGY,
                policy.name().span(),
                "`"
                    + policy.name()
                    + "` needs at least "
                    + FigureText.energy(least)
                    + ", but "
                    + gives
                    + ".")
            .hint("do less in it, or recharge its mission before it runs"));
  }

  private void money(Declaration.Activity policy, Sheet sheet) {
    long least = costs.money(sheet.work()).minimum();
    long has = site.money() == null ? 0 : site.money().value().micros();
    if (least <= has) {
      return;
    }
    String gives =
        site.money() == null
            ? "gives a mission none"
            : "gives a mission " + site.money().value() + " (" + site.money().origin() + ")";
    findings.add(
        Diagnostic.of(
                Code.SITE_LACKS_MONEY,
                policy.name().span(),
                "`"
                    + policy.name()
                    + "` spends at least "
                    + money(least)
                    + ", but `"
                    + site.name()
                    + "` "
                    + gives
                    + "."
                    + prices(sheet))
            .hint("write `money: " + money(least) + "` or more in the site"));
  }
}
