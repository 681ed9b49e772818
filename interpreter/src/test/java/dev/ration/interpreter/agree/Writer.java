package dev.ration.interpreter.agree;

import dev.ration.runtime.sim.FaultScript.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Writes policies at random: the same seed gives the same one. Used by one thread.
 *
 * <p>Limits are drawn around what a piece is reckoned to take, so that some are far too tight, some
 * just so, and some never felt.
 */
final class Writer {
  static final int MOST_DEPTH = 4;

  private final Dice dice;
  private final World world;
  private final boolean isCalm;
  private final long seed;
  private final TreeSet<Integer> parameters = new TreeSet<>();
  private final List<Piece> own = new ArrayList<>();
  private final StringBuilder declared = new StringBuilder();
  private final Clauses clauses;
  private int variables;
  private int left = 14;

  private Writer(long seed) {
    this.seed = seed;
    isCalm = seed % 8 == 3;
    dice = new Dice(seed);
    world = new World(dice, isCalm);
    clauses = new Clauses(this, dice);
  }

  /** Where a piece stands: what is in a handler or cleanup must have a bound (T3). */
  record Place(int depth, boolean isBounded, Within within, List<String> held) {
    Place inside() {
      return new Place(depth + 1, isBounded, within, held);
    }

    Place bounded() {
      return new Place(depth + 1, true, within, held);
    }

    /** In a branch or an event handler, which nothing inside can leave. */
    Place beside() {
      return new Place(depth, isBounded, within == Within.BODY ? Within.BRANCH : within, held);
    }

    /** In a critical section, which asks nobody far away. */
    Place critical() {
      return new Place(depth + 1, true, Within.CRITICAL, held);
    }

    /** In a cleanup, which may use only what is held already. */
    Place shut() {
      return new Place(depth + 1, true, Within.CLEANUP, held);
    }

    Place holding(String resource) {
      return new Place(depth, isBounded, within, List.of(resource));
    }
  }

  /** What a piece stands in. */
  enum Within {
    BODY,
    ACTION,
    BRANCH,
    CRITICAL,
    CLEANUP
  }

  static Draft of(long seed) {
    return new Writer(seed).draft();
  }

  boolean isCalm() {
    return isCalm;
  }

  boolean isSpent(Place place) {
    return left <= 0 || place.depth() >= MOST_DEPTH;
  }

  private Draft draft() {
    for (int i = dice.from(0, 2); i > 0 && !isCalm; i--) {
      action();
    }
    Place place = new Place(0, false, Within.BODY, List.of());
    Piece body = block(place, 2, 4);
    Piece policy = clauses.policy(body, place);
    StringBuilder text = new StringBuilder(world.head()).append(declared);
    text.append("policy main(yes: Bool = true, no: Bool = false");
    parameters.forEach(one -> text.append(", w%d: Time = %d ms".formatted(one, one)));
    text.append(")").append(policy.text()).append('\n');
    boolean isFaulty = !isCalm && dice.chance(35);
    return new Draft(
        seed,
        text.toString(),
        isCalm,
        isFaulty ? faults() : Map.of(),
        isFaulty || dice.chance(isCalm ? 0 : 30) ? answers() : Map.of(),
        !isCalm && dice.chance(8) ? dice.from(1, 1500) : Draft.NEVER,
        !isCalm && dice.chance(5) ? dice.from(1, 1500) : Draft.NEVER,
        isCalm ? List.of() : instants(),
        isCalm ? List.of() : instants());
  }

  private List<Integer> instants() {
    List<Integer> all = new ArrayList<>();
    int at = 0;
    for (int i = dice.chance(40) ? dice.from(1, 6) : 0; i > 0; i--) {
      at += dice.from(1, 400);
      all.add(at);
    }
    return all;
  }

  private Map<String, List<Fault>> faults() {
    Map<String, List<Fault>> all = new HashMap<>();
    for (World.Action action : world.actions()) {
      List<Fault> some = new ArrayList<>();
      for (int i = dice.from(0, 3); i > 0; i--) {
        some.add(
            dice.any(
                Fault.NONE,
                Fault.NONE,
                new Fault.Fails("slipped"),
                new Fault.Fails("slipped"),
                new Fault.Hangs(),
                new Fault.Slow(3),
                new Fault.Deaf()));
      }
      all.put(action.name(), some);
    }
    return all;
  }

