package dev.ration.interpreter.reference;

import static dev.ration.interpreter.reference.Frame.NEVER;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Frame.Phase;
import dev.ration.interpreter.reference.Frame.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an activity goes through, in the one order of the rules. Used by one thread. */
final class Protocol {
  private static final long MILLI = 1_000_000L;
  private static final long MICRO = 1_000L;

  private final Reference world;
  private final Commands commands;
  private final Cleanups cleanups;
  private final Retries retries;
  private final Map<@Nullable Frame, Block> blocks = new HashMap<>();
  private final List<Frame> watched = new ArrayList<>();
  private final List<Agenda.Wait> listening = new ArrayList<>();
  private boolean hasReading;

  Protocol(Reference world) {
    this.world = world;
    this.commands = new Commands(world, this);
    this.cleanups = new Cleanups(world, this);
    this.retries = new Retries(world);
  }

  /** What runs inside a scope: it is given the scope's line, and tells how it ended. */
  @FunctionalInterface
  interface Body {
    void run(Line line, Consumer<End> then);
  }

  // Statements.

  void sequence(Line line, List<Part> parts, End.@Nullable Why handled, Consumer<End> then) {
    if (parts.stream().noneMatch(Part.Whenever.class::isInstance)) {
      statements(line, parts, handled, then);
      return;
    }
    activity(
        line,
        plain("block", ""),
        handled,
        (own, done) -> {
          Frame frame = own.at;
          if (frame != null) {
            Block block = new Block(world, frame);
            blocks.put(frame, block);
            statements(own, parts, handled, end -> block.end(own, end, done));
          }
        },
        then);
  }

  private void statements(
      Line line, List<Part> parts, End.@Nullable Why handled, Consumer<End> then) {
    if (parts.isEmpty()) {
      then.accept(End.OK);
      return;
    }
    statement(
        line,
        parts.getFirst(),
        handled,
        end -> {
          if (end instanceof End.Ok || end instanceof End.Skipped) {
            statements(line, parts.subList(1, parts.size()), handled, then);
          } else {
            then.accept(end);
          }
        });
  }

  private void statement(Line line, Part part, End.@Nullable Why handled, Consumer<End> then) {
    switch (part) {
      case Part.Wait(long millis, _) -> world.pause(line, millis * MILLI, then);
      case Part.Act(int action) ->
          world.step(
              line,
              end -> {
                if (end instanceof End.Ok) {
                  commands.run(line, action, then);
                } else {
                  then.accept(end);
                }
              });
      case Part.Fail(String reason) ->
          then.accept(new End.Failed(new End.Why(reason, handled), null, false));
      case Part.Step step -> block(line, handled, "step", step, then);
      case Part.Critical critical -> critical(line, critical, handled, then);
      case Part.Every every -> new Rounds(world, this, line, every, handled).run(then);
      case Part.Respond respond ->
          activity(
              line,
              spec(
                  "respond",
                  respond.clauses(),
                  respond.trailers(),
                  Bounds.of(respond.body(), actions())),
              handled,
              (own, done) -> sequence(own, respond.body(), handled, done),
              then);
      case Part.Whenever whenever -> {
        Block block = blocks.get(line.at);
        if (block != null) {
          block.listen(new Listening(world, this, block, whenever, handled));
        }
        then.accept(End.OK);
      }
      case Part.Freeze freeze -> {
        world.freeze(line.at, freeze);
        world.poll(line, then);
      }
      case Part.Parallel parallel ->
          activity(
              line,
              spec(
                  "parallel",
                  parallel.clauses(),
                  parallel.trailers(),
                  Bounds.branches(parallel, world.scenario.actions())),
              handled,
              (own, done) -> new Branches(world, this, own, parallel, handled).run(done),
              then);
    }
  }

  /** A step or the policy: a block under clauses. */
  void block(
      Line line, End.@Nullable Why handled, String kind, Part.Step step, Consumer<End> then) {
    activity(
        line,
        spec(kind, step.clauses(), step.trailers(), Bounds.of(step.body(), actions())),
        handled,
        (own, done) -> sequence(own, step.body(), handled, done),
        then);
  }

  /** Entered only if its time fits; what fell meanwhile lands at its end (C4). */
  private void critical(
      Line line, Part.Critical critical, End.@Nullable Why handled, Consumer<End> then) {
    long within = critical.withinMillis() * MILLI;
    long least = world.is(Mutation.C4_ENTERED_ANYWAY) ? 0 : within;
    Spec spec =
        new Spec(
            "critical",
            "",
            Part.Clauses.NOTHING,
            Part.Trailers.NOTHING,
            within,
            0,
            0,
            least,
            least,
            0,
            0);
    activity(
        line,
        spec,
        handled,
        (own, done) -> sequence(own, critical.body(), handled, done),
        end -> {
          if (end instanceof End.Ok) {
            world.poll(line, then);
          } else {
            then.accept(end);
          }
        });
  }

