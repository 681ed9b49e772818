package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.MissionStore.Balance;
import dev.ration.runtime.energy.Purse;
import dev.ration.runtime.mission.Mission;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Missions in words, and figures of them as they are typed. */
final class MissionText {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?(\\S+)");

  private MissionText() {}

  /** What is left, in one line. */
  static String line(Balance balance) {
    List<String> parts = new ArrayList<>();
    parts.add(left(balance.energy(), Dimension.ENERGY, "of energy"));
    if (!balance.currency().isEmpty()) {
      parts.add(left(balance.money(), currency(balance.currency()), "of money"));
    }
    parts.add(left(balance.reserve(), Dimension.ENERGY, "of the safety reserve"));
    return "mission %s: %s".formatted(balance.mission(), String.join(", ", parts));
  }

  private static String left(Purse purse, Dimension dimension, String what) {
    if (purse.budget() == AccountRequest.NONE) {
      return "%s %s used, without a bound".formatted(amount(purse.used(), dimension), what);
    }
    return "%s of %s %s left"
        .formatted(amount(purse.left(), dimension), amount(purse.budget(), dimension), what);
  }

  /** All that is known of a mission. */
  static List<String> lines(Mission mission) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s%s, at %s with %s"
            .formatted(
                mission.id(),
                mission.isClosed() ? " (closed)" : "",
                mission.site(),
                mission.robot()));
    lines.add("  energy   " + figures(mission.energy(), Dimension.ENERGY));
    if (!mission.currency().isEmpty()) {
      lines.add("  money    " + figures(mission.money(), currency(mission.currency())));
    }
    lines.add("  reserve  " + figures(mission.reserve(), Dimension.ENERGY));
    return lines;
  }

  private static String figures(Purse purse, Dimension dimension) {
    StringBuilder text = new StringBuilder();
    if (purse.budget() == AccountRequest.NONE) {
      text.append("no bound; ");
    } else {
      text.append(
          "%s left of %s; "
              .formatted(amount(purse.left(), dimension), amount(purse.budget(), dimension)));
    }
    text.append("%s spent".formatted(amount(purse.spent(), dimension)));
    if (purse.lost() + purse.open() > 0) {
      text.append(
          ", %s granted and not accounted for"
              .formatted(amount(purse.lost() + purse.open(), dimension)));
    }
    return text.toString();
  }

  /** For programs: energy in microjoules, money in millionths. */
  static Map<String, Object> document(Balance balance) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", balance.mission());
    put(document, "energy", "uj", balance.energy());
    if (!balance.currency().isEmpty()) {
      document.put("currency", balance.currency());
      put(document, "money", "micro", balance.money());
    }
    put(document, "reserve", "uj", balance.reserve());
    return document;
  }

  /** The same with where it belongs. */
  static Map<String, Object> document(Mission mission) {
    Map<String, Object> document = document(mission.balance());
    document.put("site", mission.site());
    document.put("robot", mission.robot());
    document.put("closed", mission.isClosed());
    return document;
  }

  private static void put(Map<String, Object> document, String name, String unit, Purse purse) {
    if (purse.budget() != AccountRequest.NONE) {
      document.put(name + "_budget_" + unit, purse.budget());
      document.put(name + "_left_" + unit, purse.left());
    }
    document.put(name + "_spent_" + unit, purse.spent());
    document.put(name + "_unaccounted_" + unit, purse.lost() + purse.open());
  }

  private static String amount(long grains, Dimension dimension) {
    return Quantity.ofGrains(grains, dimension).toString();
  }

  private static Dimension currency(String name) {
    for (Dimension.Base base : Dimension.Base.values()) {
      if (base.name().equals(name)) {
        return Dimension.of(base);
      }
    }
    throw new WrongUse(
        Code.LEDGER_NEWER, "The ledger has a currency that is not known here: %s.".formatted(name));
  }

  /** Reads an amount of energy, in microjoules. */
  static long energy(String typed) {
    return grains(typed, Dimension.ENERGY, "an energy, as in `5 kJ`");
  }

  /** Reads how long something lasts, in nanoseconds. */
  static long time(String typed) {
    String example = "a time, as in `8 h`";
    long nanos = grains(typed, Dimension.TIME, example);
    if (nanos == 0) {
      throw new WrongUse(Code.WRONG_MISSION, "`%s` is not %s.".formatted(typed, example));
    }
    return nanos;
  }

  /** Reads an amount of a mission's money, in millionths. */
  static long money(String typed, Mission mission) {
    if (mission.currency().isEmpty()) {
      throw new WrongUse(
          Code.WRONG_MISSION, "The mission `%s` has no money.".formatted(mission.id()));
    }
    String example = "an amount of its currency, as in `0.5 %s`".formatted(mission.currency());
    return grains(typed, currency(mission.currency()), example);
  }

  private static long grains(String typed, Dimension dimension, String example) {
    Matcher matcher = AMOUNT.matcher(typed.strip());
    if (matcher.matches()) {
      var unit = Unit.ofSymbol(matcher.group(2));
      if (unit.isPresent() && unit.get().dimension().equals(dimension)) {
        try {
          return Quantity.of(new BigDecimal(matcher.group(1)), unit.get()).toGrains();
        } catch (ArithmeticException tooLarge) {
          throw new WrongUse(
              Code.WRONG_MISSION,
              "`%s` is too large or too fine.".formatted(typed.toLowerCase(Locale.ROOT)));
        }
      }
    }
    throw new WrongUse(Code.WRONG_MISSION, "`%s` is not %s.".formatted(typed, example));
  }
}