  private Map<String, List<Draft.Answer>> answers() {
    Map<String, List<Draft.Answer>> all = new HashMap<>();
    for (String tier : world.served()) {
      List<Draft.Answer> some = new ArrayList<>();
      for (int i = dice.from(0, 3); i > 0; i--) {
        some.add(dice.any(Draft.Answer.values()));
      }
      all.put(tier, some);
    }
    return all;
  }

  private void action() {
    Place place = new Place(2, false, Within.ACTION, List.of());
    Piece body = clauses.governed("", block(place, 1, 2), place);
    String name = "b" + own.size();
    declared.append("action ").append(name).append("()").append(body.text()).append('\n');
    own.add(body.written(name + "()"));
  }

  Piece block(Place place, int least, int most) {
    List<Piece> parts = new ArrayList<>();
    boolean mayListen = !isCalm && !place.isBounded() && !isSpent(place);
    if (mayListen && dice.chance(8)) {
      parts.add(whenever(place));
    }
    for (int i = dice.from(least, most); i > 0; i--) {
      Piece part = part(place);
      parts.add(part);
      if (part.text().startsWith("fail")) {
        break;
      }
    }
    return Piece.block(parts);
  }

  private Piece part(Place place) {
    left--;
    int kind = dice.from(0, 99);
    if (isSpent(place) || kind < 45) {
      return leaf(place);
    }
    if (kind < 62) {
      return clauses.step(place);
    }
    if (kind < 78) {
      return new Sides(this, dice, clauses).parallel(place);
    }
    if (kind < 90) {
      return flow(place);
    }
    return isCalm ? flow(place) : rare(place);
  }

  /** Loops and choices. */
  private Piece flow(Place place) {
    int kind = dice.from(0, 99);
    if (kind < 35) {
      int rounds = dice.from(1, 3);
      Piece body = block(place.inside(), 1, 2);
      String text = "for r" + variables++ + " in 1 .. " + rounds + " " + body.text();
      return new Piece(text, rounds * body.typical(), rounds * body.most(), rounds * body.joules());
    }
    if (kind < 80 || place.isBounded() || isCalm) {
      Piece one = block(place.inside(), 1, 2);
      Piece other = block(place.inside(), 1, 2);
      boolean hasParameters = place.within() != Within.ACTION;
      String condition = hasParameters ? dice.any("yes", "no", "calm") : "calm";
      String unknown = condition.equals("calm") ? " else unknown { }" : "";
      String text = "if %s %s else %s%s".formatted(condition, one.text(), other.text(), unknown);
      boolean isSecond = condition.equals("no");
      return new Piece(
          text,
          isSecond ? other.typical() : one.typical(),
          Math.max(one.most(), other.most()),
          Math.max(one.joules(), other.joules()));
    }
    Piece body = block(place.inside(), 1, 2);
    String name = "n" + variables++;
    String inner = body.text().substring(body.text().indexOf('\n') + 1);
    String text =
        "var %s = 0\nwhile %s < 2 {\n%s = %s + 1\n%s".formatted(name, name, name, name, inner);
    return new Piece(text, 2 * body.typical(), Piece.OPEN, 2 * body.joules());
  }

  private Piece rare(Place place) {
    int kind = dice.from(0, 99);
    if (kind < 30) {
      Piece body = block(place.critical(), 1, 2);
      int within = (int) (Math.min(body.most(), 4000) * dice.any(6, 10, 14) / 10) + 1;
      return new Piece(
          "critical within " + within + " ms " + body.text(),
          body.typical(),
          Math.min(within, body.most()),
          body.joules());
    }
    if (kind < 65) {
      return clauses.respond(place);
    }
    return place.isBounded() ? leaf(place) : every(place);
  }

  /** Rounds in something that ends them: so it always times out, and something answers that. */
  private Piece every(Place place) {
    Piece body = block(place.inside().inside(), 1, 2);
    String within = dice.chance(40) ? " within " + dice.from(2, 40) * 10 + " ms" : "";
    String busy = dice.chance(40) ? " busy queue " + dice.from(1, 3) : "";
    int all = dice.from(20, 120) * 10;
    String text =
        "step within %d ms {\nevery %d ms%s%s %s\n} on timeout { }"
            .formatted(all, dice.from(3, 40) * 10, within, busy, body.text());
    return new Piece(text, all, all, body.joules() * 2);
  }