  private List<Scenario.Action> actions() {
    return world.scenario.actions();
  }

  private Spec spec(String kind, Part.Clauses clauses, Part.Trailers trailers, Bounds body) {
    Bounds content = Bounds.attempt(body, clauses, actions());
    long dearest = 0;
    for (Part.Handler handler : trailers.handlers()) {
      dearest = Math.max(dearest, Bounds.of(handler.body(), actions()).mostEnergy());
    }
    long cleanup = Math.max(0, Bounds.cleanup(trailers.cleanup(), actions()).mostEnergy());
    return new Spec(
        kind,
        "",
        clauses,
        trailers,
        clauses.within() == Part.NONE ? Part.NONE : clauses.within() * MILLI,
        clauses.reserve() == Part.NONE ? Part.NONE : clauses.reserve() * MILLI,
        0,
        content.least() * MICRO,
        leastToEffect(content) * MICRO,
        content.leastEnergy(),
        dearest + content.unwind(trailers, actions()).energy() + cleanup);
  }

  /** The handler of an event. */
  Spec event(Part.Whenever whenever) {
    return spec(
        "event",
        Part.Clauses.NOTHING.within(whenever.withinMillis(), Part.NONE),
        whenever.trailers(),
        Bounds.of(whenever.body(), actions()));
  }

  boolean hasReading() {
    return hasReading;
  }

  private long leastToEffect(Bounds content) {
    return world.is(Mutation.T9_NEEDS_TIME_TO_ITS_END) ? content.least() : content.effect().least();
  }

  static Spec plain(String kind, String name) {
    return plain(kind, name, Part.NONE);
  }

  static Spec plain(String kind, String name, long within) {
    return new Spec(
        kind, name, Part.Clauses.NOTHING, Part.Trailers.NOTHING, within, Part.NONE, 0, 0, 0, 0, 0);
  }

  // The protocol.

  void activity(Line line, Spec spec, End.@Nullable Why handled, Body body, Consumer<End> then) {
    activity(line, spec, world.now(), handled, body, then);
  }

  void activity(
      Line line, Spec spec, long start, End.@Nullable Why handled, Body body, Consumer<End> then) {
    End.Cut cut = world.pending(line.at);
    if (cut != null) {
      then.accept(cut);
      return;
    }
    Frame frame = world.enter(line, spec, start);
    Consumer<End> ended =
        end -> {
          if (world.is(Mutation.C3_BEFORE_HANDLER)) {
            cleanups.clean(
                frame,
                landed(frame, end),
                handled,
                last -> answer(frame, last, all -> leave(frame, all, then)));
          } else {
            answer(
                frame,
                landed(frame, end),
                last -> cleanups.clean(frame, last, handled, all -> leave(frame, all, then)));
          }
        };
    if (spec.clauses().isSkipped()) {
      ended.accept(End.SKIPPED);
      return;
    }
    admit(
        frame,
        refusal -> {
          if (refusal != null) {
            ended.accept(refusal);
          } else {
            frame.isAdmitted = true;
            guarded(frame, body, ended);
          }
        });
  }

  /** Time, resources and energy, all or nothing (T5, T6, E2, P5); null when it is admitted. */
  private void admit(Frame frame, Consumer<@Nullable End> then) {
    End late = late(frame);
    List<String> holds = frame.spec.clauses().holds();
    if (late != null || holds.isEmpty()) {
      End refusal = late != null ? late : opened(frame);
      then.accept(refusal == End.OK ? null : refusal);
      return;
    }
    Claims.Claim claim = new Claims.Claim(frame, frame.claimAround(), holds);
    frame.claim = claim;
    world.grants.take(
        frame,
        frame.cut == NEVER ? NEVER : frame.cut - frame.leastNanos(),
        () -> takeAll(frame, claim),
        end -> {
          End refusal = end == null ? End.Failed.of("denied(resource)") : end;
          then.accept(refusal == End.OK ? null : refusal);
        });
  }

  private @Nullable End takeAll(Frame frame, Claims.Claim claim) {
    // Even at its latest start, a wait for what others hold ends as one (P5).
    if (!world.grants.take(claim)) {
      return null;
    }
    End late = late(frame);
    End opened = late == null ? opened(frame) : late;
    if (opened != End.OK) {
      world.grants.release(claim);
    } else {
      frame.note("holds " + claim.resources, world.now());
    }
    return opened;
  }

  private End opened(Frame frame) {
    String refusal = world.wallet.open(frame);
    if (refusal != null) {
      return End.Failed.of(refusal);
    }
    world.go(frame, Phase.BODY);
    return End.OK;
  }

