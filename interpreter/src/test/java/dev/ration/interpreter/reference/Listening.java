package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Due;
import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One {@code whenever} that listens (P4). */
final class Listening {
  private static final long MILLI = 1_000_000L;

  private final Reference world;
  private final Protocol protocol;
  private final Block block;
  private final Part.Whenever whenever;
  private final End.@Nullable Why handled;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private @Nullable Line line;
  private @Nullable Frame own;
  private @Nullable Frame running;
  private @Nullable Wait arrived;
  private @Nullable Wait awaited;
  private boolean isServing;
  private boolean isOver;
  private boolean hasEnded;

  // Its condition: when it is to fire, and when it has fired for this edge.
  private @Nullable Due next;
  private @Nullable Due barks;
  private long fired = Frame.NEVER;

  Listening(
      Reference world,
      Protocol protocol,
      Block block,
      Part.Whenever whenever,
      End.@Nullable Why handled) {
    this.world = world;
    this.protocol = protocol;
    this.block = block;
    this.whenever = whenever;
    this.handled = handled;
  }

  private record Arrival(long stamp, boolean isLate) {}

  void live(Line started) {
    line = started;
    protocol.activity(
        started,
        Protocol.plain("whenever", ""),
        handled,
        this::listen,
        end -> {
          if (end instanceof End.Failed failed && !isOver) {
            block.failed(failed);
          }
          started.at = null;
          world.agenda.at(world.now(), Rank.COMPLETION, 0, this::ended);
        });
  }

  private void ended() {
    hasEnded = true;
    Wait wait = awaited;
    if (wait != null) {
      world.agenda.finishNow(wait, End.OK);
    }
  }

  private void listen(Line inner, Consumer<End> then) {
    Frame frame = inner.at;
    own = frame;
    if (isOver && frame != null) {
      world.fall(frame, "ended", frame);
    }
    world.listeners.add(this);
    if (whenever.isCondition()) {
      look(world.now());
    }
    serveAll(
        inner,
        end -> {
          world.listeners.remove(this);
          world.agenda.cancel(next);
          world.agenda.cancel(barks);
          then.accept(end);
        });
  }

  private void serveAll(Line inner, Consumer<End> then) {
    Arrival arrival = waiting.poll();
    isServing = arrival != null;
    if (arrival == null) {
      arrived =
          world.await(
              inner,
              end -> {
                if (end instanceof End.Ok) {
                  serveAll(inner, then);
                } else {
                  then.accept(end);
                }
              });
      return;
    }
    Consumer<End> goOn =
        end -> {
          if (end instanceof End.Ok) {
            serveAll(inner, then);
          } else {
            then.accept(end);
          }
        };
    serve(
        inner,
        arrival,
        end -> {
          running = null;
          boolean isRestarted =
              end instanceof End.Cut cut && cut.owner() == own && cut.cause().equals("restarted");
          if (end instanceof End.Ok || end instanceof End.Skipped || isRestarted) {
            world.poll(inner, goOn);
          } else {
            then.accept(end);
          }
        });
  }

  private void serve(Line inner, Arrival arrival, Consumer<End> then) {
    long within = whenever.withinMillis() * MILLI;
    boolean isBound = whenever.withinMillis() != Part.NONE;
    boolean isUseless = isBound && arrival.isLate && world.now() - arrival.stamp >= within;
    if (isUseless) {
      dropped("expired");
      then.accept(End.OK);
      return;
    }
    long start = world.is(Mutation.P4_LIMIT_FROM_NOW) ? world.now() : arrival.stamp;
    protocol.activity(
        inner,
        protocol.event(whenever),
        start,
        handled,
        (deep, done) -> protocol.sequence(deep, whenever.body(), handled, done),
        then);
  }

  private void dropped(String why) {
    Frame frame = own;
    if (frame != null) {
      frame.note("dropped 1 " + why, world.now());
    }
  }

