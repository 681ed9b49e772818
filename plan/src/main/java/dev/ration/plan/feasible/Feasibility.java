package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  private final Map<Work, WindDown> ends = new IdentityHashMap<>();
  private final Map<Work, Boolean> skips = new IdentityHashMap<>();

  /** The same where nobody else holds anything; null in that one itself. */
  private final @Nullable Feasibility alone;

  public Feasibility() {
    this(new Feasibility(null));
  }

  private Feasibility(@Nullable Feasibility alone) {
    this.alone = alone;
  }

  /** The sheet of a piece of work; the same object for the same work. */
  public Sheet of(Work work) {
    Sheet before = known.get(work);
    if (before != null) {
      return before;
    }
    Sheet sheet =
        switch (work) {
          case Work.Computation _ -> NOTHING;
          case Work.Pause pause when alone == null && pause.equals(Work.Pause.FOR_OTHERS) ->
              NOTHING;
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
            Spread.oneOf(ways.stream().map(way -> way.need().power()).toList()),
            ways.stream().mapToLong(way -> way.need().tailMicrojoules()).reduce(0, Spread::larger),
            ways.stream().mapToLong(way -> way.need().startMicrojoules()).min().orElse(0));
    return Sheet.plain(choice, "", need, ways);
  }

  private Sheet loop(Work.Loop loop) {
    Sheet round = of(loop.round());
    Need need =
        new Need(
            round.need().time().times(loop.least(), loop.most()),
            round.need().energy().times(loop.least(), loop.most()),
            loop.least() == 0 ? round.need().power().perhaps() : round.need().power(),
            Spread.atMost(round.need().tailMicrojoules(), loop.most()),
            Spread.atMost(round.need().startMicrojoules(), loop.least()));
    return Sheet.plain(loop, "", need, List.of(round));
  }

  private Sheet parallel(Work.Parallel parallel) {
    return Sheet.plain(parallel, "", Branches.need(this, parallel), all(parallel.branches()));
  }

  /**
   * Handlers cost nothing where no event comes; where one does, they draw beside the rest. They are
   * cancelled when it ends, and what they clean up is waited for (P4).
   */
  private Sheet alongside(Work.Alongside alongside) {
    Sheet main = of(alongside.main());
    List<Sheet> parts = new ArrayList<>();
    parts.add(main);
    Need need = main.need();
    long last = 0;
    for (Work other : alongside.others()) {
      Sheet beside = of(other);
      parts.add(beside);
      Need most = beside.need().perhaps();
      last = Math.max(last, windDown(other).nanos());
      need =
          new Need(
              need.time(),
              need.energy().then(most.energy()),
              need.power().then(most.power()),
              Spread.sum(need.tailMicrojoules(), most.tailMicrojoules()),
              need.startMicrojoules());
    }
    Need ended = Need.waiting(new Spread(0, 0, 0, last));
    return Sheet.plain(alongside, "", need.then(ended).under(Limits.OPEN), parts);
  }

  /** What work takes from a cancellation to its end. */
  WindDown windDown(Work work) {
    WindDown before = ends.get(work);
    if (before == null) {
      before = WindDown.of(this, work);
      ends.put(work, before);
    }
    return before;
  }

  /** When the first of some work is heard or seen; when it ends, where nothing is (T9). */
  public Spread toFirstEffect(Work work) {
    return Effects.of(this, work).time();
  }

  /**
   * What is kept back for work that has to end, or to have its first effect, in any case (T3);
   * {@link Spread#NONE} when nothing bounds it.
   */
  public long reserveNanos(Work work, boolean isToFirstEffect) {
    Feasibility other = alone == null ? this : alone;
    return (isToFirstEffect ? other.toFirstEffect(work) : other.of(work).need().time()).bound();
  }

  /** Whether work may end without having been done at all (R4). */
  boolean maySkip(Work work) {
    Boolean before = skips.get(work);
    if (before == null) {
      before = Branches.maySkip(this, work);
      skips.put(work, before);
    }
    return before;
  }

  /** What a cleanup needs, cut at its limit (C3). */
  Need cleanup(Work.Cleanup cleanup) {
    return of(cleanup.body()).need().under(Limits.within(cleanup.limitNanos()));
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
    long tails = Spread.atMost(body.need().tailMicrojoules(), activity.attempts());
    Need content =
        new Need(attempts, joules, body.need().power(), tails, body.need().startMicrojoules());
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
    // A radio burns on when the budget has run out.
    Limits clauses = limits.beyond(tails(activity));
    Limits enforced = activity.isRespond() ? clauses.withoutDeadline() : clauses;
    // After a refused start the handler runs on the account around it (R3).
    whole = whole.under(enforced).orRefused(ends.handlers().under(enforced.withoutEnergy()));
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

  /** What radios burn on at most when it is cancelled, wherever it is. */
  private long tails(Work.Activity activity) {
    long most = windDown(activity.body()).tailMicrojoules();
    for (Work.Handler handler : activity.handlers()) {
      most = Math.max(most, windDown(handler.body()).tailMicrojoules());
    }
    Work.Cleanup cleanup = activity.cleanup();
    return cleanup == null ? most : Math.max(most, windDown(cleanup.body()).tailMicrojoules());
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
    long timeout = Spread.NONE;
    long dearest = 0;
    for (Work.Handler handler : activity.handlers()) {
      Sheet sheet = of(handler.body());
      sheets.add(sheet);
      handlers = handlers.or(sheet.need());
      if (handler.answersTimeout() && timeout == Spread.NONE) {
        // The first that answers is the one that runs.
        timeout = Math.max(0, reserveNanos(handler.body(), activity.isRespond()));
      }
      dearest = Math.max(dearest, sheet.need().energy().bound());
    }
    long nanos = Math.max(0, timeout);
    long microjoules = Spread.sum(dearest, windDown(activity.body()).microjoules());
    Work.Cleanup cleanup = activity.cleanup();
    if (cleanup == null) {
      return new Ends(handlers, Need.NOTHING, nanos, microjoules, sheets);
    }
    sheets.add(of(cleanup.body()));
    Need cut = cleanup(cleanup);
    return new Ends(
        handlers,
        cut,
        Spread.sum(nanos, cleanup.limitNanos()),
        Spread.sum(microjoules, Math.max(0, cut.energy().bound())),
        sheets);
  }
}
