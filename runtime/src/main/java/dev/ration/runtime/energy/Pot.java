package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a tree of budgets: of energy in microjoules, or of money in millionths.
 *
 * <p>A node with a grant of its own took it from the node around it (escrow); one without, or with
 * a cap only, shares the pot around it and blocks there what was set aside for it. Used with the
 * scheduler's lock held; the caller settles the tree to the present instant first.
 */
final class Pot {
  private @Nullable Pot parent;
  private final List<Pot> children = new ArrayList<>(0);
  private final long grant;
  private final long kept;
  private final boolean isEscrow;

  /** What it blocks in the pot around it even when it has used nothing. */
  private final long held;

  private final Amount own = new Amount();
  private long rate;
  private long setAside;
  private long settledNanos;
  private boolean isKeptOpen;

  /** The idle draw that its limit looks at, without being charged (E1): 0 but for a total. */
  private long idleRate;

  private final Amount idle = new Amount();

  Pot(@Nullable Pot parent, long grant, long kept, long held, boolean isEscrow, long nowNanos) {
    this.parent = parent;
    this.grant = grant;
    this.kept = kept;
    this.held = held;
    this.isEscrow = isEscrow;
    settledNanos = nowNanos;
    if (parent != null) {
      parent.children.add(this);
    }
  }

  long grant() {
    return grant;
  }

  long rate() {
    return rate;
  }

  /** Brings its own use up to an instant. */
  void settle(long nowNanos) {
    if (rate != 0) {
      own.addProduct(rate, nowNanos - settledNanos);
    }
    if (idleRate != 0) {
      idle.addProduct(idleRate, nowNanos - settledNanos);
    }
    settledNanos = nowNanos;
  }

  /** Makes its limit one on marginal energy and idle draw together (E1). */
  void lookAtIdle(long microwatts) {
    idleRate = microwatts;
  }

  boolean isKeptOpen() {
    return isKeptOpen;
  }

  void settleAll(long nowNanos) {
    settle(nowNanos);
    for (int i = 0; i < children.size(); i++) {
      children.get(i).settleAll(nowNanos);
    }
  }

  void use(long amount) {
    own.add(amount);
  }

  /** Replaces a part of its use; false where it never had so much. */
  boolean replace(Amount part, long amount) {
    boolean isReplaced = own.subtract(part);
    own.add(isReplaced ? amount : 0);
    return isReplaced;
  }

  void changeRate(long difference) {
    rate += difference;
  }

  void block(long amount) {
    setAside = Math.addExact(setAside, amount);
  }

  void openKept() {
    isKeptOpen = true;
  }

  /** Returns everything to the pot around it; what still draws goes on there. */
  void close() {
    Pot outer = parent;
    if (outer == null) {
      return;
    }
    outer.children.remove(this);
    outer.own.add(own);
    outer.rate += rate;
    for (Pot child : children) {
      child.parent = outer;
      outer.children.add(child);
    }
    children.clear();
  }

  /** All that was used by it and everything inside it. */
  Amount used() {
    Amount sum = new Amount();
    addUsedTo(sum);
    return sum;
  }

  private void addUsedTo(Amount sum) {
    sum.add(own);
    for (int i = 0; i < children.size(); i++) {
      children.get(i).addUsedTo(sum);
    }
  }

  /** What is used here or blocked for something inside; {@code withSetAside} for new grants. */
  Amount load(boolean withSetAside) {
    Amount sum = new Amount();
    sum.add(own);
    if (withSetAside) {
      sum.add(setAside);
    }
    for (int i = 0; i < children.size(); i++) {
      Pot child = children.get(i);
      Amount inside = child.load(withSetAside);
      inside.raiseTo(child.held);
      sum.add(inside);
    }
    return sum;
  }

  /** What its own limit looks at: the load, and for a total the idle draw. */
  private Amount view(boolean withSetAside) {
    Amount sum = load(withSetAside);
    sum.add(idle);
    return sum;
  }

  /** How fast {@code load} grows now: what is drawn inside a blocked amount does not add to it. */
  long loadRate() {
    long sum = rate;
    for (int i = 0; i < children.size(); i++) {
      Pot child = children.get(i);
      if (child.load(false).compareTo(child.held) >= 0) {
        sum += child.loadRate();
      }
    }
    return sum;
  }

  private long allRate() {
    long sum = rate;
    for (int i = 0; i < children.size(); i++) {
      sum += children.get(i).allRate();
    }
    return sum;
  }

  /** What its body may use at most, whatever else is inside. */
  private long limit() {
    return isKeptOpen ? grant : grant - kept;
  }

  /** What can still be given to something inside it; NONE when nothing bounds it. */
  long free() {
    Amount load = load(true);
    long mine = grant == NONE ? NONE : Math.max(0, limit() - view(true).ceiling());
    Pot outer = parent;
    if (isEscrow || outer == null) {
      return mine;
    }
    long around = outer.free();
    if (around == NONE) {
      return mine;
    }
    long stillHeld = Math.max(0, held - (isKeptOpen ? 0 : kept) - load.ceiling());
    long shared = Math.addExact(around, stillHeld);
    return mine == NONE ? shared : Math.min(mine, shared);
  }

  /**
   * Returns what can be granted: what is wanted, or what is free if that is less.
   *
   * @throws Accounts.Denied if that is less than {@code least}
   */
  long admit(String what, long wanted, long least) throws Accounts.Denied {
    long free = free();
    if (wanted == NONE) {
      if (free != NONE && least > free) {
        throw new Accounts.Denied(what, least, free);
      }
      return NONE;
    }
    long granted = free == NONE ? wanted : Math.min(wanted, free);
    if (granted < least) {
      throw new Accounts.Denied(what, least, granted);
    }
    return granted;
  }

  /**
   * As {@link #admit} for a figure that moves nothing (E1, E3): the least must be free here, but
   * the limit is what was wanted, however little is free now.
   */
  long look(long wanted, long least) throws Accounts.Denied {
    long unused = admit("energy", NONE, least);
    if (wanted != NONE && wanted < least) {
      throw new Accounts.Denied("energy", least, wanted);
    }
    return wanted;
  }

  /** Whether the body is using, or has used, more than it may. */
  boolean isExhausted() {
    if (grant == NONE) {
      return false;
    }
    int order = view(false).compareTo(limit());
    return order > 0 || (order == 0 && loadRate() + idleRate > 0);
  }

  /** Whether 80 % of what the body may use is used. */
  boolean isLow() {
    return grant != NONE && grant > kept && usedAndIdle().compareTo(lowMark()) >= 0;
  }

  private Amount usedAndIdle() {
    Amount sum = used();
    sum.add(idle);
    return sum;
  }

  private long lowMark() {
    long share = grant - kept;
    return share - share / 5;
  }

  /**
   * In how many nanoseconds something may happen here, if nothing else changes: it runs out,
   * becomes low, or outgrows what is blocked for it.
   */
  long nanosToEvent(boolean wantsExhausted, boolean wantsLow) {
    long next = Long.MAX_VALUE;
    if (grant != NONE && wantsExhausted) {
      long growth = loadRate() + idleRate;
      if (isExhausted()) {
        next = 0;
      } else if (growth > 0) {
        next = view(false).nanosUntil(limit(), growth);
      }
    }
    if (grant > kept && wantsLow) {
      next = Math.min(next, usedAndIdle().nanosUntil(lowMark(), allRate() + idleRate));
    }
    Amount load = load(false);
    if (parent != null && load.compareTo(held) < 0) {
      next = Math.min(next, load.nanosUntil(held, loadRate()));
    }
    return next;
  }
}
