package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Puts verdicts into words: what decides, where it comes from, what would mend it (S2, S3). */
public final class Tellings {
  private static final int MOST_SHARES = 4;

  private Tellings() {}

  /**
   * The verdicts of a sheet.
   *
   * @param clauses where each limit is written
   * @param origins where the figures of a part come from, for time and for draw
   */
  public static List<BudgetLine.Told> of(
      Sheet sheet, Map<String, String> clauses, Function<Work, String> origins) {
    return sheet.verdicts().stream()
        .map(verdict -> told(sheet, verdict, clauses, origins))
        .sorted(Comparator.comparing(BudgetLine.Told::level))
        .toList();
  }

  private static BudgetLine.Told told(
      Sheet sheet, Verdict verdict, Map<String, String> clauses, Function<Work, String> origins) {
    return switch (verdict.kind()) {
      case TIME_MINIMUM -> time(verdict, "can never end in time", "at least", clauses, List.of());
      case TIME_KEPT -> time(verdict, "keeps too much for its end", "at least", clauses, List.of());
      case TIME_EXPECTED ->
          time(
              verdict,
              "expected to be late",
              "a mean of",
              clauses,
              largest(sheet, Spread::expected, Need::time, FigureText::time, origins));
      case TIME_P95 ->
          time(
              verdict,
              "late in more than 5 of 100",
              "in 95 of 100 up to",
              clauses,
              largest(sheet, Spread::p95, Need::time, FigureText::time, origins));
      case EFFECT_MINIMUM ->
          time(verdict, "can never begin in time", "at least", clauses, List.of());
      case EFFECT_EXPECTED ->
          time(verdict, "expected to begin late", "a mean of", clauses, List.of());
      case ENERGY_MINIMUM ->
          amount(
              verdict,
              "can never have its energy",
              "at least",
              "energy",
              FigureText::energy,
              clauses,
              List.of());
      case ENERGY_EXPECTED ->
          amount(
              verdict,
              "expected to use up its energy",
              "a mean of",
              "energy",
              FigureText::energy,
              clauses,
              largest(sheet, Spread::expected, Need::energy, FigureText::energy, origins));
      case POWER_MINIMUM ->
          amount(
              verdict,
              "always draws more than it may",
              "at least",
              "power",
              FigureText::power,
              clauses,
              List.of());
      case NO_TIER -> tiers(verdict, BudgetLine.Level.ERROR, "no tier can answer", clauses);
      case NO_LIKELY_TIER ->
          tiers(verdict, BudgetLine.Level.WARNING, "no tier promises to answer", clauses);
      case DEAD_TIER ->
          tiers(verdict, BudgetLine.Level.WARNING, "a tier can never be chosen", clauses);
    };
  }

  private static BudgetLine.Told time(
      Verdict verdict,
      String title,
      String needs,
      Map<String, String> clauses,
      List<String> sources) {
    return amount(verdict, title, needs, "within", FigureText::time, clauses, sources);
  }

  private static BudgetLine.Told amount(
      Verdict verdict,
      String title,
      String needs,
      String word,
      LongFunction<String> text,
      Map<String, String> clauses,
      List<String> likely) {
    String number = "needs " + needs + " " + text.apply(verdict.needed());
    if (verdict.kept() > 0) {
      number += " and keeps " + text.apply(verdict.kept()) + " for its end";
    }
    number += ", may have " + text.apply(verdict.allowed());
    List<String> sources = new ArrayList<>();
    String clause = clauses.get(word);
    if (clause != null) {
      sources.add("`" + word + " " + text.apply(verdict.allowed()) + "` (" + clause + ")");
    }
    sources.addAll(likely);
    if (likely.isEmpty()) {
      verdict.shares().forEach(share -> sources.add(share(share, text)));
    }
    String wanted = text.apply(Spread.sum(verdict.needed(), verdict.kept()));
    return new BudgetLine.Told(
        level(verdict.kind()),
        kind(verdict),
        title,
        number,
        sources,
        "`" + word + " " + wanted + "` or more");
  }

