package dev.ration.interpreter.agree;

import java.util.ArrayList;
import java.util.List;

/** Writes clauses and what stands behind a block. Used by one thread. */
final class Clauses {
  private static final List<String> REASONS =
      List.of(
          "timeout",
          "overrun",
          "slipped",
          "broken",
          "denied.time",
          "denied.energy",
          "denied.resource",
          "unmet",
          "invariant",
          "unavailable",
          "malformed");

  private final Writer writer;
  private final Dice dice;

  Clauses(Writer writer, Dice dice) {
    this.writer = writer;
    this.dice = dice;
  }

  /** Handlers and cleanup, and the most that is kept back for them. */
  record Ends(String text, double most, double joules) {
    static final Ends NONE = new Ends("", 0, 0);
  }

  Piece policy(Piece body, Writer.Place place) {
    Ends ends = writer.isCalm() || dice.chance(50) ? Ends.NONE : trailers(place);
    StringBuilder head = new StringBuilder();
    double within = within(body, ends);
    if (writer.isCalm() || dice.chance(85)) {
      head.append(" within ").append((int) within).append(" ms");
    }
    if (!writer.isCalm() && dice.chance(70)) {
      head.append(" energy ").append(energy(body, ends)).append(" mJ");
    }
    if (dice.chance(40)) {
      head.append(" spend 0.1 EUR");
    }
    head.append(" fails slipped, broken");
    return body.written(head + " " + body.text() + ends.text());
  }

  private double within(Piece body, Ends ends) {
    if (writer.isCalm()) {
      return 120_000;
    }
    double typical = Math.max(body.typical(), 20);
    double factor = dice.any(0.3, 0.8, 1.4, 1.8, 2.5, 2.5, 4.0, 6.0);
    return Math.ceil(Math.min(ends.most(), 20_000) + typical * factor) + 1;
  }

  private int energy(Piece body, Ends ends) {
    double factor = dice.any(0.4, 0.9, 1.5, 2.0, 3.0, 5.0);
    return (int) ((Math.max(body.joules(), 0.1) * factor + ends.joules()) * 1000) + 1;
  }

  Piece step(Writer.Place place) {
    String resource = dice.of(World.RESOURCES);
    boolean holds = !writer.isCalm() && place.held().isEmpty() && dice.chance(15);
    Writer.Place inside = holds ? place.inside().holding(resource) : place.inside();
    String head = "step";
    if (holds) {
      head += " holds " + resource + (dice.chance(20) ? " now" : "");
      head += dice.chance(30) ? " priority " + dice.any("safety", "person", "task", "idle") : "";
      head += dice.chance(30) && !place.isBounded() ? " preemptible" : "";
    }
    return governed(head, writer.block(inside, 1, 3), inside);
  }

  Piece respond(Writer.Place place) {
    Piece before = writer.block(place.inside(), 0, 1);
    Piece act = writer.act(place.inside());
    String text = before.text().substring(0, before.text().length() - 1) + act.text() + "\n}";
    double typical = before.typical() + act.typical();
    Ends ends = dice.chance(60) ? trailers(place.inside()) : Ends.NONE;
    double within =
        Math.ceil(Math.min(ends.most(), 20_000) + typical * dice.any(0.3, 1.2, 2.5)) + 1;
    return new Piece(
        "respond within %d ms %s%s".formatted((int) within, text, ends.text()),
        typical,
        before.most() + act.most() + ends.most(),
        before.joules() + act.joules());
  }

  /** A construct with clauses and trailers. */
  Piece governed(String head, Piece body, Writer.Place place) {
    if (writer.isCalm()) {
      return body.written(head + " " + body.text());
    }
    StringBuilder text = new StringBuilder(head);
    Ends ends = !writer.isSpent(place) && dice.chance(45) ? trailers(place) : Ends.NONE;
    double most = body.most();
    boolean isLimited = dice.chance(45);
    if (isLimited) {
      double within = within(body, ends);
      text.append(" within ").append((int) within).append(" ms");
      if (dice.chance(20)) {
        int reserve = (int) Math.min(within - 1, ends.most() + dice.from(0, 200));
        text.append(" reserve ").append(Math.max(1, reserve)).append(" ms");
      }
      most = within;
    }
    most = extras(text, body, ends, most, place.isBounded());
    double whole = isLimited ? most : most + ends.most();
    return new Piece(text + " " + body.text() + ends.text(), body.typical(), whole, body.joules());
  }