  private Piece whenever(Place place) {
    left--;
    Place inside = place.inside().beside();
    String event = dice.any("pings", "calm", "not calm", "silent(pings, 200 ms)", "budget.low");
    boolean isCondition = event.endsWith("calm");
    StringBuilder text = new StringBuilder("whenever ").append(event);
    if (isCondition && dice.chance(30)) {
      text.append(" for ").append(dice.from(1, 20) * 10).append(" ms");
    }
    if (isCondition && dice.chance(40)) {
      text.append(" every ").append(dice.from(5, 40) * 10).append(" ms");
    }
    Piece body = block(inside, 1, 2);
    if (dice.chance(50)) {
      text.append(" within ").append((int) (body.typical() * 2) + 20).append(" ms");
    }
    text.append(dice.any("", " busy restart", " busy queue 2")).append(' ').append(body.text());
    text.append(clauses.trailers(inside).text());
    return new Piece(text.toString(), 0, 0, 0);
  }

  private Piece leaf(Place place) {
    int kind = dice.from(0, 99);
    if (kind < 18) {
      int millis = dice.from(1, 40) * 10;
      boolean isKnown = place.isBounded() || place.within() == Within.ACTION || dice.chance(70);
      if (!isKnown) {
        parameters.add(millis);
      }
      return new Piece(
          isKnown ? "wait " + millis + " ms" : "wait w" + millis,
          millis,
          isKnown ? millis : Piece.OPEN,
          0);
    }
    if (kind < 32 && place.within() != Within.CRITICAL) {
      return think(place);
    }
    if (kind < 88 || isCalm) {
      return dice.chance(20) && !own.isEmpty() && !place.isBounded() && place.held().isEmpty()
          ? clauses.call(dice.of(own), place)
          : act(place);
    }
    return odd(place);
  }

  private Piece odd(Place place) {
    boolean mayLeave = place.within() == Within.BODY || place.within() == Within.ACTION;
    String text =
        switch (dice.from(0, 9)) {
          case 0, 1 -> "fail slipped";
          case 2 -> "fail broken";
          case 3 -> mayLeave ? "if not calm { return } else unknown { }" : "";
          case 4 -> mayLeave ? "if calm { return } else unknown { }" : "";
          case 5 -> "require calm";
          case 6 -> "ensure calm";
          case 7 -> place.isBounded() ? "" : "tighten(400 ms)";
          case 8 -> place.isBounded() ? "" : "wait until calm";
          default -> "require calm else " + plainAct(place).text();
        };
    boolean isOpen = text.startsWith("wait until");
    return new Piece(text.isEmpty() ? "wait 10 ms" : text, 0, isOpen ? Piece.OPEN : 10, 0);
  }

  private Piece plainAct(Place place) {
    List<World.Action> possible =
        world.actions().stream()
            .filter(one -> !place.isBounded() || one.most() < Piece.OPEN)
            .filter(
                one ->
                    one.holds().isEmpty()
                        || place.held().contains(one.holds())
                        || place.held().isEmpty() && place.within() != Within.CLEANUP)
            .toList();
    if (possible.isEmpty()) {
      return new Piece("wait 20 ms", 20, 20, 0);
    }
    World.Action action = dice.of(possible);
    return new Piece(
        action.name() + "()",
        action.typical(),
        action.most(),
        action.watts() * action.typical() / 1000);
  }

  Piece act(Place place) {
    return clauses.call(plainAct(place), place);
  }

  private Piece think(Place place) {
    World.Think think = dice.of(world.thinks());
    String variable = "v" + variables++;
    String ask = think.name() + "(\"the door is open\")";
    boolean isSure = dice.chance(60);
    StringBuilder text = new StringBuilder("let ").append(variable).append(" = ");
    text.append(isSure ? "accept " + ask : "confirm " + ask + " at 0.6");
    if (dice.chance(25) && !isCalm) {
      text.append("  within ").append(dice.from(3, 60) * 10).append(" ms");
    }
    if (isCalm || dice.chance(55)) {
      text.append(" else true");
    }
    if (dice.chance(30)) {
      Piece then = plainAct(place);
      text.append("\nif ").append(variable).append(" { ").append(then.text()).append(" }");
      return new Piece(
          text.toString(), 60 + then.typical(), think.most() + then.most(), then.joules() + 1);
    }
    return new Piece(text.toString(), 60, think.most(), 1);
  }
}
