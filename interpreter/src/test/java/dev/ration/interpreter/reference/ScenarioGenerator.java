package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Scenario.Action;
import dev.ration.interpreter.reference.Scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes scenarios: the same seed gives the same one. Figures are drawn from few round numbers, so
 * that things often happen at the same instant. Used by one thread.
 */
final class ScenarioGenerator {
  private static final List<String> REASONS =
      List.of(
          "timeout",
          "overrun",
          "slipped",
          "denied(time)",
          "denied(energy)",
          "denied(resource)",
          "unmet",
          "invariant",
          "preempted",
          "broken");
  private static final int MOST_DEPTH = 4;

  private final SplittableRandom random;
  private final List<Action> actions = new ArrayList<>();
  private final List<String> held;

  /** Every other one has the rarer clauses too. */
  private final boolean isRich;

  private boolean listens;
  private boolean isChecked;

  /** The branch that is being made, and how many there are beside it; 0 outside branches. */
  private int branch;

  private int branches;
  private int left = 16;

  private ScenarioGenerator(long seed) {
    random = new SplittableRandom(seed);
    isRich = seed % 2 != 0;
    held = chance(50) ? Scenario.RESOURCES : List.of();
  }

  /** Where a piece stands: what is in a handler or cleanup must have a bound (T3). */
  private record Place(int depth, boolean isBounded, boolean isHandler, List<String> held) {
    Place inside() {
      return new Place(depth + 1, isBounded, isHandler, held);
    }

    Place bounded(boolean handler) {
      return new Place(depth + 1, true, handler, held);
    }

    Place holding(List<String> more) {
      List<String> all = new ArrayList<>(held);
      all.addAll(more);
      return new Place(depth, isBounded, isHandler, List.copyOf(all));
    }
  }

  static Scenario of(long seed) {
    return seed % 8 == 7 ? FocusedScenarios.of(seed) : new ScenarioGenerator(seed).scenario();
  }

