package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Strand;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One {@code whenever} that listens, on a strand of its own (P4): keeps the events that come,
 * coalesces bursts, and runs its handler for one after the other. Changed with the scheduler's lock
 * held.
 */
final class Listening {
  private final Handlers handlers;
  private final Scope block;
  private final EventSpec spec;
  private final EventBody body;
  private final Completion<Object> ended;
  private final Deque<Arrival> waiting = new ArrayDeque<>();
  private @Nullable Completion<Object> arrived;
  private @Nullable Scope scope;
  private boolean isServing;
  private boolean isOver;

  Listening(Handlers handlers, Scope block, EventSpec spec, EventBody body) {
    this.handlers = handlers;
    this.block = block;
    this.spec = spec;
    this.body = body;
    this.ended = block.run.scheduler().completion();
  }

  /** An event that came: when, and with what; {@code isLate} when the handler was busy then. */
  private record Arrival(long stampNanos, @Nullable Object message, boolean isLate) {}

  String name() {
    return spec.name();
  }

  boolean isOver() {
    return isOver;
  }

  Completion<Object> ended() {
    return ended;
  }

  /** The life of its strand. */
  void live(Strand strand) {
    try {
      ScopeSpec own =
          ScopeSpec.builder(spec.name(), ScopeSpec.Kind.WHENEVER).origin(spec.origin()).build();
      Scopes.run(strand, own, Demands.NOTHING, this::listen);
    } catch (Failed failed) {
      block.run.scheduler().atomically(() -> handlers.failed(this, failed));
    } catch (ScopeCut _) {
      // What is around it was cancelled, and its own strand says so.
      return;
    } catch (Bug bug) {
      block.run.broken(block, bug);
    } finally {
      ended.complete(null);
    }
  }

  private @Nullable Object listen(Scope own) {
    block.run.scheduler().atomically(() -> opened(own));
    String topic = spec.topic();
    Edge edge = topic == null ? new Edge(own, spec, body::test, this::arrive) : null;
    try {
      if (edge != null) {
        edge.look();
      } else if (topic != null) {
        block.run.scheduler().atomically(() -> block.run.senses().subscribe(this, topic));
      }
      return serveAll(own);
    } finally {
      if (edge != null) {
        edge.end();
      }
      block.run.scheduler().atomically(() -> block.run.senses().unsubscribe(this));
    }
  }

  private void opened(Scope own) {
    scope = own;
    if (isOver) {
      Cuts.fall(own, own, Cause.Kind.ENDED, "");
    }
  }

  private @Nullable Object serveAll(Scope own) {
    while (true) {
      Arrival[] next = new Arrival[1];
      Completion<Object> change = block.run.scheduler().completion();
      block
          .run
          .scheduler()
          .atomically(
              () -> {
                isServing = false;
                next[0] = waiting.poll();
                isServing = next[0] != null;
                arrived = change;
              });
      if (next[0] == null) {
        Object unused = own.strand.await(change);
      } else {
        serve(own, next[0]);
        own.strand.poll();
      }
    }
  }

  private void serve(Scope own, Arrival arrival) {
    EventBody.Begun begun = body.begin(own, arrival.message());
    long within = begun.demands().withinNanos;
    if (arrival.isLate() && within != NEVER && own.strand.now() - arrival.stampNanos() >= within) {
      block.run.scheduler().atomically(() -> Journal.dropped(own, 1, "expired"));
      return;
    }
    try {
      Object unused =
          Activity.run(
              own.strand,
              own.run,
              own,
              begun.spec(),
              begun.demands(),
              begun.body(),
              new Scope.Entry(arrival.stampNanos(), 0));
    } catch (ScopeCut cut) {
      if (cut.owner() != own || cut.cause().kind() != Cause.Kind.RESTARTED) {
        throw cut;
      }
    }
  }

  /** Something happened; with the lock held, at rank COMPLETION. */
  void arrive(long stampNanos, @Nullable Object message) {
    Scope own = scope;
    if (isOver || own == null || Cuts.pending(own) != null) {
      return;
    }
    boolean isBusy = isServing || own.isFrozen();
    if (isBusy && spec.busy() == EventSpec.Busy.SKIP) {
      Journal.dropped(own, 1, "busy");
      return;
    }
    long kept = spec.busy() == EventSpec.Busy.QUEUE ? spec.queue() + (isBusy ? 0L : 1L) : 1;
    if (waiting.size() >= kept) {
      waiting.removeLast();
      Journal.dropped(own, 1, "coalesced");
    }
    waiting.add(new Arrival(stampNanos, message, isBusy));
    if (isServing && spec.busy() == EventSpec.Busy.RESTART) {
      restart(own);
    }
    Completion<Object> change = arrived;
    if (change != null && !isServing) {
      change.complete(null);
    }
  }

  /** Cancels the handler that runs, so that the newer event is served instead. */
  private static void restart(Scope own) {
    Scope running = own.strand.guard() instanceof Scope innermost ? innermost : own;
    while (running != own && running.parent != null && running.parent != own) {
      running = running.parent;
    }
    if (running != own) {
      Cuts.fall(running, own, Cause.Kind.RESTARTED, "");
    }
  }

  /** The block has ended: so does this, with whatever runs in it. */
  void end() {
    if (!isOver) {
      isOver = true;
      Scope own = scope;
      if (own != null) {
        Cuts.fall(own, own, Cause.Kind.ENDED, "");
      }
    }
  }

  /** The scope in which it listens; null before it began. */
  @Nullable Scope scope() {
    return scope;
  }
}
