package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Option;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.TierLines;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tiers can answer a question in each state of the link and of the battery. */
final class TierStates {
  private static final String USUAL = "usually";

  private final TierOptions usual;
  private final TierOptions alone;
  private final List<LinkProfile.WakeUp> wakeUps;
  private final Map<String, Long> bands = new LinkedHashMap<>();

  TierStates(Facts facts, Site site) {
    usual = new TierOptions(facts, site);
    alone =
        new TierOptions(
            facts,
            new Site(
                site.name(),
                site.robot(),
                List.of(),
                site.money(),
                site.energy(),
                site.serves(),
                site.meters()));
    // Runs use the first link.
    wakeUps = site.links().isEmpty() ? List.of() : site.links().getFirst().wakeUps();
    bands(site.robot()).forEach((name, joules) -> bands.put(name, joules));
  }

  /**
   * What the battery holds at most in each band, in microjoules: its share of the charge, less what
   * no policy may use.
   */
  static Map<String, Long> bands(RobotProfile robot) {
    Map<String, Long> most = new LinkedHashMap<>();
    robot.bands().entrySet().stream()
        .sorted(
            Map.Entry.<String, Figure<Double>>comparingByValue(
                    (one, other) -> Double.compare(other.value(), one.value()))
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(
            band -> {
              double charge = robot.battery().value() * band.getValue().value();
              long free = Math.round(charge) - robot.safetyReserve().value();
              most.put("battery `" + band.getKey() + "`", Math.max(0, free));
            });
    return most;
  }

  /** The tiers that can answer, by state; an empty list is a hole. */
  Map<String, List<String>> of(Declaration.Think think, Limits limits) {
    List<Option> options = usual.of(think);
    Map<String, List<String>> states = new LinkedHashMap<>();
    states.put(USUAL, TierLines.able(options, limits, Spread.NONE));
    if (options.stream().anyMatch(Option::isRemote)) {
      for (LinkProfile.WakeUp wakeUp : wakeUps) {
        String name = "link silent for " + FigureText.time(wakeUp.after().value());
        List<Option> late = late(options, wakeUp.adds().value());
        states.put(name, TierLines.able(late, limits, Spread.NONE));
      }
      states.put("no link", TierLines.able(alone.of(think), limits, Spread.NONE));
    }
    bands.forEach((name, joules) -> states.put(name, TierLines.able(options, limits, joules)));
    return states;
  }

  /** Its remote ones answer later by what the link adds. */
  private static List<Option> late(List<Option> options, Distribution adds) {
    return options.stream().map(option -> option.isRemote() ? late(option, adds) : option).toList();
  }

  private static Option late(Option option, Distribution adds) {
    List<Distribution> parts = new ArrayList<>(option.parts());
    parts.add(adds);
    return new Option(
        option.tier(),
        option.model(),
        parts,
        option.fixedNanos(),
        option.microwatts(),
        option.microMoney(),
        option.against(),
        option.source(),
        true,
        option.tailMicrojoules());
  }
}
