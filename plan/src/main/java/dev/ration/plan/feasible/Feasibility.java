package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out what activities need and whether it fits what they may take (S1, S2).
 *
 * <p>A function of its argument alone: the checker, the interpreter and the REPL get the same
 * figures from the same work. An instance remembers what it has worked out, and is used by one
 * thread.
 */
public final class Feasibility {
  private static final Sheet NOTHING =
      Sheet.plain(new Work.Computation(), "", Need.NOTHING, List.of());

  private final Map<Work, Sheet> known = new IdentityHashMap<>();

  /** The sheet of a piece of work; the same object for the same work. */
  public Sheet of(Work work) {
    Sheet before = known.get(work);
    if (before != null) {
      return before;
    }
    Sheet sheet =
        switch (work) {
          case Work.Computation _ -> NOTHING;
          case Work.Pause pause ->
              Sheet.plain(pause, "wait", Need.waiting(pause.nanos()), List.of());
          case Work.Command command ->
              Sheet.plain(command, command.name(), Need.of(command), List.of());
          case Work.Question question -> question(question, Limits.OPEN);
          case Work.Sequence sequence -> sequence(sequence);
          case Work.Choice choice -> choice(choice);
          case Work.Perhaps perhaps -> {
            Sheet inner = of(perhaps.inner());
            yield Sheet.plain(perhaps, "", inner.need().perhaps(), List.of(inner));
          }
          case Work.Loop loop -> loop(loop);
          case Work.Unknown unknown ->
              Sheet.plain(unknown, unknown.name(), Need.UNKNOWN, List.of());
          case Work.Alongside alongside -> alongside(alongside);
          case Work.Parallel parallel -> parallel(parallel);
          case Work.Activity activity -> activity(activity);
        };
    known.put(work, sheet);
    return sheet;
  }

  private List<Sheet> all(List<Work> parts) {
    return parts.stream().map(this::of).toList();
  }

  private Sheet sequence(Work.Sequence sequence) {
    List<Sheet> parts = all(sequence.parts());
    Need need = parts.stream().map(Sheet::need).reduce(Need.NOTHING, Need::then);
    return Sheet.plain(sequence, "", need, parts);
  }

  private Sheet choice(Work.Choice choice) {
    List<Sheet> ways = all(choice.ways());
    Need need =
        new Need(
            Spread.oneOf(ways.stream().map(way -> way.need().time()).toList()),
            Spread.oneOf(ways.stream().map(way -> way.need().energy()).toList()),
            Spread.oneOf(ways.stream().map(way -> way.need().power()).toList()));
    return Sheet.plain(choice, "", need, ways);
  }

  private Sheet loop(Work.Loop loop) {
    Sheet round = of(loop.round());
    Need need =
        new Need(
            round.need().time().times(loop.least(), loop.most()),
            round.need().energy().times(loop.least(), loop.most()),
            loop.least() == 0 ? round.need().power().perhaps() : round.need().power());
    return Sheet.plain(loop, "", need, List.of(round));
  }

  private Sheet parallel(Work.Parallel parallel) {
    return Sheet.plain(parallel, "", Branches.need(this, parallel), all(parallel.branches()));
  }

  /** Handlers cost nothing where no event comes; where one does, they draw beside the rest. */
  private Sheet alongside(Work.Alongside alongside) {
    Sheet main = of(alongside.main());
    List<Sheet> parts = new ArrayList<>();
    parts.add(main);
    Need need = main.need();
    for (Work other : alongside.others()) {
      Sheet beside = of(other);
      parts.add(beside);
      Need most = beside.need().perhaps();
      need =
          new Need(need.time(), need.energy().then(most.energy()), need.power().then(most.power()));
    }
    return Sheet.plain(alongside, "", need, parts);
  }

  private Sheet question(Work.Question question, Limits limits) {
    return Sheet.plain(question, question.name(), Questions.need(question, limits), List.of());
  }

  private Sheet activity(Work.Activity activity) {
    Sheet body =
        activity.body() instanceof Work.Question question
            ? question(question, activity.limits())
            : of(activity.body());
    Spread attempts = body.need().time();
    Spread joules = body.need().energy();
    if (activity.attempts() != 1) {
      attempts = attempted(attempts, activity.attempts(), activity.backoffNanos());
      joules = attempted(joules, activity.attempts(), 0);
    }
    Need content = new Need(attempts, joules, body.need().power());
    Ends ends = ends(activity);
    List<Sheet> parts = new ArrayList<>();
    parts.add(body);
    parts.addAll(ends.sheets());
    Limits limits = activity.limits();
    long kept = limits.reserveNanos() == Spread.NONE ? ends.nanos() : limits.reserveNanos();
    Need whole = content;
    if (!activity.handlers().isEmpty()) {
      // It may fail at once, and then only the handler takes its time.
      whole = content.perhaps().then(ends.handlers().perhaps());
    }
    whole = whole.then(ends.cleanup().perhaps());
    whole = whole.under(activity.isRespond() ? limits.withoutDeadline() : limits);
    Sheet sheet =
        new Sheet(
            activity, activity.name(), whole, content, kept, ends.microjoules(), List.of(), parts);
    return new Sheet(
        activity,
        activity.name(),
        whole,
        content,
        kept,
        ends.microjoules(),
        Verdicts.on(this, activity, sheet),
        parts);
  }

  /** One attempt is expected; only the bound counts them all. */
  private static Spread attempted(Spread one, long attempts, long pause) {
    if (attempts == Spread.NONE || one.isUnbounded()) {
      return new Spread(one.minimum(), one.expected(), one.p95(), Spread.NONE);
    }
    Spread all =
        one.times(attempts, attempts).then(Spread.constant(pause).times(attempts, attempts));
    return new Spread(one.minimum(), one.expected(), one.p95(), all.bound());
  }

  /** What handlers and cleanup need, and what is kept back for them. */
  private record Ends(
      Need handlers, Need cleanup, long nanos, long microjoules, List<Sheet> sheets) {}

  private Ends ends(Work.Activity activity) {
    List<Sheet> sheets = new ArrayList<>();
    Need handlers = Need.NOTHING;
    long timeout = 0;
    long dearest = 0;
    List<Need> ways = new ArrayList<>();
    for (Work.Handler handler : activity.handlers()) {
      Sheet sheet = of(handler.body());
      sheets.add(sheet);
      ways.add(sheet.need());
      long bound = Math.max(0, sheet.need().time().bound());
      timeout = handler.answersTimeout() ? Math.max(timeout, bound) : timeout;
      dearest = Math.max(dearest, sheet.need().energy().bound());
    }
    for (Need way : ways) {
      handlers =
          new Need(
              handlers.time().max(way.time()),
              handlers.energy().max(way.energy()),
              handlers.power().max(way.power()));
    }
    Work.Cleanup cleanup = activity.cleanup();
    if (cleanup == null) {
      return new Ends(handlers, Need.NOTHING, timeout, dearest, sheets);
    }
    Sheet last = of(cleanup.body());
    sheets.add(last);
    Need cut = last.need().under(Limits.within(cleanup.limitNanos()));
    long nanos = Spread.sum(timeout, cleanup.limitNanos());
    long microjoules = dearest + Math.max(0, cut.energy().bound());
    return new Ends(handlers, cut, nanos, microjoules, sheets);
  }
}
