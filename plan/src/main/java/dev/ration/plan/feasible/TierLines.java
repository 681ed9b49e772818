package dev.ration.plan.feasible;

import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.Site;
import java.util.List;

/** What the tiers of a question can do on a robot. */
public final class TierLines {
  private TierLines() {}

  /** A line for each tier that the site serves, in the order of preference. */
  public static List<BudgetLine.TierLine> of(Work.Question question, Limits limits, Site site) {
    List<Option> options = question.options();
    return options == null
        ? List.of()
        : options.stream().map(option -> line(option, limits, site)).toList();
  }

  private static BudgetLine.TierLine line(Option option, Limits limits, Site site) {
    Questions.Refusal refusal = Questions.refusal(option, limits);
    Figure<Long> memory =
        site.serve(option.tier())
            .filter(serve -> !serve.model().isRemote())
            .map(serve -> serve.model().memory())
            .orElse(null);
    return new BudgetLine.TierLine(
        option.tier(),
        option.model(),
        option.nanos(limits.quantile()),
        option.microwatts(),
        option.microMoney(),
        memory == null ? 0 : memory.value(),
        refusal == null ? "" : refusal.words(),
        option.source());
  }

  /** The names of the tiers among {@code options} that can answer under these limits. */
  public static List<String> able(List<Option> options, Limits limits, long microjoules) {
    return options.stream()
        .filter(option -> Questions.refusal(option, limits) == null)
        .filter(
            option -> microjoules == Spread.NONE || option.need().energy().minimum() <= microjoules)
        .map(Option::tier)
        .toList();
  }
}
