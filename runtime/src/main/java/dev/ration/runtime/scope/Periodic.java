package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.runtime.clock.Strand;
import java.util.ArrayDeque;
import java.util.Deque;

/** Periodic work (T8): ticks without drift, rounds that never overlap. Used by its strand. */
final class Periodic {
  private final Strand strand;
  private final Scope loop;
  private final EverySpec spec;
  private final ScopeBody round;
  private final ScopeSpec roundSpec;
  private final Demands demands;
  private final long start;
  private final Deque<Long> backlog = new ArrayDeque<>();
  private long next;

  Periodic(Strand strand, EverySpec spec, ScopeBody round) {
    this.strand = strand;
    this.loop = Scope.of(strand);
    this.spec = spec;
    this.round = round;
    this.roundSpec = ScopeSpec.plain(spec.name(), ScopeSpec.Kind.ROUND);
    this.demands =
        spec.withinNanos() == NEVER ? Demands.NOTHING : Demands.within(spec.withinNanos()).build();
    this.start = strand.refresh();
    this.next = start;
  }

  /** Runs rounds until one throws, or says that it was the last. */
  void run() {
    while (true) {
      long tick = nextTick();
      Object value =
          Activity.run(strand, loop.run, loop, roundSpec, demands, round, new Scope.Entry(tick, 0));
      if (value == Scopes.LAST_ROUND) {
        return;
      }
      strand.poll();
      collectLateTicks(strand.refresh());
    }
  }

  /** The tick to serve now: a late one that was kept, or the next to come. */
  private long nextTick() {
    while (!backlog.isEmpty()) {
      long tick = backlog.remove();
      if (spec.withinNanos() == NEVER || strand.now() - tick < spec.withinNanos()) {
        return tick;
      }
      drop(1, "expired");
    }
    while (true) {
      long tick = next;
      if (tick > strand.now()) {
        strand.waitUntil(tick);
      }
      long thawed = Freezing.lastThaw(loop);
      if (thawed == NEVER || tick >= thawed) {
        next = Math.addExact(tick, spec.periodNanos());
        return tick;
      }
      // A tick that came while the branch stood still is late, as if a round had been running.
      collectLateTicks(thawed);
      if (!backlog.isEmpty()) {
        return nextTick();
      }
    }
  }

  /** Keeps or drops the ticks that came while a round ran. */
  private void collectLateTicks(long now) {
    while (next < now && backlog.size() < spec.queue()) {
      backlog.add(next);
      next = Math.addExact(next, spec.periodNanos());
    }
    if (next < now) {
      long late = Math.ceilDiv(now - next, spec.periodNanos());
      next = Math.addExact(next, Math.multiplyExact(late, spec.periodNanos()));
      drop(late, "busy");
    }
  }

  private void drop(long count, String why) {
    loop.run.scheduler().atomically(() -> Journal.dropped(loop, count, why));
  }
}
