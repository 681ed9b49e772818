package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import org.jspecify.annotations.Nullable;

/** The block of a soft deadline: beside the body, and over with it (T12). */
final class Beside {
  private static final long MILLI = 1_000_000L;

  private final Reference world;
  private final Protocol protocol;
  private final Frame around;
  private final Part.@Nullable Soft soft;
  private @Nullable Frame own;
  private @Nullable Wait waiting;
  private boolean isOver;
  private boolean hasEnded;

  Beside(Reference world, Protocol protocol, Frame around) {
    this.world = world;
    this.protocol = protocol;
    this.around = around;
    this.soft = around.spec.trailers().soft();
    if (soft != null) {
      world.spawn(around, this::live);
    }
  }

  private void live(Line line) {
    if (isOver) {
      ended(line, End.OK);
      return;
    }
    protocol.activity(
        line,
        Protocol.plain("soft", ""),
        null,
        (inner, done) -> {
          own = inner.at;
          if (isOver) {
            fall();
          }
          long from = world.is(Mutation.T12_FROM_NOW) ? world.now() : around.start;
          long late = from + within() - world.now();
          world.pause(
              inner,
              Math.max(0, late),
              end -> {
                if (end instanceof End.Ok) {
                  around.note("soft late", world.now());
                  if (soft != null && !world.is(Mutation.T12_ONLY_RECORDED)) {
                    protocol.sequence(inner, soft.body(), null, done);
                  } else {
                    done.accept(end);
                  }
                } else {
                  done.accept(end);
                }
              });
        },
        end -> ended(line, end));
  }

  private long within() {
    return soft == null ? 0 : soft.withinMillis() * MILLI;
  }

  private void ended(Line line, End end) {
    line.at = null;
    if (end instanceof End.Failed failed) {
      around.note("soft failed", world.now());
      if (world.is(Mutation.T12_FAILS_THE_BODY)) {
        world.fall(around, failed.why().reason, around);
      }
    }
    world.agenda.at(world.now(), Rank.COMPLETION, 0, this::settled);
  }

  private void settled() {
    hasEnded = true;
    Wait wait = waiting;
    if (wait != null) {
      world.agenda.finishNow(wait, End.OK);
    }
  }

  private void fall() {
    Frame frame = own;
    if (frame != null && !world.is(Mutation.T12_RUNS_ON)) {
      world.fall(frame, "ended", around);
    }
  }

  /** It ends with the body; what it cleans up is waited for. */
  void end(Runnable then) {
    isOver = true;
    if (soft == null) {
      then.run();
      return;
    }
    fall();
    if (hasEnded) {
      then.run();
    } else {
      waiting = world.agenda.await(around.line, true, _ -> then.run());
    }
  }
}
