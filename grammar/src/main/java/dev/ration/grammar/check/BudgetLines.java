package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Dimension;
import dev.ration.plan.feasible.BudgetLine;
import dev.ration.plan.feasible.Costs;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.RobotBudget;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Tellings;
import dev.ration.plan.feasible.TierLines;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts sheets together with the places they come from, money, memory and holes. */
final class BudgetLines {
  /** The nearest deadline around an activity. */
  private record Around(long nanos, String name) {
    static final Around NOTHING = new Around(Spread.NONE, "");
  }

  private final WorkBuilder builder;
  private final @Nullable Site site;
  private final @Nullable Spending spending;
  private final @Nullable Costs costs;
  private final @Nullable TierStates states;
  private final Map<Tree, RobotBudget.Standing> standings = new IdentityHashMap<>();
  private final List<RobotBudget.Standing> inOrder = new ArrayList<>();

  BudgetLines(Facts facts, WorkBuilder builder, @Nullable Site site) {
    this.builder = builder;
    this.site = site;
    spending = site == null ? null : new Spending(facts, site);
    costs = site == null ? null : new Costs(site, this::spend);
    states = site == null ? null : new TierStates(facts, site);
  }

  /** The questions that were met, in the order of the first meeting. */
  List<RobotBudget.Standing> standings() {
    return List.copyOf(inOrder);
  }

  /** What the site pays in; null when it pays nothing. */
  @Nullable Dimension currency() {
    return spending == null ? null : spending.currency();
  }

  BudgetLine policy(Sheet sheet) {
    BudgetLine line = line(sheet, Around.NOTHING);
    List<BudgetLine.Note> notes = new ArrayList<>(line.notes());
    notes.addAll(bands(sheet));
    return new BudgetLine(
        line.kind(),
        line.origin(),
        line.sheet(),
        line.money(),
        line.spend(),
        line.memory(),
        line.clauses(),
        line.sources(),
        line.tiers(),
        line.verdicts(),
        notes,
        line.parts());
  }

  private List<BudgetLine.Note> bands(Sheet sheet) {
    if (site == null) {
      return List.of();
    }
    long least = Spread.sum(sheet.need().energy().minimum(), sheet.keptMicrojoules());
    // A lower band has less, so the first one that is too low says it for all.
    return TierStates.bands(site.robot()).entrySet().stream()
        .filter(band -> least > band.getValue())
        .limit(1)
        .map(
            band ->
                new BudgetLine.Note(
                    BudgetLine.Note.Kind.HOLE,
                    "from "
                        + band.getKey()
                        + " on at most "
                        + FigureText.energy(band.getValue())
                        + " are left, and it needs at least "
                        + FigureText.energy(least)))
        .toList();
  }

  private BudgetLine line(Sheet sheet, Around around) {
    Tree tree = sheet.work() instanceof Work.Activity activity ? builder.treeOf(activity) : null;
    List<Clause> clauses = tree == null ? List.of() : Deeds.clausesOf(tree);
    Map<String, String> origins = origins(clauses);
    List<BudgetLine.Told> verdicts = new ArrayList<>();
    List<BudgetLine.TierLine> tiers = new ArrayList<>();
    List<BudgetLine.Note> notes = new ArrayList<>();
    for (Sheet one : chain(sheet)) {
      Map<String, String> its = originsOf(one);
      Tellings.of(one, its, this::origin).forEach(told -> verdicts.add(with(around, one, told)));
      question(one, tiers, notes);
    }
    Around inside = inside(sheet, around, notes);
    List<BudgetLine> parts = sheet.named().stream().map(part -> line(part, inside)).toList();
    return new BudgetLine(
        kind(sheet, tree),
        tree == null ? "" : start(tree),
        sheet,
        costs == null ? Spread.UNKNOWN : costs.money(sheet.work()),
        sheet.work() instanceof Work.Activity activity ? spend(activity) : Spread.NONE,
        costs == null ? Spread.UNKNOWN : costs.memory(sheet.work()),
        origins,
        sources(sheet.work()),
        tiers,
        money(sheet, origins, verdicts),
        notes,
        parts);
  }

  /** More time is of no use where the deadline around leaves less. */
  private static BudgetLine.Told with(Around around, Sheet sheet, BudgetLine.Told told) {
    long wanted =
        sheet.verdicts().stream()
            .filter(one -> told.kind().equals(one.kind().name().toLowerCase(Locale.ROOT)))
            .filter(one -> told.kind().startsWith("time"))
            .mapToLong(one -> Spread.sum(one.needed(), one.kept()))
            .max()
            .orElse(0);
    if (around.nanos() == Spread.NONE || wanted <= around.nanos()) {
      return told;
    }
    return new BudgetLine.Told(
        told.level(),
        told.kind(),
        told.title(),
        told.number(),
        told.sources(),
        told.change()
            + ", and as much for `"
            + around.name()
            + "` around it, which has "
            + FigureText.time(around.nanos()));
  }

  /** A sheet and those that only carry more limits of the same thing. */
  private static List<Sheet> chain(Sheet sheet) {
    List<Sheet> chain = new ArrayList<>();
    Sheet one = sheet;
    while (true) {
      chain.add(one);
      if (one.parts().size() != 1) {
        return chain;
      }
      Sheet only = one.parts().getFirst();
      if (!only.name().equals(sheet.name()) && !only.name().isEmpty()) {
        return chain;
      }
      one = only;
    }
  }

