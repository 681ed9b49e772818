package dev.ration.interpreter.reference;

import static dev.ration.interpreter.reference.Frame.NEVER;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import dev.ration.interpreter.reference.Scenario.Action;
import dev.ration.interpreter.reference.Scenario.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Host actions: what the robot does, how it is stopped, and what is left behind (C2, T11). */
final class Commands {
  private static final long MILLI = 1_000_000L;
  private static final long MICRO = 1_000L;

  private final Reference world;
  private final Protocol protocol;
  private final Map<Integer, Integer> counts = new HashMap<>();

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
            isPaidAnyway(line.at) ? 0 : action.watts() * action.least(),
            0);
    protocol.activity(line, spec, null, (own, done) -> draw(own, number, action, done), then);
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

  /** Waits for the power first, which here is always there, but only at its rank (T4). */
  private void draw(Line line, int number, Action action, Consumer<End> then) {
    if (action.watts() == 0) {
      begin(line, number, action, null, then);
      return;
    }
    Frame frame = frame(line);
    Wallet.Draw[] draw = new Wallet.Draw[1];
    world.grants.take(
        frame,
        frame.cut == NEVER ? NEVER : frame.cut - action.least() * MICRO,
        () -> {
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

  private void begin(
      Line line, int number, Action action, Wallet.@Nullable Draw draw, Consumer<End> then) {
    Frame frame = frame(line);
    frame.note("accepted", world.now());
    Fault fault = action.fault(counts.merge(number, 1, Integer::sum));
    Agenda.Due[] ending = new Agenda.Due[1];
    Consumer<End> done =
        end -> {
          if (draw != null) {
            draw.end();
          }
          then.accept(end);
        };
    Wait wait =
        world.await(
            line,
            end -> {
              if (end instanceof End.Cut cut) {
                if (cut.owner() == frame && cut.cause().equals("timeout")) {
                  frame.note("outlasted", world.now());
                }
                world.agenda.cancel(ending[0]);
                boolean isFree = world.is(Mutation.E4_CANCELLED_WORK_IS_FREE);
                if (isFree && draw != null) {
                  draw.end();
                }
                stop(frame, action, fault, () -> done.accept(end));
              } else {
                done.accept(end);
              }
            });
    if (wait != null && fault != Fault.HANGS && fault != Fault.DEAF) {
      long takes = action.takes() * MICRO * (fault == Fault.SLOW ? 3 : 1);
      End end = fault == Fault.FAILS ? End.Failed.of("slipped") : End.OK;
      ending[0] =
          world.agenda.at(
              world.now() + takes,
              Rank.COMPLETION,
              0,
              () -> {
                frame.note(fault == Fault.FAILS ? "slipped" : "done", world.now());
                world.agenda.finish(wait, end);
              });
    }
  }

  /** Asks it to stop, waits its stop time, and leaves it behind after that. */
  private void stop(Frame frame, Action action, Fault fault, Runnable then) {
    frame.note("stop", world.now());
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
    world.agenda.at(
        world.now() + (isDeaf ? allowed : needs),
        Rank.COMPLETION,
        0,
        () -> {
          if (!isDeaf) {
            frame.note("stopped", world.now());
          }
          world.agenda.finish(wait, isDeaf ? End.SKIPPED : End.OK);
          if (isDeaf) {
            leaveBehind(frame, action);
          }
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
    if (Scenario.hasSafeState(resource)) {
      world.agenda.at(
          world.now(),
          Rank.COMPLETION,
          0,
          () -> {
            world.grants.claims.confirmSafe(resource);
            world.grants.serveSoon();
          });
    }
  }
}
