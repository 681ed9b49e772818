package dev.ration.interpreter.reference;

import static dev.ration.interpreter.reference.Frame.NEVER;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import dev.ration.interpreter.reference.Scenario.Action;
import dev.ration.interpreter.reference.Scenario.Fault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Host actions: what the robot does, how it is stopped, and what is left behind (C2, T11). */
final class Commands {
  private static final long MILLI = 1_000_000L;
  private static final long MICRO = 1_000L;

  private final Reference world;
  private final Protocol protocol;
  private final Map<Integer, Integer> counts = new HashMap<>();

  /** How the robot stops at once what runs now (C7). */
  private final Map<Frame, Runnable> running = new LinkedHashMap<>();

  /** Those that run and have not been asked to stop. */
  private final Map<Frame, Doing> actions = new HashMap<>();

  /** Those that no longer move, though their scopes may not have noticed. */
  private final Set<Frame> isStill = new HashSet<>();

  /** An action that runs. */
  private static final class Doing {
    final Action action;
    Agenda.@Nullable Due beginning;
    Agenda.@Nullable Due ending;
    Runnable end = () -> {};
    long left = Part.NONE;
    boolean isHeld;
    boolean wasHeld;

    Doing(Action action) {
      this.action = action;
    }
  }

  Commands(Reference world, Protocol protocol) {
    this.world = world;
    this.protocol = protocol;
  }

  void run(Line line, int number, Consumer<End> then) {
    Action action = world.scenario.actions().get(number);
    long stop = Scenario.stopMillis(action.holds()) * MILLI;
    long max = Math.max(action.max(), action.takes()) * MICRO;
    Frame.Spec spec =
        new Frame.Spec(
            "command",
            "a" + number,
            Part.Clauses.NOTHING.holds(
                action.holds().isEmpty() ? List.of() : List.of(action.holds())),
            Part.Trailers.NOTHING,
            max + stop,
            Part.NONE,
            stop,
            action.least() * MICRO,
            Math.min(action.least(), action.begins() == 0 ? action.least() : action.begins())
                * MICRO,
            isPaidAnyway(line.at) ? 0 : action.watts() * action.least(),
            0);
    protocol.activity(line, spec, null, (own, done) -> draw(own, number, action, done), then);
  }

  /** Brings it to its hold state, if it has one, or lets it go on (C6). */
  void held(Frame frame, boolean isHeld) {
    Doing doing = actions.get(frame);
    if (doing == null || doing.isHeld == isHeld || !Scenario.hasHoldState(doing.action.holds())) {
      return;
    }
    doing.isHeld = isHeld;
    doing.wasHeld = true;
    frame.note(isHeld ? "held" : "resumed", world.now());
    if (world.is(Mutation.C6_HELD_ACTION_RUNS_ON)) {
      return;
    }
    Agenda.Due ending = doing.ending;
    if (isHeld && ending != null) {
      doing.left = ending.at() - world.now();
      world.agenda.cancel(ending);
    } else if (!isHeld && doing.left != Part.NONE) {
      doing.ending = world.agenda.at(world.now() + doing.left, Rank.COMPLETION, 0, doing.end);
    }
  }

  /** The robot goes to its safe state by itself (C7). */
  void stopAll() {
    List<Runnable> all = List.copyOf(running.values());
    running.clear();
    all.forEach(Runnable::run);
  }

  /** What runs in a handler or cleanup is paid by the safety reserve if it must (E5). */
  private boolean isPaidAnyway(@Nullable Frame innermost) {
    boolean isWindDown = false;
    for (Frame frame = innermost; frame != null; frame = frame.parent) {
      isWindDown |= frame.phase == Frame.Phase.HANDLER || frame.phase == Frame.Phase.CLEANUP;
    }
    return isWindDown && !world.is(Mutation.E5_RESERVE_DOES_NOT_PAY)
        || world.is(Mutation.E2_ACTION_WITHOUT_MINIMUM);
  }

  private static Frame frame(Line line) {
    Frame frame = line.at;
    if (frame == null) {
      throw new IllegalStateException("a command outside everything");
    }
    return frame;
  }

  /** Waits for room under the power caps until its latest start (E6). */
  private void draw(Line line, int number, Action action, Consumer<End> then) {
    if (world.isRobotStopped) {
      then.accept(End.Failed.of("denied(stopped)"));
      return;
    }
    if (action.watts() == 0) {
      begin(line, number, action, null, then);
      return;
    }
    Frame frame = frame(line);
    Wallet.Draw[] draw = new Wallet.Draw[1];
    world.grants.take(
        frame,
        latest(frame),
        () -> {
          End refusal = room(frame, action.watts());
          if (refusal != End.OK) {
            return refusal;
          }
          add(frame, action.watts());
          draw[0] = world.wallet.draw(frame.purse, action.watts() * 1_000_000);
          return End.OK;
        },
        end -> {
          if (end instanceof End.Ok) {
            begin(line, number, action, draw[0], then);
          } else {
            then.accept(end == null ? End.Failed.of("denied(power)") : end);
          }
        });
  }

  private long latest(Frame frame) {
    if (world.is(Mutation.E6_DOES_NOT_WAIT)) {
      return world.now();
    }
    return frame.cut == NEVER ? NEVER : frame.cut - frame.leastNanos();
  }

  /** Whether it fits every cap around it; null for not now. */
  private @Nullable End room(Frame frame, long watts) {
    boolean fits = true;
    boolean canFit = true;
    for (Frame around = frame; around != null; around = around.parent) {
      long cap = around.spec.clauses().more().power();
      boolean isCapped = cap != Part.NONE && !world.is(Mutation.E6_CAPS_IGNORED);
      fits &= !isCapped || around.watts + watts <= cap;
      canFit &= !isCapped || watts <= cap;
    }
    if (fits) {
      return End.OK;
    }
    return canFit || world.is(Mutation.E6_WAITS_IN_VAIN) ? null : End.Failed.of("denied(power)");
  }

