package dev.ration.interpreter.agree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A robot with its actions, models and link, made at random. Used by one thread. */
final class World {
  static final List<String> RESOURCES = List.of("voice", "head", "base", "ears");

  private final Dice dice;
  private final boolean isCalm;
  private final List<Action> actions = new ArrayList<>();
  private final List<Think> thinks = new ArrayList<>();
  private final List<String> served = new ArrayList<>();
  private final int[] stops = new int[RESOURCES.size()];
  private final boolean hasLink;

  /**
   * A host action; times in milliseconds.
   *
   * @param most what it may take with its stop; {@link Piece#OPEN} when nothing enforces one
   */
  record Action(
      String name,
      String text,
      String amended,
      double typical,
      double most,
      double watts,
      String holds) {}

  /** A question; {@code most} is its deadline in milliseconds. */
  record Think(String name, String text, double typical, double most, boolean hasCheck) {}

  World(Dice dice, boolean isCalm) {
    this.dice = dice;
    this.isCalm = isCalm;
    for (int i = 0; i < stops.length; i++) {
      stops[i] = dice.any(0, 20, 60, 150, 400);
    }
    hasLink = dice.chance(75);
    for (String tier : List.of("local.tiny", "local.small", "cloud.chat")) {
      if (dice.chance(70)) {
        served.add(tier);
      }
    }
    if (served.isEmpty()) {
      served.add("local.tiny");
    }
    for (int i = dice.from(3, 6); i > 0; i--) {
      actions.add(action(actions.size()));
    }
    for (int i = dice.from(1, 2); i > 0; i--) {
      thinks.add(think(thinks.size()));
    }
  }

  List<Action> actions() {
    return actions;
  }

  List<Think> thinks() {
    return thinks;
  }

  List<String> served() {
    return served;
  }

  private int stopOf(String resource) {
    return resource.isEmpty() ? 0 : stops[RESOURCES.indexOf(resource)];
  }

  private Action action(int number) {
    int least = dice.from(2, 40) * 10;
    int typical = least * dice.from(10, 25) / 10;
    int p95 = typical * dice.from(10, 20) / 10;
    boolean hasMax = dice.chance(60);
    int max = p95 * dice.from(10, 16) / 10;
    boolean isFixed = !isCalm && dice.chance(20);
    String holds = dice.chance(55) ? dice.of(RESOURCES) : "";
    StringBuilder text = new StringBuilder("host action a" + number + "() takes ");
    if (isFixed) {
      text.append(typical).append(" ms");
    } else {
      text.append("%d ms .. %d ms .. %d ms".formatted(least, typical, p95));
    }
    if (hasMax && !isFixed) {
      text.append(" max ").append(max).append(" ms");
    }
    if (dice.chance(40)) {
      int begins = dice.from(1, Math.max(1, least / 2));
      text.append(" begins %d ms .. %d ms .. %d ms".formatted(begins, begins + 2, begins + 9));
      text.append(dice.chance(70) ? " max " + (begins + 20) + " ms" : "");
    }
    int watts = dice.chance(80) ? dice.from(2, 50) : 0;
    if (watts > 0) {
      text.append(" draws %d W .. %d W .. %d W".formatted(watts / 2, watts, watts * 3 / 2));
    }
    text.append(holds.isEmpty() ? "" : " holds " + holds).append(" fails slipped\n");
    double most = hasMax && !isFixed ? max + stopOf(holds) : Piece.OPEN;
    String amended = "";
    if (!isFixed && dice.chance(25)) {
      // This robot is quicker than what the action declares: the maximum stays.
      int quick = Math.max(1, least / 2);
      amended =
          "    action agree.a%d { takes: %d ms .. %d ms .. %d ms }\n"
              .formatted(number, quick, least, p95);
    }
    return new Action("a" + number, text.toString(), amended, typical, most, watts, holds);
  }