  private @Nullable End late(Frame frame) {
    if (frame.cut == NEVER || frame.spec.kind().equals("handler")) {
      return null;
    }
    long left = frame.cut - world.now();
    boolean isAfter = left > 0 || world.is(Mutation.T5_STARTS_AT_ITS_CUT) && left == 0;
    if (isAfter && (left >= frame.leastNanos() || world.is(Mutation.T6_STARTS_LATE))) {
      return null;
    }
    boolean isOwn = frame.owner == frame && !world.is(Mutation.T6_OWN_LATE_START_IS_DENIED);
    return isOwn
        ? End.Failed.of("timeout(not_started)")
        : new End.Failed(new End.Why("denied(time)", null), frame.owner, false);
  }

  /** The body under what it keeps (P3). */
  private void guarded(Frame frame, Body body, Consumer<End> then) {
    Part.Clauses clauses = frame.spec.clauses();
    if (clauses.isKept() && !hasReading) {
      reading(frame, then, () -> guarded(frame, body, then));
      return;
    }
    boolean hasTurned = hasReading && !world.isCalm;
    if (clauses.isKept() && hasTurned && !world.is(Mutation.P3_KEEP_IGNORED)) {
      then.accept(End.Failed.own("invariant", null));
      return;
    }
    if (clauses.isUntil() && hasTurned && !world.is(Mutation.P3_UNTIL_IGNORED)) {
      then.accept(End.OK);
      return;
    }
    watched.add(frame);
    Beside beside = new Beside(world, this, frame);
    attempt(
        frame,
        1,
        body,
        end -> {
          watched.remove(frame);
          beside.end(() -> then.accept(end));
        });
  }

  /** Something that conditions may look at has changed: whoever waits looks at his again. */
  void changed() {
    for (Frame frame : watched) {
      boolean isWatched = frame.spec.clauses().isKept() || frame.spec.clauses().isUntil();
      Agenda.Wait wait = frame.line.wait;
      if (isWatched && wait != null && !world.agenda.isReady(frame.line)) {
        wait.isCutFirst = false;
        world.agenda.wake(wait);
      }
    }
    List.copyOf(world.listeners).forEach(Listening::changed);
  }

  /** Something inside is to stand still, or to go on. */
  void held(Frame innermost, boolean isStill) {
    commands.held(innermost, isStill);
  }

  void stopAll() {
    commands.stopAll();
  }

  /** A start that has no reading yet waits for one (P3). */
  void heard() {
    hasReading = true;
    listening.forEach(wait -> world.agenda.finish(wait, End.OK));
    listening.clear();
  }

  /** What is kept no longer holds, and what is waited for has come. */
  void turned() {
    for (Frame frame : List.copyOf(watched)) {
      if (frame.spec.clauses().isKept() && !world.is(Mutation.P3_KEEP_IGNORED)) {
        world.fall(frame, "invariant", frame);
      }
      if (frame.spec.clauses().isUntil() && !world.is(Mutation.P3_UNTIL_IGNORED)) {
        world.fall(frame, "until", frame);
      }
    }
  }

  private void attempt(Frame frame, int number, Body body, Consumer<End> then) {
    checked(
        frame,
        number,
        body,
        raw -> {
          End end = landed(frame, raw);
          if (!retries.isWorthAnother(frame, end, number)) {
            then.accept(end);
            return;
          }
          Runnable again =
              () -> {
                frame.note("attempt " + (number + 1), world.now());
                attempt(frame, number + 1, body, then);
              };
          long pause = retries.pauseNanos(frame, number);
          if (pause == 0) {
            again.run();
          } else {
            world.pause(
                frame.line,
                pause,
                waited -> {
                  if (waited instanceof End.Ok) {
                    again.run();
                  } else {
                    then.accept(landed(frame, waited));
                  }
                });
          }
        });
  }

  /** {@code require}, the body, {@code ensure}: once in each attempt (P3). */
  private void checked(Frame frame, int number, Body body, Consumer<End> then) {
    Part.More more = frame.spec.clauses().more();
    boolean isIgnored =
        world.is(Mutation.P3_REQUIRE_IGNORED) || world.is(Mutation.P3_REQUIRE_ONCE) && number > 1;
    if (!more.isRequired() || isIgnored) {
      run(frame, body, then);
      return;
    }
    Runnable refuse = () -> then.accept(End.Failed.of("precondition"));
    reading(
        frame,
        then,
        () -> {
          if (world.isCalm) {
            run(frame, body, then);
          } else if (more.repair() < 0) {
            refuse.run();
          } else {
            frame.hasStarted = !world.is(Mutation.C3_NO_CLEANUP_AFTER_REPAIR);
            activity(
                frame.line,
                plain("repair", ""),
                null,
                (own, done) -> statement(own, new Part.Act(more.repair()), null, done),
                end -> {
                  if (!(end instanceof End.Ok)) {
                    then.accept(end);
                  } else if (world.isCalm) {
                    run(frame, body, then);
                  } else {
                    refuse.run();
                  }
                });
          }
        });
  }

