package dev.ration.interpreter.agree;

import java.util.ArrayList;
import java.util.List;

/** Writes what happens side by side. Used by one thread. */
final class Sides {
  private final Writer writer;
  private final Dice dice;
  private final Clauses clauses;

  Sides(Writer writer, Dice dice, Clauses clauses) {
    this.writer = writer;
    this.dice = dice;
    this.clauses = clauses;
  }

  Piece parallel(Writer.Place place) {
    int count = dice.from(2, 3);
    String kind =
        writer.isCalm()
            ? "all"
            : dice.any(
                "all",
                "all",
                "all collect",
                "any",
                "race",
                "at least " + dice.from(1, count) + " of");
    List<Piece> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      branches.add(branch(place.inside().beside()));
    }
    boolean isAll = kind.startsWith("all");
    StringBuilder body = new StringBuilder("{\n");
    for (int i = 0; i < count; i++) {
      body.append('s').append(i).append(": ").append(branches.get(i).text()).append('\n');
    }
    boolean isChained = isAll && dice.chance(25);
    if (isChained) {
      body.append("s0 -> s1\n");
    }
    double typical = 0;
    double most = 0;
    double joules = 0;
    double sum = 0;
    for (Piece branch : branches) {
      typical = isAll || typical == 0 ? Math.max(typical, branch.typical()) : typical;
      most = Math.max(most, branch.most());
      sum += branch.most();
      joules += branch.joules();
    }
    Piece all =
        new Piece(
            body.append('}').toString(),
            isChained ? typical * 1.6 : typical,
            isChained ? sum : most,
            joules);
    String head = kind;
    if (!writer.isCalm() && dice.chance(10)) {
      head += " share energy";
    }
    return clauses.governed(head, all, place);
  }

  private Piece branch(Writer.Place place) {
    if (dice.chance(40)) {
      return writer.act(place);
    }
    return clauses.step(place);
  }
}
