package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of the reference model (E2, E3). Grants are in microjoules; what is used is counted in
 * microwatts times nanoseconds, so that nothing is ever rounded.
 */
final class Purse {
  static final long NONE = -1;
  private static final long PARTS = 1_000_000_000L;

  final @Nullable Purse parent;
  final @Nullable Frame frame;
  final long grant;
  final long kept;
  final List<Purse> children = new ArrayList<>();
  private final boolean isEscrow;

  /** What it takes from the purse around it, whether it is used or not. */
  private final long held;

  long microwatts;
  boolean isKeptOpen;
  boolean isToldEmpty;
  boolean isToldLow;
  boolean isUncovered;
  boolean isClosed;
  private long used;
  private long settled;
  private final long opened;

  /** The idle draw that its limit looks at, in microwatts: 0 but for a total (E1). */
  private final long idle;

  Purse(@Nullable Purse parent, @Nullable Frame frame, long grant, long kept, long held, long now) {
    this(parent, frame, grant, kept, grant != NONE ? grant : held, now, grant != NONE, 0);
  }

  /** A figure that moves nothing: a cap on a pot (E3), or a limit that looks at the idle draw. */
  static Purse cap(
      Purse parent, Frame frame, long grant, long kept, long held, long now, long idle) {
    return new Purse(parent, frame, grant, kept, held + kept, now, false, idle);
  }

  private Purse(
      @Nullable Purse parent,
      @Nullable Frame frame,
      long grant,
      long kept,
      long held,
      long now,
      boolean isEscrow,
      long idle) {
    this.parent = parent;
    this.frame = frame;
    this.grant = grant;
    this.kept = kept;
    this.isEscrow = isEscrow;
    this.held = held;
    this.idle = idle;
    this.opened = now;
    this.settled = now;
    if (parent != null) {
      parent.children.add(this);
    }
  }

  void settle(long now) {
    used += microwatts * (now - settled);
    settled = now;
    children.forEach(child -> child.settle(now));
  }

  /** All that was used in it, in microjoules, rounded down. */
  long usedMicrojoules() {
    return usedParts() / PARTS;
  }

  long usedParts() {
    long sum = used;
    for (Purse child : children) {
      sum += child.usedParts();
    }
    return sum;
  }

  /** What is used, or held for something inside. */
  private long load() {
    long sum = used;
    for (Purse child : children) {
      sum += Math.max(child.load(), child.held * PARTS);
    }
    return sum;
  }

  /** How fast the load grows: what is drawn from what is held already does not add to it. */
  private long growth() {
    long sum = microwatts;
    for (Purse child : children) {
      if (child.load() >= child.held * PARTS) {
        sum += child.growth();
      }
    }
    return sum;
  }

  private long mayUse() {
    return isKeptOpen ? grant : grant - kept;
  }

  /** What can still be given away, in microjoules; NONE when nothing bounds it. */
  long free() {
    long own = grant == NONE ? NONE : Math.max(0, mayUse() - Math.ceilDiv(view(), PARTS));
    if (isEscrow || parent == null) {
      return own;
    }
    long around = parent.free();
    if (around == NONE) {
      return own;
    }
    long still = held - (isKeptOpen ? 0 : kept) - Math.ceilDiv(load(), PARTS);
    long shared = around + Math.max(0, still);
    return own == NONE ? shared : Math.min(own, shared);
  }

  /** What its own limit looks at. */
  private long view() {
    return load() + seenIdle();
  }

  private long seenIdle() {
    return idle * (settled - opened);
  }

  boolean isEmpty() {
    long left = mayUse() * PARTS - view();
    return grant != NONE && (left < 0 || left == 0 && growth() + idle > 0);
  }

  /** In how many nanoseconds something may change here; the largest number when never. */
  long nanosToChange() {
    long next = Long.MAX_VALUE;
    long growth = growth();
    if (grant != NONE && !(isKeptOpen ? isUncovered : isToldEmpty)) {
      if (isEmpty()) {
        return 0;
      }
      next = until(mayUse() * PARTS - view(), growth + idle);
    }
    if (grant > kept && !isToldLow) {
      if (isLow()) {
        return 0;
      }
      long power = allPower() + idle;
      long left = lowMark() - usedParts() - seenIdle();
      next = power <= 0 ? next : Math.min(next, Math.ceilDiv(left, power));
    }
    return parent != null && load() < held * PARTS
        ? Math.min(next, until(held * PARTS - load(), growth))
        : next;
  }

  private static long until(long left, long growth) {
    return growth <= 0 ? Long.MAX_VALUE : Math.ceilDiv(left, growth);
  }

  /** Gives everything back to the purse around it. */
  void close() {
    isClosed = true;
    if (parent != null) {
      parent.children.remove(this);
      parent.used += usedParts();
    }
  }

  /** The nearest around it that has a figure of its own, or the outermost. */
  Purse nearestGranted() {
    return grant == NONE && parent != null ? parent.nearestGranted() : this;
  }

  /** Whether four fifths of what the body may use are used (E5). */
  boolean isLow() {
    return grant > kept && usedParts() + seenIdle() >= lowMark();
  }

  private long lowMark() {
    long share = grant - kept;
    return (share - share / 5) * PARTS;
  }

  private long allPower() {
    long sum = microwatts;
    for (Purse child : children) {
      sum += child.allPower();
    }
    return sum;
  }

  Purse nearestOpen() {
    return isClosed && parent != null ? parent.nearestOpen() : this;
  }

  boolean isOnReserve() {
    return isUncovered || parent != null && parent.isOnReserve();
  }

  int depth() {
    return frame == null ? -1 : frame.depth;
  }

  /** This one and all inside it. */
  List<Purse> all() {
    List<Purse> found = new ArrayList<>();
    found.add(this);
    children.forEach(child -> found.addAll(child.all()));
    return found;
  }
}