  private static void add(Frame innermost, long watts) {
    for (Frame frame = innermost; frame != null; frame = frame.parent) {
      frame.watts += watts;
    }
  }

  private void begin(
      Line line, int number, Action action, Wallet.@Nullable Draw draw, Consumer<End> then) {
    Frame frame = frame(line);
    frame.note("accepted", world.now());
    Fault fault = action.fault(counts.merge(number, 1, Integer::sum));
    Doing doing = new Doing(action);
    long accepted = world.now();
    long max = Math.max(action.max(), action.takes()) * MICRO;
    Consumer<End> done =
        end -> {
          running.remove(frame);
          actions.remove(frame);
          if (draw != null) {
            draw.end();
            add(frame, -action.watts());
            world.grants.serveSoon();
          }
          then.accept(end);
        };
    Wait wait =
        world.await(
            line,
            end -> {
              if (end instanceof End.Cut cut) {
                boolean isTimeout = cut.owner() == frame && cut.cause().equals("timeout");
                // Neither what was held is at fault, nor what had to wait before it began.
                if (isTimeout && !doing.wasHeld && frame.cut - accepted >= max) {
                  frame.note("outlasted", world.now());
                }
                world.agenda.cancel(doing.ending);
                world.agenda.cancel(doing.beginning);
                actions.remove(frame);
                boolean isFree = world.is(Mutation.E4_CANCELLED_WORK_IS_FREE);
                if (isFree && draw != null) {
                  draw.end();
                }
                stop(frame, action, fault, () -> done.accept(end));
              } else {
                done.accept(end);
              }
            });
    if (wait != null) {
      actions.put(frame, doing);
      running.put(frame, () -> stoppedByTheRobot(frame, doing, wait));
      if (fault != Fault.HANGS && fault != Fault.DEAF) {
        goOn(frame, action, fault, doing, wait);
      }
    }
  }

  private void stoppedByTheRobot(Frame frame, Doing doing, Wait wait) {
    frame.note("stopped", world.now());
    world.agenda.cancel(doing.ending);
    world.agenda.cancel(doing.beginning);
    isStill.add(frame);
    actions.remove(frame);
    world.agenda.finish(wait, End.Failed.of("denied(stopped)"));
  }

  /** What does not hang begins and ends by itself. */
  private void goOn(Frame frame, Action action, Fault fault, Doing doing, Wait wait) {
    long begins = action.begins() * MICRO * (fault == Fault.SLOW ? 3 : 1);
    Runnable begun =
        () -> {
          if (!world.is(Mutation.T9_NOT_DISCHARGED)) {
            world.begun(frame);
          }
        };
    doing.beginning =
        world.agenda.at(
            world.now() + begins,
            Rank.COMPLETION,
            0,
            // It is told of, and that is an event of its own.
            () -> world.agenda.at(world.now(), Rank.COMPLETION, 0, begun));
    long takes = action.takes() * MICRO * (fault == Fault.SLOW ? 3 : 1);
    End end = fault == Fault.FAILS ? End.Failed.of("slipped") : End.OK;
    doing.end =
        () -> {
          isStill.add(frame);
          actions.remove(frame);
          world.agenda.cancel(doing.beginning);
          frame.note(fault == Fault.FAILS ? "slipped" : "done", world.now());
          world.agenda.finish(wait, end);
        };
    doing.ending = world.agenda.at(world.now() + takes, Rank.COMPLETION, 0, doing.end);
  }

  /** Asks it to stop, waits its stop time, and leaves it behind after that. */
  private void stop(Frame frame, Action action, Fault fault, Runnable then) {
    frame.note("stop", world.now());
    if (isStill.contains(frame)) {
      then.run();
      return;
    }
    long allowed = Scenario.stopMillis(action.holds()) * MILLI;
    long needs = Math.min(allowed, action.least() * MICRO);
    if (world.is(Mutation.C2_STOP_IS_INSTANT)) {
      needs = 0;
    }
    boolean isDeaf = fault == Fault.DEAF;
    if (isDeaf && world.is(Mutation.T11_WAITS_FOR_EVER)) {
      allowed *= 2;
    }
    Wait wait = world.agenda.await(frame.line, true, _ -> then.run());
    Agenda.Due stopped =
        world.agenda.at(
            world.now() + (isDeaf ? allowed : needs),
            Rank.COMPLETION,
            0,
            () -> {
              running.remove(frame);
              if (!isDeaf) {
                frame.note("stopped", world.now());
              }
              world.agenda.finish(wait, isDeaf ? End.SKIPPED : End.OK);
              if (isDeaf) {
                leaveBehind(frame, action);
              }
            });
    running.put(
        frame,
        () -> {
          world.agenda.cancel(stopped);
          frame.note("stopped", world.now());
          world.agenda.finish(wait, End.OK);
        });
  }

  /** Its resource is out of use until its safe state is confirmed, which here is at once. */
  private void leaveBehind(Frame frame, Action action) {
    frame.note("left behind", world.now());
    String resource = action.holds();
    if (resource.isEmpty() || world.is(Mutation.T11_NO_QUARANTINE)) {
      return;
    }
    world.grants.claims.quarantine(resource);
    Runnable confirm =
        () -> {
          world.grants.claims.confirmSafe(resource);
          world.grants.serveSoon();
        };
    if (Scenario.hasSafeState(resource)) {
      world.agenda.at(world.now(), Rank.COMPLETION, 0, confirm);
    } else {
      // It stands still when the robot stops at once: then it has returned after all.
      running.put(frame, confirm);
    }
  }
}