  private static BudgetLine.Level level(Verdict.Kind kind) {
    return switch (kind) {
      case TIME_MINIMUM, EFFECT_MINIMUM, ENERGY_MINIMUM, POWER_MINIMUM, NO_TIER ->
          BudgetLine.Level.ERROR;
      case TIME_KEPT,
          TIME_EXPECTED,
          TIME_P95,
          EFFECT_EXPECTED,
          ENERGY_EXPECTED,
          NO_LIKELY_TIER,
          DEAD_TIER ->
          BudgetLine.Level.WARNING;
    };
  }

  private static String kind(Verdict verdict) {
    return verdict.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String share(Verdict.Share share, LongFunction<String> text) {
    String from = share.source().isEmpty() ? "" : " (" + share.source() + ")";
    return "`" + share.name() + "` " + text.apply(share.amount()) + from;
  }

  private static BudgetLine.Told tiers(
      Verdict verdict, BudgetLine.Level level, String title, Map<String, String> clauses) {
    String number =
        verdict.shares().stream()
            .map(share -> "`" + share.name() + "`: " + share.source())
            .collect(Collectors.joining("; "));
    List<String> sources = new ArrayList<>();
    for (String word : List.of("tiers", "within", "energy", "power", "spend")) {
      String clause = clauses.get(word);
      if (clause != null) {
        sources.add("`" + word + "` (" + clause + ")");
      }
    }
    return new BudgetLine.Told(level, kind(verdict), title, number, sources, change(verdict));
  }

  /** More time where time is what is short; otherwise only another tier helps. */
  private static String change(Verdict verdict) {
    long least =
        verdict.shares().stream()
            .mapToLong(Verdict.Share::amount)
            .filter(nanos -> nanos > verdict.allowed())
            .min()
            .orElse(0);
    String dead =
        verdict.shares().stream()
            .map(share -> "`" + share.name() + "`")
            .collect(Collectors.joining(", "));
    boolean isSome = verdict.kind() == Verdict.Kind.DEAD_TIER;
    String other = isSome ? "take " + dead + " out of the tiers" : "name a tier that can";
    return verdict.allowed() >= 0 && least > 0
        ? "`within " + FigureText.time(least) + "` or more, or " + other
        : other;
  }

  /** The parts without parts that take most by one of the four figures. */
  private static List<String> largest(
      Sheet sheet,
      ToLongFunction<Spread> figure,
      Function<Need, Spread> measure,
      LongFunction<String> text,
      Function<Work, String> origins) {
    List<Sheet> leaves = new ArrayList<>();
    leaves(sheet.named().isEmpty() ? deepest(sheet) : sheet, leaves);
    return leaves.stream()
        .filter(leaf -> figure.applyAsLong(measure.apply(leaf.need())) > 0)
        .sorted(
            Comparator.comparingLong((Sheet leaf) -> figure.applyAsLong(measure.apply(leaf.need())))
                .reversed())
        .limit(MOST_SHARES)
        .map(
            leaf -> {
              String origin = origins.apply(deepest(leaf).work());
              String amount = text.apply(figure.applyAsLong(measure.apply(leaf.need())));
              return "`"
                  + leaf.name()
                  + "` "
                  + amount
                  + (origin.isEmpty() ? "" : " (" + origin + ")");
            })
        .toList();
  }

  /** What a sheet that only carries limits is about: its figures are not cut at them. */
  private static Sheet deepest(Sheet sheet) {
    Sheet one = sheet;
    while (one.parts().size() == 1) {
      one = one.parts().getFirst();
    }
    return one;
  }

  private static void leaves(Sheet sheet, List<Sheet> found) {
    List<Sheet> parts = sheet.named();
    if (parts.isEmpty() && !sheet.name().isEmpty()) {
      found.add(sheet);
    }
    parts.forEach(part -> leaves(part, found));
  }
}