  private double extras(StringBuilder text, Piece body, Ends ends, double most, boolean isBounded) {
    double longest = most;
    if (dice.chance(25)) {
      text.append(dice.chance(15) ? " total" : "");
      text.append(" energy ").append(energy(body, ends)).append(" mJ");
    }
    if (dice.chance(15)) {
      int attempts = dice.from(2, 3);
      text.append(" retry ").append(attempts);
      if (dice.chance(50)) {
        text.append(" backoff ").append(dice.from(1, 8) * 10).append(" ms .. 100 ms by 2");
      }
      longest = isBounded && text.indexOf("within") < 0 ? most * attempts + 200 : most;
    }
    if (dice.chance(6)) {
      text.append(" power ").append(dice.from(5, 80)).append(" W");
      text.append(dice.chance(30) ? " over 500 ms" : "");
    }
    text.append(dice.chance(3) ? " skip if calm" : "");
    text.append(dice.chance(5) ? " keep calm" : "");
    text.append(dice.chance(5) ? " until not calm" : "");
    text.append(dice.chance(4) ? " require calm" : "");
    text.append(dice.chance(4) ? " ensure calm" : "");
    return longest;
  }

  /** A call, sometimes with clauses and something else to do. */
  Piece call(Piece call, Writer.Place place) {
    if (writer.isCalm() || dice.chance(45)) {
      return call;
    }
    StringBuilder text = new StringBuilder(call.text());
    double most = call.most();
    if (dice.chance(60)) {
      double within = Math.ceil(Math.max(call.typical(), 20) * dice.any(0.4, 1.2, 2.0, 4.0)) + 1;
      text.append("  within ").append((int) within).append(" ms");
      most = within;
    }
    if (dice.chance(15)) {
      text.append("  retry 2");
      most = text.indexOf("within") < 0 ? most * 2 : most;
    }
    text.append(dice.chance(4) ? "  until not calm" : "");
    if (!writer.isSpent(place) && dice.chance(35)) {
      Piece other = writer.block(place.bounded(), 0, 1);
      if (other.isBounded()) {
        text.append(dice.any(" else ", " on slipped, timeout ", " on unavailable, denied "));
        text.append(other.text());
        most += other.most();
      }
    }
    return new Piece(text.toString(), call.typical(), most, call.joules());
  }

  /** A list of cases, sometimes two of them, and a cleanup before or behind. */
  Ends trailers(Writer.Place place) {
    StringBuilder text = new StringBuilder();
    double most = 0;
    double joules = 0;
    if (!place.isBounded() && dice.chance(10)) {
      Piece soft = writer.block(place.inside(), 1, 1);
      text.append(" soft within ").append(dice.from(1, 30) * 10).append(" ms ").append(soft.text());
    }
    if (dice.chance(30)) {
      int within = dice.from(2, 30) * 10;
      Piece cleanup = writer.block(place.shut(), 0, 2);
      text.append(" cleanup within ").append(within).append(" ms ").append(cleanup.text());
      most += within;
      joules += cleanup.joules() + 1;
    }
    int lists = dice.chance(15) ? 2 : 1;
    for (int i = 0; i < lists && dice.chance(85); i++) {
      boolean isLast = i == lists - 1;
      Piece handler = writer.block(place.bounded(), 0, 2);
      if (!handler.isBounded()) {
        continue;
      }
      most += handler.most();
      joules += handler.joules() * 2;
      text.append(isLast && dice.chance(50) ? " on " + reasons() : " else").append(' ');
      String body = handler.text();
      boolean failsAgain = dice.chance(15) && !body.contains("fail");
      text.append(failsAgain ? body.substring(0, body.length() - 1) + "fail\n}" : body);
    }
    return new Ends(text.toString(), most, joules);
  }

  private String reasons() {
    List<String> chosen = new ArrayList<>();
    for (int i = dice.from(1, 3); i > 0; i--) {
      String reason = dice.of(REASONS);
      if (!chosen.contains(reason)) {
        chosen.add(reason);
      }
    }
    return String.join(", ", chosen);
  }
}
