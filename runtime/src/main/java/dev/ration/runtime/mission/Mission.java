package dev.ration.runtime.mission;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.runtime.energy.MissionStore.Balance;
import dev.ration.runtime.energy.Purse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A mission: a stretch of work with budgets of its own, at one site with one robot. Immutable.
 *
 * @param id its name, as the operator gave it
 * @param currency of its money; empty where none may be spent
 * @param energy in microjoules
 * @param money in millionths
 * @param reserve the robot's safety reserve, in microjoules: shared by its missions
 * @param isClosed whether the operator has ended it
 */
public record Mission(
    String id,
    String site,
    String robot,
    String currency,
    Purse energy,
    Purse money,
    Purse reserve,
    boolean isClosed) {
  /** The longest name. */
  public static final int MAX_ID = 48;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,47}");
  private static final int MAX_NAMES = 100;

  /** Whether a mission can have this name. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Where it stands. */
  public Balance balance() {
    return new Balance(id, currency, energy, money, reserve);
  }

  Mission with(Purse newEnergy, Purse newMoney, Purse newReserve) {
    return new Mission(id, site, robot, currency, newEnergy, newMoney, newReserve, isClosed);
  }

  Mission closed() {
    return new Mission(id, site, robot, currency, energy, money, reserve, true);
  }

  /** Whether the names of site and robot fit a record. */
  static boolean fit(String site, String robot) {
    return encoded(site).length() + encoded(robot).length() <= MAX_NAMES;
  }

  /** As one record of the ledger. */
  String text() {
    return "mission id=%s site=%s robot=%s currency=%s energy=%s money=%s reserve=%s state=%s"
        .formatted(
            id,
            encoded(site),
            encoded(robot),
            currency,
            text(energy),
            text(money),
            text(reserve),
            isClosed ? "closed" : "open");
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Mission parse(String text) {
    String[] words = text.split(" ");
    if (!words[0].equals("mission")) {
      throw new IllegalArgumentException(words[0]);
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      fields.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return new Mission(
        field(fields, "id"),
        decoded(field(fields, "site")),
        decoded(field(fields, "robot")),
        field(fields, "currency"),
        purse(field(fields, "energy")),
        purse(field(fields, "money")),
        purse(field(fields, "reserve")),
        field(fields, "state").equals("closed"));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static String text(Purse purse) {
    String budget = purse.budget() == NONE ? "-" : Long.toString(purse.budget());
    return budget + "," + purse.spent() + "," + purse.lost() + "," + purse.open();
  }

  private static Purse purse(String text) {
    String[] parts = text.split(",");
    if (parts.length != 4) {
      throw new IllegalArgumentException(text);
    }
    long budget = parts[0].equals("-") ? NONE : Long.parseLong(parts[0]);
    return new Purse(
        budget, Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static String decoded(String name) {
    return URLDecoder.decode(name, StandardCharsets.UTF_8);
  }
}