  private Think think(int number) {
    int within = dice.any(60, 150, 400, 900, 2500);
    boolean hasCheck = dice.chance(30);
    List<String> tiers = new ArrayList<>(List.of("local.tiny", "local.small", "cloud.chat"));
    while (tiers.size() > 1 && dice.chance(50)) {
      tiers.remove(dice.from(0, tiers.size() - 1));
    }
    if (dice.chance(50)) {
      tiers = tiers.reversed();
    }
    String clauses =
        "within %d ms%s energy %d J tiers %s"
            .formatted(
                within,
                dice.chance(15) ? " at 99 %" : "",
                dice.any(1, 4, 30),
                String.join(", ", tiers));
    clauses += dice.chance(15) && tiers.size() > 1 ? " private" : "";
    clauses += dice.chance(50) ? " spend 0.01 EUR" : "";
    clauses += dice.chance(30) ? " prefer " + dice.any("quality", "energy", "speed", "cost") : "";
    String text =
        "think q%d(words: Text) -> Guess<Bool> %s { \"Is this so: {words}\"%s }\n"
            .formatted(number, clauses, hasCheck ? "\n check it" : "");
    return new Think("q" + number, text, within / 2.0, within, hasCheck);
  }

  /** What stands above the policy. */
  String head() {
    StringBuilder text = new StringBuilder("module agree\n\nuse std.tiers\n\n");
    text.append("sensor calm: Bool\ntopic pings: Int\n");
    actions.forEach(one -> text.append(one.text));
    thinks.forEach(one -> text.append(one.text));
    robot(text);
    models(text);
    return text.toString();
  }

  private void robot(StringBuilder text) {
    text.append("robot tester {\n    driver: \"sim\"\n    battery: 40 kJ\n    idle: 5 W\n");
    text.append("    cleanup: ").append(dice.any(200, 500, 1000)).append(" ms\n");
    text.append("    safety_reserve: 1 kJ\n    lease: 500 ms\n    sensor calm { stale: 10 min }\n");
    for (int i = 0; i < stops.length; i++) {
      text.append("    resource ").append(RESOURCES.get(i));
      text.append(" { stop: ").append(stops[i]).append(" ms");
      text.append(i % 2 == 0 ? ", safe_state: \"still\"" : "");
      text.append(i < 2 ? ", hold_state: \"still\"" : "").append(" }\n");
    }
    actions.forEach(one -> text.append(one.amended));
    text.append("}\n");
    if (hasLink) {
      text.append("link way { round_trip: ").append(spread(10, 60)).append(", loss: 1 %");
      text.append(", radio: 2 W, tail: ").append(dice.from(0, 8) * 50).append(" ms");
      text.append(", tail_draw: 1 W, up: 10 Mbit/s }\n");
    }
  }

  private void models(StringBuilder text) {
    StringBuilder site = new StringBuilder("site lab {\n    robot: tester\n    money: 1 EUR\n");
    site.append(hasLink ? "    links: [way]\n" : "");
    for (int i = 0; i < served.size(); i++) {
      boolean isRemote = served.get(i).startsWith("cloud");
      text.append("model m").append(i).append(" { backend: \"scripted\", quality: ");
      text.append(dice.from(60, 95)).append(" %");
      if (dice.chance(60)) {
        text.append(", latency: ").append(spread(5, isRemote ? 400 : 120));
      } else {
        text.append(", first_token: ").append(spread(5, 80)).append(", prefill: 2000 tok/s");
        text.append(", decode: ").append(dice.any(100, 400, 2000)).append(" tok/s");
      }
      text.append(isRemote ? "" : ", power: " + dice.from(2, 30) + " W");
      if (isRemote) {
        text.append(", price { input: 0.4 EUR/Mtok, output: 1.6 EUR/Mtok }");
      }
      text.append(" }\n");
      site.append("    serve ").append(served.get(i)).append(" { model: m").append(i);
      site.append(" }\n");
    }
    text.append(site).append("}\n");
  }

  private String spread(int least, int most) {
    int typical = dice.from(least, most);
    int p95 = typical * dice.from(11, 25) / 10 + 1;
    return dice.chance(50)
        ? "lognormal(p50: %d ms, p95: %d ms)".formatted(typical, p95)
        : String.format(Locale.ROOT, "%d ms .. %d ms .. %d ms", typical / 2, typical, p95);
  }
}