  private Scenario scenario() {
    Part.Clauses clauses =
        Part.Clauses.NOTHING
            .within(chance(50) ? millis(1, 16) * 4 : 10_000, Part.NONE)
            .energy(chance(60) ? pick(10, 20, 40, 80, 200) : Part.NONE)
            .holds(held);
    Place place = new Place(0, false, false, held);
    Part.Step policy = new Part.Step(clauses, block(place, 2, 4), trailers(place));
    List<Long> readings = new ArrayList<>();
    if (chance(40)) {
      long at = 0;
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        at += millis(1, 8);
        readings.add(at);
      }
    }
    long stop = chance(25) ? millis(1, 24) : Part.NONE;
    long emergency = rarely(12) ? millis(1, 24) : Part.NONE;
    return new Scenario(policy, actions, stop, emergency, readings, pings());
  }

  private List<Long> pings() {
    List<Long> pings = new ArrayList<>();
    long at = 0;
    for (int i = listens ? random.nextInt(0, 7) : 0; i > 0; i--) {
      at += millis(0, 4);
      pings.add(at);
    }
    return pings;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** With a chance, but only in those that are to have the rarer clauses. */
  private boolean rarely(int percent) {
    return isRich && chance(percent);
  }

  private long millis(int least, int most) {
    return 50L * random.nextInt(least, most + 1);
  }

  private long pick(long... values) {
    return values[random.nextInt(values.length)];
  }

  private List<Part> block(Place place, int least, int most) {
    List<Part> parts = new ArrayList<>();
    boolean mayListen = !place.isBounded() && place.depth() < MOST_DEPTH && left > 0;
    if (mayListen && rarely(30)) {
      parts.add(whenever(place));
      if (chance(25)) {
        parts.add(whenever(place));
      }
    }
    for (int i = random.nextInt(least, most + 1); i > 0; i--) {
      Part part = part(place);
      parts.add(part);
      if (part instanceof Part.Fail) {
        break;
      }
    }
    return parts;
  }

  private Part part(Place place) {
    left--;
    int kind = random.nextInt(100);
    boolean isDeep = place.depth() >= MOST_DEPTH || left <= 0;
    if (isDeep || kind < 42) {
      return leaf(place);
    }
    if (kind < 72) {
      return rarely(35) ? rare(place) : step(place);
    }
    if (kind < 92) {
      return parallel(place);
    }
    return new Part.Critical(
        millis(2, 8), block(new Place(place.depth() + 1, true, false, place.held()), 1, 2));
  }

  private Part rare(Place place) {
    if (chance(50) && !place.isBounded()) {
      return every(place);
    }
    Part.Clauses clauses = Part.Clauses.NOTHING.within(millis(1, 10), Part.NONE);
    if (chance(25)) {
      clauses = clauses.within(clauses.within(), Math.min(millis(0, 4), clauses.within() - 50));
    }
    List<Part> body = new ArrayList<>(block(place.inside(), 0, 2));
    // Something in it must have an effect.
    body.add(chance(70) ? body.size() : 0, act(place));
    return new Part.Respond(clauses, body, trailers(place.inside()));
  }

  /** Rounds in something that ends them. */
  private Part every(Place place) {
    long within = chance(40) ? millis(1, 6) : Part.NONE;
    int queue = chance(40) ? random.nextInt(1, 4) : 0;
    // Often too much for its period, so that ticks come late.
    List<Part> body = new ArrayList<>(block(place.inside(), 1, 2));
    if (chance(40)) {
      body.addFirst(new Part.Wait(millis(2, 10), false));
    }
    Part every = new Part.Every(millis(1, 6), within, queue, body);
    Part.Clauses clauses = Part.Clauses.NOTHING.within(millis(4, 30), Part.NONE);
    return new Part.Step(clauses, List.of(every), trailers(place.inside()));
  }

  private Part whenever(Place place) {
    listens = true;
    left--;
    Part.Event[] events = Part.Event.values();
    Part.Event event = events[random.nextInt(events.length)];
    boolean isCondition = event == Part.Event.CALM || event == Part.Event.NOT_CALM;
    Part.Busy[] modes = Part.Busy.values();
    Part.Busy busy = modes[random.nextInt(modes.length)];
    return new Part.Whenever(
        event,
        event == Part.Event.SILENT ? millis(1, 8) : 0,
        isCondition && chance(30) ? millis(1, 4) : 0,
        isCondition && chance(40) ? millis(1, 4) : 0,
        chance(40) ? millis(1, 6) : Part.NONE,
        busy,
        busy == Part.Busy.QUEUE ? random.nextInt(1, 3) : 0,
        block(place.inside(), 1, 2),
        trailers(place.inside()));
  }

  private Part.More more(Place place) {
    Part.More more = Part.More.NOTHING;
    if (rarely(15)) {
      more = more.power(pick(20, 40, 60, 80));
    }
    if (rarely(10)) {
      int repair = -1;
      if (chance(50)) {
        repair = ((Part.Act) act(place)).action();
      }
      more = more.required(repair);
      isChecked = true;
    }
    return rarely(8) ? more.ensured() : more;
  }

  private Part leaf(Place place) {
    if (branches > 1 && rarely(12)) {
      int other = random.nextInt(branches - 1);
      return new Part.Freeze(other >= branch ? other + 1 : other, chance(60));
    }
    int kind = random.nextInt(100);
    if (kind < 35) {
      return new Part.Wait(millis(1, 12), place.isBounded() || chance(30));
    }
    if (kind < (place.isHandler() ? 80 : 90)) {
      return act(place);
    }
    return new Part.Fail(chance(60) ? "slipped" : "broken");
  }

  private Part act(Place place) {
    // The call itself takes a step: with it, most actions end at a round instant.
    long takes = millis(1, 12) * 1000 - (chance(75) ? Reference.STEP_NANOS / 1000 : 0);
    long least = chance(50) ? takes : Math.min(takes, 50_000);
    long max = takes + millis(0, 4) * 1000;
    String holds = "";
    if (chance(60)) {
      List<String> possible = place.held().isEmpty() ? Scenario.RESOURCES : place.held();
      holds = possible.get(random.nextInt(possible.size()));
    }
    List<Fault> faults = new ArrayList<>();
    if (chance(50)) {
      for (int i = random.nextInt(1, 3); i > 0; i--) {
        faults.add(fault());
      }
    }
    long watts = chance(70) ? pick(5, 10, 20, 40, 80) : 0;
    long begins = rarely(40) ? pick(10_000, 50_000, least) : 0;
    actions.add(new Action(least, takes, Math.min(begins, least), max, watts, holds, faults));
    return new Part.Act(actions.size() - 1);
  }

  private Fault fault() {
    int kind = random.nextInt(100);
    return kind < 20
        ? Fault.FINE
        : kind < 60 ? Fault.FAILS : kind < 75 ? Fault.HANGS : kind < 90 ? Fault.SLOW : Fault.DEAF;
  }

  private Part.Step step(Place place) {
    Part.Clauses clauses = clauses(place);
    Place inside =
        clauses.holds().isEmpty() ? place.inside() : place.inside().holding(clauses.holds());
    return new Part.Step(clauses, block(inside, 1, 3), trailers(inside));
  }

  private Part.Clauses clauses(Place place) {
    Part.Clauses clauses = Part.Clauses.NOTHING;
    if (chance(45)) {
      clauses = clauses.within(millis(2, 30), Part.NONE);
      if (chance(25)) {
        clauses = clauses.within(clauses.within(), Math.min(millis(0, 6), clauses.within() - 50));
      }
    }
    if (chance(25)) {
      clauses = clauses.energy(pick(1, 2, 5, 10, 20, 40));
    }
    if (chance(20) && !place.isBounded()) {
      clauses = clauses.retry(random.nextInt(2, 4), chance(50) ? millis(1, 4) : 0);
    }
    if (chance(5)) {
      clauses = clauses.skipped();
    }
    if (chance(12)) {
      clauses = clauses.kept();
    }
    if (chance(8)) {
      clauses = clauses.until();
    }
    isChecked = false;
    Part.More more = more(place);
    boolean isTotal = clauses.energy() != Part.NONE && rarely(30);
    clauses = clauses.with(isTotal ? more.total() : more);
    if (isChecked && clauses.attempts() == 0 && !place.isBounded() && chance(40)) {
      clauses = clauses.retry(random.nextInt(2, 4), chance(50) ? millis(1, 4) : 0);
    }
    return holds(place, clauses);
  }

  private Part.Clauses holds(Place place, Part.Clauses clauses) {
    if (!chance(25)) {
      return clauses;
    }
    String one = Scenario.RESOURCES.get(random.nextInt(Scenario.RESOURCES.size()));
    return clauses
        .holds(List.of(one))
        .priority(chance(50) ? priority() : null, chance(40) && !place.isBounded());
  }

  private @Nullable String priority() {
    return List.of("safety", "person", "task", "idle").get(random.nextInt(4));
  }

  private Part.Trailers trailers(Place place) {
    List<Part.Handler> handlers = new ArrayList<>();
    if (left > 0 && place.depth() < MOST_DEPTH && chance(45)) {
      Place bounded = place.bounded(true);
      if (chance(60)) {
        handlers.add(new Part.Handler(reasons(), block(bounded, 0, 2)));
      }
      if (handlers.isEmpty() || chance(50)) {
        handlers.add(new Part.Handler(List.of(), block(bounded, 0, 2)));
      }
    }
    Part.Cleanup cleanup =
        left > 0 && place.depth() < MOST_DEPTH && chance(25)
            ? new Part.Cleanup(millis(1, 6), block(place.bounded(false), 0, 2))
            : null;
    boolean isSoft = !place.isBounded() && left > 0 && place.depth() < MOST_DEPTH && rarely(20);
    Part.Soft soft = isSoft ? new Part.Soft(millis(1, 8), block(place.inside(), 0, 2)) : null;
    return new Part.Trailers(handlers, cleanup, soft);
  }

  private List<String> reasons() {
    List<String> chosen = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String reason = REASONS.get(random.nextInt(REASONS.size()));
      if (!chosen.contains(reason)) {
        chosen.add(reason);
      }
    }
    return chosen;
  }

  /** Lets all branches want the same resource, one after the other. */
  private void contest(Place place, List<Part.Step> branches) {
    String wanted = Scenario.RESOURCES.get(random.nextInt(Scenario.RESOURCES.size()));
    for (int i = 0; i < branches.size(); i++) {
      Part.Step branch = branches.get(i);
      Part.Step holder =
          branch.with(branch.clauses().holds(List.of(wanted)).priority(priority(), chance(60)));
      List<Part> late = List.of(new Part.Wait(millis(1, 6), place.isBounded()), holder);
      branches.set(
          i,
          chance(50) ? holder : new Part.Step(Part.Clauses.NOTHING, late, Part.Trailers.NOTHING));
    }
  }

  /** A branch that often ends together with another. */
  private Part.Step simple(Place place) {
    Part wait = new Part.Wait(millis(1, 3), place.isBounded());
    List<Part> body =
        chance(60)
            ? List.of(wait, new Part.Fail(chance(50) ? "slipped" : "broken"))
            : List.of(wait);
    return new Part.Step(Part.Clauses.NOTHING, body, Part.Trailers.NOTHING);
  }

  private Part.Parallel parallel(Place place) {
    Part.Kind[] kinds = Part.Kind.values();
    Part.Kind kind = kinds[random.nextInt(kinds.length)];
    List<Part.Step> branches = new ArrayList<>();
    int outerBranch = branch;
    int outerCount = this.branches;
    int count = random.nextInt(2, 4);
    for (int i = 0; i < count; i++) {
      left--;
      branch = i;
      this.branches = count;
      branches.add(chance(25) ? simple(place) : step(place.inside()));
    }
    branch = outerBranch;
    this.branches = outerCount;
    if (chance(25)) {
      contest(place, branches);
    }
    Part.Clauses clauses = Part.Clauses.NOTHING;
    if (chance(30)) {
      clauses = clauses.within(millis(2, 30), Part.NONE);
    }
    if (chance(20)) {
      clauses = clauses.energy(pick(2, 5, 10, 20, 40));
    }
    int atLeast = kind == Part.Kind.AT_LEAST ? random.nextInt(1, branches.size() + 1) : 1;
    Part.More more = Part.More.NOTHING;
    if (rarely(10)) {
      more = more.power(pick(20, 40, 60, 80));
    }
    clauses = clauses.with(rarely(25) ? more.shared() : more);
    List<Part.Arrow> arrows = arrows(kind, branches.size());
    return new Part.Parallel(kind, atLeast, clauses, branches, arrows, trailers(place.inside()));
  }

  private List<Part.Arrow> arrows(Part.Kind kind, int count) {
    List<Part.Arrow> arrows = new ArrayList<>();
    boolean isAll = kind == Part.Kind.ALL || kind == Part.Kind.COLLECT;
    if (isAll && rarely(60)) {
      int after = random.nextInt(1, count);
      arrows.add(new Part.Arrow(random.nextInt(after), after));
      if (count > 2 && chance(40)) {
        Part.Arrow other = new Part.Arrow(after == 1 ? 1 : 0, after == 1 ? 2 : after);
        if (!arrows.contains(other)) {
          arrows.add(other);
        }
      }
    }
    return arrows;
  }
}
