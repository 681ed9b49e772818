package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Periodic work: ticks without drift, rounds that never overlap (T8). */
final class Rounds {
  private static final long MILLI = 1_000_000L;

  private final Reference world;
  private final Protocol protocol;
  private final Line line;
  private final Part.Every every;
  private final End.@Nullable Why handled;
  private final long period;
  private final long within;
  private final Deque<Long> kept = new ArrayDeque<>();
  private long next;

  Rounds(
      Reference world, Protocol protocol, Line line, Part.Every every, End.@Nullable Why handled) {
    this.world = world;
    this.protocol = protocol;
    this.line = line;
    this.every = every;
    this.handled = handled;
    this.period = every.periodMillis() * MILLI;
    this.within = every.withinMillis() == Part.NONE ? Part.NONE : every.withinMillis() * MILLI;
    this.next = world.now();
  }

  void run(Consumer<End> then) {
    while (!kept.isEmpty()) {
      long tick = kept.remove();
      boolean isUseless = within != Part.NONE && world.now() - tick >= within;
      if (!isUseless || world.is(Mutation.T8_SERVES_EXPIRED)) {
        round(tick, then);
        return;
      }
      dropped(1, "expired");
    }
    long tick = next;
    if (tick <= world.now()) {
      due(tick, then);
      return;
    }
    world.pause(
        line,
        tick - world.now(),
        end -> {
          if (end instanceof End.Ok) {
            due(tick, then);
          } else {
            then.accept(end);
          }
        });
  }

  /** A tick that came while the branch stood still is late (C6). */
  private void due(long tick, Consumer<End> then) {
    Frame frame = line.at;
    long thawed = frame == null ? Frame.NEVER : frame.lastThaw();
    if (thawed == Frame.NEVER || tick >= thawed || world.is(Mutation.C6_FROZEN_TICK_IS_IN_TIME)) {
      next = tick + period;
      round(tick, then);
    } else {
      collect(thawed);
      run(then);
    }
  }

  private void round(long tick, Consumer<End> then) {
    long start = world.is(Mutation.T8_LIMIT_FROM_NOW) ? world.now() : tick;
    protocol.activity(
        line,
        Protocol.plain("round", "", within),
        start,
        handled,
        (own, done) -> protocol.sequence(own, every.body(), handled, done),
        end -> {
          boolean isWell = end instanceof End.Ok || end instanceof End.Skipped;
          if (!isWell && !(end instanceof End.Failed && world.is(Mutation.T8_GOES_ON))) {
            then.accept(end);
            return;
          }
          world.poll(
              line,
              polled -> {
                if (polled instanceof End.Ok) {
                  collect(world.now());
                  run(then);
                } else {
                  then.accept(polled);
                }
              });
        });
  }

  /** What came while a round ran is late: kept, or dropped and counted. */
  private void collect(long now) {
    if (world.is(Mutation.T8_DRIFTS)) {
      next = Math.max(next, now);
      return;
    }
    int queue = world.is(Mutation.T8_KEEPS_ALL) ? Integer.MAX_VALUE : every.queue();
    while (next < now && kept.size() < queue) {
      kept.add(next);
      next += period;
    }
    long late = 0;
    while (next < now) {
      late++;
      next += period;
    }
    if (late > 0) {
      dropped(late, "busy");
    }
  }

  private void dropped(long count, String why) {
    Frame frame = line.at;
    if (frame != null) {
      frame.note("dropped " + count + " " + why, world.now());
    }
  }
}
