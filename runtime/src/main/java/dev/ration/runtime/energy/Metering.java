package dev.ration.runtime.energy;

import dev.ration.runtime.energy.Attribution.Resource;
import dev.ration.runtime.energy.Attribution.Split;
import dev.ration.runtime.energy.Attribution.Use;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts what was charged by a model right by what a meter saw (E4). Used with the scheduler's lock
 * held.
 *
 * <p>Between two readings draws are charged by their profiles; a reading says what they and the
 * idle draw came to, and the difference is charged where they are paid for then. A gap leaves what
 * the model said.
 */
final class Metering {
  private final Attribution attribution;
  private final long idleMicrowatts;
  private final Set<Resource> seen;
  private final List<Charged> window = new ArrayList<>();
  private long knownNanos;
  private long known;
  private long shared;
  private long idle;

  /** A draw, and what of it was charged since the last reading. */
  abstract static class Charged {
    private final Resource resource;
    private Amount drawn = new Amount();
    private long metered;
    private boolean hasGap;
    private boolean isMetered;

    Charged(Resource resource) {
      this.resource = resource;
    }

    /** What of it the meter sees. */
    Resource resource() {
      return resource;
    }

    /** Counts what was charged for it by its profile. */
    void draw(long microwatts, long nanos) {
      drawn.addProduct(microwatts, nanos);
    }

    /** What was charged for it since it was begun anew. */
    Amount sinceAnew() {
      return drawn;
    }

    /** Counts from here. */
    void beginAnew() {
      drawn = new Amount();
    }

    /** Counts what a reading made of a stretch of it. */
    void meter(long microjoules) {
      metered = Math.addExact(metered, microjoules);
    }

    /** Nobody will know what it used in a stretch. */
    void miss() {
      hasGap = true;
    }

    /** It is over, and so are the readings that could speak of it. */
    void leave() {
      isMetered = !hasGap;
    }

    /** What readings made of it in all; empty where they do not cover it, or not yet. */
    public OptionalLong metered() {
      return isMetered ? OptionalLong.of(metered) : OptionalLong.empty();
    }

    /** Whether it may draw more. */
    abstract boolean isRunning();

    /** Puts the charge right; returns what is charged now in all. */
    abstract long settleAt(long microjoules);
  }

  /**
   * @param idleMicrowatts the part of the idle draw that the meter sees, by the profile
   * @param seen the classes of resource that it sees
   */
  Metering(long idleMicrowatts, Set<Resource> seen) {
    attribution = new Attribution(idleMicrowatts);
    this.idleMicrowatts = idleMicrowatts;
    this.seen = Set.copyOf(seen);
  }

  void started(Charged draw) {
    if (seen.contains(draw.resource())) {
      window.add(draw);
    }
  }

  void take(MeterReading reading) {
    if (reading.state() == MeterReading.State.PENDING) {
      return;
    }
    if (reading.isKnown()) {
      split(reading);
    } else {
      window.forEach(Charged::miss);
    }
    window.stream().filter(draw -> !draw.isRunning()).forEach(Charged::leave);
    window.removeIf(draw -> !draw.isRunning());
    window.forEach(Charged::beginAnew);
  }

  private void split(MeterReading reading) {
    long nanos = reading.toNanos() - reading.fromNanos();
    List<Use> uses = new ArrayList<>();
    for (Charged draw : window) {
      uses.add(Use.of(draw.resource(), draw.sinceAnew().micros()));
    }
    Split split = attribution.split(reading.microjoules(), nanos, uses);
    for (int i = 0; i < window.size(); i++) {
      window.get(i).meter(split.charges().get(i));
      shared = Math.addExact(shared, window.get(i).settleAt(split.charges().get(i)));
    }
    known = Math.addExact(known, reading.microjoules());
    idle = Math.addExact(idle, split.idle());
    knownNanos += nanos;
  }

  /** What readings have seen beyond idle and charges. */
  long unattributed() {
    return known - idle - shared;
  }

  /** The idle draw over some time: measured where it was, by the profile elsewhere. */
  long idle(long allIdleMicrowatts, long elapsedNanos) {
    Amount modelled = new Amount();
    modelled.addProduct(idleMicrowatts, Math.max(0, elapsedNanos - knownNanos));
    modelled.addProduct(Math.max(0, allIdleMicrowatts - idleMicrowatts), elapsedNanos);
    return Math.addExact(idle, modelled.micros());
  }
}