  /** Something happened: an event of its instant, at the rank of completions. */
  private void arrive(long stamp) {
    Frame frame = own;
    if (isOver || frame == null || world.pending(frame) != null) {
      return;
    }
    Part.Busy busy = whenever.busy();
    boolean isBusy = isServing || frame.isFrozen(world.mutation);
    boolean isSkipping = busy == Part.Busy.SKIP && !world.is(Mutation.P4_BUSY_IS_KEPT);
    if (isBusy && isSkipping) {
      dropped("busy");
      return;
    }
    int kept = busy == Part.Busy.QUEUE ? whenever.queue() + (isBusy ? 0 : 1) : 1;
    if (waiting.size() >= kept) {
      dropped("coalesced");
      if (world.is(Mutation.P4_FIRST_OF_A_BURST)) {
        return;
      }
      waiting.removeLast();
    }
    waiting.add(new Arrival(stamp, isBusy));
    if (isServing && busy == Part.Busy.RESTART && !world.is(Mutation.P4_NO_RESTART)) {
      restart(frame);
    }
    Wait wait = arrived;
    if (wait != null && !isServing) {
      world.agenda.finish(wait, End.OK);
    }
  }

  private void restart(Frame frame) {
    Line runs = line;
    Frame innermost = runs == null ? null : runs.at;
    while (innermost != null && innermost != frame && innermost.parent != frame) {
      innermost = innermost.parent;
    }
    if (innermost != null && innermost != frame) {
      world.fall(innermost, "restarted", frame);
    }
  }

  /** A message of a topic came. */
  void told(Part.Event event, long stamp) {
    if (whenever.event() == event) {
      world.agenda.at(stamp, Rank.COMPLETION, 0, () -> arrive(stamp));
    }
  }

  /** The nearest account with a figure of its own is four fifths used. */
  void low(Purse purse) {
    Frame frame = own;
    if (frame != null && frame.purse.nearestGranted() == purse) {
      told(Part.Event.LOW, world.now());
    }
  }

  /** What its condition reads may have changed: it is looked at when its line has its turn. */
  void changed() {
    Line mine = line;
    if (mine == null || !whenever.isCondition()) {
      return;
    }
    long at = world.now();
    mine.checks.add(() -> look(at));
    Wait wait = mine.wait;
    if (wait != null && !world.agenda.isReady(mine)) {
      wait.isCutFirst = false;
      world.agenda.wake(wait);
    }
  }

  private void look(long at) {
    if (own == null || !world.listeners.contains(this)) {
      return;
    }
    boolean isKnown = world.protocol().hasReading() || whenever.event() == Part.Event.SILENT;
    if (isKnown && isTrue()) {
      rises(at);
    } else {
      world.agenda.cancel(next);
      next = null;
      fired = isKnown ? Frame.NEVER : fired;
    }
  }

  private void rises(long at) {
    if (next == null && (fired == Frame.NEVER || world.is(Mutation.P4_FIRES_WHILE_TRUE))) {
      long hold = world.is(Mutation.P4_FOR_IGNORED) ? 0 : whenever.holdMillis() * MILLI;
      fireAt(at + hold);
    } else if (next == null && whenever.everyMillis() > 0) {
      long period = whenever.everyMillis() * MILLI;
      fireAt(fired + Math.max(1, Math.ceilDiv(at - fired, period)) * period);
    }
  }

  private boolean isTrue() {
    return switch (whenever.event()) {
      case CALM -> world.isCalm;
      case NOT_CALM -> !world.isCalm;
      case SILENT -> isSilent();
      case PING, LOW -> false;
    };
  }

  private boolean isSilent() {
    Frame frame = own;
    long from = Math.max(world.pinged, frame == null ? 0 : frame.start);
    long silent = from + whenever.millis() * MILLI;
    world.agenda.cancel(barks);
    barks = null;
    if (world.now() >= silent) {
      return true;
    }
    barks = world.agenda.at(silent, Rank.CONDITION, 0, this::changed);
    return false;
  }

  private void fireAt(long instant) {
    next =
        world.agenda.at(
            instant,
            Rank.COMPLETION,
            0,
            () -> {
              next = null;
              fired = fired == Frame.NEVER ? instant : fired;
              if (whenever.everyMillis() > 0 && !world.is(Mutation.P4_ONLY_ONCE)) {
                fireAt(instant + whenever.everyMillis() * MILLI);
              }
              arrive(instant);
            });
  }

  /** The block has ended: so does this, with what runs in it. */
  void end() {
    if (!isOver && !world.is(Mutation.P4_OUTLIVES_ITS_BLOCK)) {
      isOver = true;
      Frame frame = own;
      if (frame != null) {
        world.fall(frame, "ended", frame);
      }
    }
  }

  /** Waits until it has ended, whatever that takes. */
  void await(Line ending, Runnable then) {
    if (hasEnded) {
      then.run();
    } else {
      awaited = world.agenda.await(ending, true, _ -> then.run());
    }
  }
}
