package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Scenario.Action;
import dev.ration.interpreter.reference.Scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small scenarios about one of the rarer rules each, where what they say is likely to be seen. The
 * same seed gives the same one. Used by one thread.
 */
final class FocusedScenarios {
  private final SplittableRandom random;
  private final List<Action> actions = new ArrayList<>();
  private final List<Long> pings = new ArrayList<>();
  private final List<Long> readings = new ArrayList<>();
  private long emergency = Part.NONE;

  private FocusedScenarios(long seed) {
    random = new SplittableRandom(seed);
  }

  static Scenario of(long seed) {
    return new FocusedScenarios(seed).scenario();
  }

  private Scenario scenario() {
    Part part =
        switch (random.nextInt(7)) {
          case 0 -> frozen();
          case 1 -> answering();
          case 2 -> periodic();
          case 3 -> stopped();
          case 4 -> checked();
          case 5 -> softly();
          default -> listening();
        };
    Part.Clauses clauses = Part.Clauses.NOTHING.within(10_000, Part.NONE);
    Part.Step policy = new Part.Step(clauses, List.of(part), Part.Trailers.NOTHING);
    return new Scenario(policy, actions, Part.NONE, emergency, readings, pings);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private long millis(int least, int most) {
    return 50L * random.nextInt(least, most + 1);
  }

  private Part waits(int least, int most) {
    return new Part.Wait(millis(least, most), false);
  }

  private Part act(String holds, boolean beginsLate, List<Fault> faults) {
    long takes = millis(2, 8) * 1000 - 1;
    long begins = beginsLate ? Math.min(takes, millis(1, 6) * 1000) : 0;
    long max = takes + millis(0, 2) * 1000;
    actions.add(new Action(takes, takes, begins, max, chance(50) ? 20 : 0, holds, faults));
    return new Part.Act(actions.size() - 1);
  }

  private static Part.Step step(Part.Clauses clauses, Part.Trailers trailers, Part... body) {
    return new Part.Step(clauses, List.of(body), trailers);
  }

  private static Part.Step plain(Part... body) {
    return step(Part.Clauses.NOTHING, Part.Trailers.NOTHING, body);
  }

  /** A branch stands still in an action, in a critical section, or between ticks (C6). */
  private Part frozen() {
    Part what =
        switch (random.nextInt(3)) {
          case 0 -> act(chance(50) ? "head" : "voice", false, List.of());
          case 1 -> new Part.Critical(400, List.of(new Part.Wait(millis(2, 6), true)));
          default -> every();
        };
    Part.Clauses limit = Part.Clauses.NOTHING.within(millis(8, 20), Part.NONE);
    List<Part.Step> branches =
        List.of(
            plain(waits(1, 4), new Part.Freeze(1, true), waits(1, 6), new Part.Freeze(1, false)),
            step(limit, Part.Trailers.NOTHING, what, waits(1, 2)));
    return new Part.Parallel(
        Part.Kind.COLLECT, 1, Part.Clauses.NOTHING, branches, List.of(), Part.Trailers.NOTHING);
  }

  private Part every() {
    int kind = random.nextInt(3);
    if (kind == 0) {
      // Ticks pile up until one has had its time.
      return new Part.Every(50, 200, 3, List.of(new Part.Wait(150, false)));
    }
    if (kind == 1) {
      Part wait = new Part.Wait(50, false);
      return new Part.Every(millis(2, 4), Part.NONE, random.nextInt(0, 3), List.of(wait));
    }
    long within = chance(70) ? millis(1, 6) : Part.NONE;
    return new Part.Every(millis(1, 4), within, random.nextInt(0, 3), List.of(waits(1, 6)));
  }

  /** Something answers within a time, or its handler does (T9). */
  private Part answering() {
    long within = millis(2, 8);
    Part.Clauses clauses = Part.Clauses.NOTHING.within(within, Part.NONE);
    Part.Handler handler = new Part.Handler(List.of("timeout"), List.of(act("", true, List.of())));
    List<Part> body = List.of(waits(1, 3), act("head", true, List.of()));
    Part respond = new Part.Respond(clauses, body, new Part.Trailers(List.of(handler), null, null));
    Part.Clauses around = Part.Clauses.NOTHING.within(millis(10, 30), Part.NONE);
    return step(around, Part.Trailers.NOTHING, respond);
  }

  private Part periodic() {
    Part.Clauses clauses = Part.Clauses.NOTHING.within(millis(10, 30), Part.NONE);
    return step(clauses, Part.Trailers.NOTHING, every());
  }

  /** The robot is stopped, and cleanups would move it (C7). */
  private Part stopped() {
    emergency = millis(1, 6);
    Part.Cleanup cleanup = new Part.Cleanup(600, List.of(act("", false, List.of())));
    Part.Trailers trailers = new Part.Trailers(List.of(), cleanup, null);
    Part.Clauses holds = Part.Clauses.NOTHING.holds(List.of("head"));
    return step(holds, trailers, act("head", false, List.of()), waits(1, 4));
  }

  /** Conditions that are looked at once in each attempt (P3). */
  private Part checked() {
    readings.add(chance(50) ? millis(2, 10) : millis(0, 3));
    readings.add(readings.getFirst() + millis(1, 8));
    int repair = chance(50) ? ((Part.Act) act("", false, List.of())).action() : -1;
    Part.More more = Part.More.NOTHING;
    more = chance(80) ? more.required(repair) : more;
    more = chance(50) ? more.ensured() : more;
    Part.Clauses clauses = Part.Clauses.NOTHING.with(more).retry(3, millis(0, 3));
    Part.Cleanup cleanup = new Part.Cleanup(200, List.of(new Part.Wait(50, true)));
    Part work = act("", false, List.of(chance(60) ? Fault.FAILS : Fault.FINE));
    return plain(
        waits(0, 4),
        step(clauses, new Part.Trailers(List.of(), chance(60) ? cleanup : null, null), work));
  }

  /** What waits to begin is late all the same (T12). */
  private Part softly() {
    Part.Clauses head = Part.Clauses.NOTHING.holds(List.of("head"));
    Part.Soft soft = new Part.Soft(millis(1, 6), List.of(waits(1, 3)));
    List<Part.Step> branches =
        List.of(
            step(head, Part.Trailers.NOTHING, waits(1, 4)),
            step(head, new Part.Trailers(List.of(), null, soft), waits(2, 8)));
    return new Part.Parallel(
        Part.Kind.ALL, 1, Part.Clauses.NOTHING, branches, List.of(), Part.Trailers.NOTHING);
  }

  /** Messages that come faster than they are worked off (P4). */
  private Part listening() {
    if (chance(30)) {
      for (long at = 50; at <= 400; at += 50) {
        pings.add(at);
      }
      Part.Whenever piling =
          new Part.Whenever(
              Part.Event.PING,
              0,
              0,
              0,
              200,
              Part.Busy.QUEUE,
              3,
              List.of(new Part.Wait(150, false)),
              Part.Trailers.NOTHING);
      return plain(piling, waits(8, 24));
    }
    long at = 0;
    for (int i = random.nextInt(2, 8); i > 0; i--) {
      at += millis(0, 3);
      pings.add(at);
    }
    Part.Busy busy = Part.Busy.values()[random.nextInt(3)];
    Part.Whenever whenever =
        new Part.Whenever(
            Part.Event.PING,
            0,
            0,
            0,
            chance(60) ? millis(1, 6) : Part.NONE,
            busy,
            busy == Part.Busy.QUEUE ? random.nextInt(1, 4) : 0,
            List.of(waits(1, 5)),
            new Part.Trailers(List.of(new Part.Handler(List.of(), List.of())), null, null));
    return plain(whenever, waits(8, 24));
  }
}