  /** Without any reading yet a start waits for one (P3). */
  private void reading(Frame frame, Consumer<End> otherwise, Runnable then) {
    if (hasReading) {
      then.run();
      return;
    }
    Agenda.Wait wait =
        world.await(
            frame.line,
            end -> {
              if (end instanceof End.Ok) {
                then.run();
              } else {
                otherwise.accept(end);
              }
            });
    if (wait != null) {
      listening.add(wait);
    }
  }

  private void run(Frame frame, Body body, Consumer<End> then) {
    frame.hasStarted = true;
    body.run(
        frame.line,
        end -> {
          boolean isEnsured =
              frame.spec.clauses().more().isEnsured() && !world.is(Mutation.P3_ENSURE_IGNORED);
          boolean isWell = end instanceof End.Ok || end instanceof End.Skipped;
          boolean isUnmet = isWell && isEnsured && !(hasReading && world.isCalm);
          then.accept(isUnmet ? End.Failed.of("postcondition") : end);
        });
  }

  /** What an end means to a scope: to the owner of a cancellation it is a failure (C5, T6). */
  End landed(Frame frame, End end) {
    return switch (end) {
      case End.Failed failed
          when failed.late() == frame && !world.is(Mutation.T6_DENIED_TIME_STAYS) ->
          End.Failed.own("timeout", failed.why());
      case End.Cut cut
          when cut.owner() == frame
              && cut.cause().equals("until")
              && !world.is(Mutation.R4_UNTIL_FAILS) ->
          End.OK;
      case End.Cut cut when cut.owner() == frame && cut.cause().equals("ended") -> End.OK;
      case End.Cut cut when cut.owner() == frame -> End.Failed.own(outcome(cut), null);
      case End.Cut cut
          when world.is(Mutation.C5_CANCELLED_IS_ANSWERED)
              || world.is(Mutation.T2_HANDLER_ANSWERS_ANY_TIMEOUT)
                  && cut.cause().equals("timeout") ->
          frame.spec.trailers().handlers().isEmpty() ? cut : End.Failed.own(outcome(cut), null);
      default -> end;
    };
  }

  private static String outcome(End.Cut cut) {
    return cut.cause().equals("overrun") ? "overrun(energy)" : cut.cause();
  }

  /** The one handler that answers, once (R3). */
  private void answer(Frame frame, End end, Consumer<End> then) {
    answer(frame, end, frame.spec.trailers().handlers(), then);
  }

  private void answer(Frame frame, End end, List<Part.Handler> handlers, Consumer<End> then) {
    if (!(end instanceof End.Failed failed)) {
      then.accept(end);
      return;
    }
    for (int i = 0; i < handlers.size(); i++) {
      if (handlers.get(i).answers(failed.why().reason)) {
        run(frame, failed, handlers.subList(i, handlers.size()), then);
        return;
      }
    }
    then.accept(end);
  }

  private void run(Frame frame, End.Failed failed, List<Part.Handler> rest, Consumer<End> then) {
    Part.Handler handler = rest.getFirst();
    world.go(frame, Phase.HANDLER);
    boolean isLate = frame.cut != NEVER && frame.cut <= world.now();
    Bounds bounds = Bounds.of(handler.body(), actions());
    if (isLate && (frame.isResponding() ? bounds.effect().most() : bounds.most()) != 0) {
      frame.note("handler late", world.now());
      then.accept(failed);
      return;
    }
    if (frame.isAdmitted) {
      world.wallet.openKept(frame);
    }
    frame.note("handler of " + failed.why().reason, world.now());
    End.Why first = failed.why();
    activity(
        frame.line,
        plain("handler", ""),
        first,
        (own, done) -> sequence(own, handler.body(), first, done),
        end -> {
          End last = landed(frame, end);
          if (!(last instanceof End.Failed second)) {
            then.accept(last instanceof End.Skipped ? End.SKIPPED : last);
          } else if (world.is(Mutation.R3_SECOND_HANDLER) && rest.size() > 1) {
            answer(frame, last, rest.subList(1, rest.size()), then);
          } else if (world.is(Mutation.R3_FIRST_REASON_STAYS)) {
            then.accept(failed);
          } else {
            then.accept(new End.Failed(second.why().after(first), second.late(), true));
          }
        });
  }

  private void leave(Frame frame, End end, Consumer<End> then) {
    world.leave(frame, end);
    then.accept(
        end instanceof End.Failed failed
            ? new End.Failed(failed.why(), failed.late(), false)
            : end);
  }
}
