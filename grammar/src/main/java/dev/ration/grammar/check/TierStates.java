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
    List<Option> inside = alone.of(think);
    Map<String, List<String>> states = new LinkedHashMap<>();
    states.put(USUAL, TierLines.able(options, limits, Spread.NONE));
    boolean mayGoOut = false;
    for (int i = 0; i < options.size(); i++) {
      mayGoOut |= isOut(options.get(i), inside.get(i));
    }
    if (mayGoOut) {
      for (LinkProfile.WakeUp wakeUp : wakeUps) {
        String name = "link silent for " + FigureText.time(wakeUp.after().value());
        states.put(
            name,
            TierLines.able(late(options, inside, wakeUp.adds().value()), limits, Spread.NONE));
      }
      states.put("no link", TierLines.able(inside, limits, Spread.NONE));
    }
    bands.forEach((name, joules) -> states.put(name, TierLines.able(options, limits, joules)));
    return states;
  }

  private static boolean isOut(Option here, Option withoutLink) {
    return here.against().isEmpty() && !withoutLink.against().isEmpty();
  }

  private static List<Option> late(List<Option> options, List<Option> inside, Distribution adds) {
    List<Option> all = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      Option option = options.get(i);
      if (!isOut(option, inside.get(i))) {
        all.add(option);
        continue;
      }
      List<Distribution> parts = new ArrayList<>(option.parts());
      parts.add(adds);
      all.add(
          new Option(
              option.tier(),
              option.model(),
              parts,
              option.fixedNanos(),
              option.microwatts(),
              option.microMoney(),
              option.against(),
              option.source()));
    }
    return all;
  }
}