  private void question(Sheet sheet, List<BudgetLine.TierLine> tiers, List<BudgetLine.Note> notes) {
    if (site == null
        || states == null
        || !(sheet.work() instanceof Work.Activity activity)
        || !(activity.body() instanceof Work.Question question)
        || !(builder.treeOf(activity) instanceof Declaration.Think think)) {
      return;
    }
    tiers.addAll(TierLines.of(question, activity.limits(), site));
    RobotBudget.Standing standing =
        standings.computeIfAbsent(
            think,
            _ -> {
              var made =
                  new RobotBudget.Standing(
                      question.name(), start(think), states.of(think, activity.limits()));
              inOrder.add(made);
              return made;
            });
    standing
        .together()
        .forEach(
            (state, able) -> {
              if (able.isEmpty()) {
                notes.add(
                    new BudgetLine.Note(BudgetLine.Note.Kind.HOLE, state + ", no tier can answer"));
              }
            });
  }

  /** The deadline that holds inside, and a note where the own one can never be it (T2). */
  private Around inside(Sheet sheet, Around around, List<BudgetLine.Note> notes) {
    if (!(sheet.work() instanceof Work.Activity activity) || activity.isRespond()) {
      return around;
    }
    long own = activity.limits().nanos();
    if (own == Spread.NONE) {
      return around;
    }
    if (around.nanos() != Spread.NONE && own >= around.nanos()) {
      notes.add(
          new BudgetLine.Note(
              BudgetLine.Note.Kind.DEAD_CLAUSE,
              "`within "
                  + FigureText.time(own)
                  + "` never binds here, `"
                  + around.name()
                  + "` around it has "
                  + FigureText.time(around.nanos())));
      return around;
    }
    return new Around(own, sheet.name());
  }

  private List<BudgetLine.Told> money(
      Sheet sheet, Map<String, String> origins, List<BudgetLine.Told> before) {
    if (costs == null || !(sheet.work() instanceof Work.Activity activity)) {
      return before;
    }
    long limit = spend(activity);
    long least = costs.inside(activity).minimum();
    if (limit == Spread.NONE || least <= limit) {
      return before;
    }
    String clause = origins.getOrDefault("spend", "");
    List<BudgetLine.Told> all = new ArrayList<>();
    all.add(
        new BudgetLine.Told(
            BudgetLine.Level.ERROR,
            "money_minimum",
            "can never have its money",
            "needs at least " + money(least) + ", may spend " + money(limit),
            clause.isEmpty() ? List.of() : List.of("`spend " + money(limit) + "` (" + clause + ")"),
            "`spend " + money(least) + "` or more"));
    all.addAll(before);
    return all;
  }

  private String money(long micros) {
    return FigureText.money(micros, currency());
  }

  /** What an activity may spend, in millionths; NONE when it does not say. */
  long spend(Work.Activity activity) {
    return spending == null ? Spread.NONE : spending.limit(builder.treeOf(activity));
  }

  private Map<String, String> originsOf(Sheet sheet) {
    Tree tree = sheet.work() instanceof Work.Activity activity ? builder.treeOf(activity) : null;
    return tree == null ? Map.of() : origins(Deeds.clausesOf(tree));
  }

  private static Map<String, String> origins(List<Clause> clauses) {
    Map<String, String> origins = new LinkedHashMap<>();
    for (Clause clause : clauses) {
      String word =
          switch (clause) {
            case Clause.Within _ -> "within";
            case Clause.Energy _ -> "energy";
            case Clause.Power _ -> "power";
            case Clause.Spend _ -> "spend";
            case Clause.Tiers _ -> "tiers";
            default -> "";
          };
      if (!word.isEmpty()) {
        origins.putIfAbsent(word, clause.span().toString());
      }
    }
    return origins;
  }

  /** Where the figures of a leaf come from: its time first. */
  private String origin(Work work) {
    List<String> sources = sources(work);
    return sources.isEmpty() ? "" : sources.getFirst();
  }

  private static List<String> sources(Work work) {
    return switch (work) {
      case Work.Command command -> {
        List<String> sources = new ArrayList<>();
        sources.add("takes: " + command.takes().origin());
        if (command.begins() != null) {
          sources.add("begins: " + command.begins().origin());
        }
        sources.add("draws: " + command.draws().origin());
        yield sources;
      }
      case Work.Question question when question.options() != null ->
          question.options().stream()
              .filter(option -> !option.source().isEmpty())
              .map(option -> option.tier() + ": " + option.source())
              .toList();
      case Work.Activity activity when activity.body() instanceof Work.Question question ->
          sources(question);
      default -> List.of();
    };
  }

  private static String kind(Sheet sheet, @Nullable Tree tree) {
    return switch (sheet.work()) {
      case Work.Command _ -> "host action";
      case Work.Question _ -> "question";
      case Work.Pause _ -> "wait";
      case Work.Unknown _ -> "unknown";
      default ->
          switch (tree) {
            case Declaration.Think _ -> "question";
            case Declaration.Activity activity ->
                activity.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case null, default ->
                chain(sheet).getLast().work() instanceof Work.Question
                    ? "question"
                    : chain(sheet).getLast().work() instanceof Work.Command
                        ? "host action"
                        : "block";
          };
    };
  }

  private static String start(Tree tree) {
    return switch (tree) {
      case Declaration.Activity activity -> activity.name().span().toString();
      case Declaration.Think think -> think.name().span().toString();
      default -> tree.span().toString();
    };
  }
}
