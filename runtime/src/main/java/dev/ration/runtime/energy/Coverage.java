package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.runtime.energy.MissionStore.Standing;
import dev.ration.runtime.energy.MissionStore.Unwritten;
import dev.ration.runtime.energy.MissionStore.Use;
import java.math.BigInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what a mission may use is on disk before it is used (E8).
 *
 * <p>The mission's account never carries more than is covered by the last record: a grant is
 * covered as a whole before it is given; what draws on the mission's account itself is covered some
 * seconds ahead. Used with the scheduler's lock held.
 */
final class Coverage {
  /** How far ahead a draw is covered. */
  private static final long LEAD_NANOS = 10_000_000_000L;

  /** With less than this left the next record is written in the background. */
  private static final long EARLY_NANOS = 5_000_000_000L;

  /** With less than this left it is waited for. */
  private static final long LATE_NANOS = 1_000_000_000L;

  /** What winds down is short, and the way to the dock is dear: its lead is a fifth of others. */
  private static final int WIND_DOWN = 5;

  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);

  private final @Nullable MissionStore store;
  private final LedgerTime time;
  private final Side energy;
  private final Side money;
  private final Side reserve;
  private final Consumer<Unwritten> onFailure;
  private long lastNumber;
  private boolean isWriting;
  private boolean isBroken;

  Coverage(
      @Nullable MissionStore store,
      LedgerTime time,
      Pot energy,
      Pot money,
      Pot reserve,
      Consumer<Unwritten> onFailure) {
    this.store = store;
    this.time = time;
    this.energy = new Side(energy, 1);
    this.money = new Side(money, 1);
    this.reserve = new Side(reserve, WIND_DOWN);
    this.onFailure = onFailure;
    isBroken = store == null;
  }

  /** That of a run which belongs to no mission. */
  static Coverage none(LedgerTime time, Pot pot) {
    return new Coverage(null, time, pot, pot, pot, _ -> {});
  }

  /** What the store says now; null without a mission. */
  MissionStore.@Nullable Balance balance() {
    return store == null ? null : store.balance();
  }

  private long nextNumber() {
    lastNumber = store == null ? 0 : store.nextNumber();
    return lastNumber;
  }

  private void write(Standing standing) {
    if (store != null) {
      store.commit(standing);
    }
  }

  /**
   * Covers what was just granted or set aside, before its first effect. What winds a run down after
   * a failure is not held up by it.
   *
   * @param undo takes the grant back where it cannot be written
   * @throws Unwritten if it cannot be written; once
   */
  void beforeEffect(Runnable undo) {
    if (!isBroken && isShort(LATE_NANOS)) {
      try {
        Standing standing = standing();
        write(standing);
        covered(standing);
      } catch (Unwritten failed) {
        isBroken = true;
        undo.run();
        throw failed;
      }
    }
  }

  /** Covers what has begun or was charged; a failure ends the run. */
  void keepUp() {
    try {
      beforeEffect(() -> {});
    } catch (Unwritten failed) {
      onFailure.accept(failed);
    }
    if (!isBroken && !isWriting && isShort(EARLY_NANOS)) {
      commitLater();
    }
  }

  /** Gives up what was covered and is not needed any more. */
  void relax() {
    if (!isBroken && (energy.isLoose() || money.isLoose())) {
      energy.covered = Math.min(energy.covered, energy.wanted());
      money.covered = Math.min(money.covered, money.wanted());
      commitLater();
    }
  }

  /** Writes that nothing is open any more. */
  void end() {
    if (isBroken) {
      return;
    }
    try {
      write(new Standing(nextNumber(), energy.closed(), money.closed(), reserve.closed()));
    } catch (Unwritten failed) {
      isBroken = true;
      onFailure.accept(failed);
    }
  }

  /** In how many nanoseconds {@link #keepUp} has to be called, if nothing else changes. */
  long nanosToKeepUp() {
    if (isBroken) {
      return Long.MAX_VALUE;
    }
    long ahead = isWriting ? LATE_NANOS : EARLY_NANOS;
    return Math.min(energy.nanosUntilShort(ahead), reserve.nanosUntilShort(ahead));
  }

  private boolean isShort(long aheadNanos) {
    return energy.isShort(aheadNanos) || money.isShort(aheadNanos) || reserve.isShort(aheadNanos);
  }

  private Standing standing() {
    return new Standing(nextNumber(), energy.use(), money.use(), reserve.use());
  }

  private void covered(Standing standing) {
    energy.cover(standing.energy());
    money.cover(standing.money());
    reserve.cover(standing.reserve());
  }

  private void commitLater() {
    Standing standing = standing();
    @Nullable Unwritten[] failure = new @Nullable Unwritten[1];
    isWriting = true;
    time.inBackground(
        () -> {
          try {
            write(standing);
          } catch (Unwritten failed) {
            failure[0] = failed;
          }
        },
        () -> {
          isWriting = false;
          Unwritten failed = failure[0];
          if (failed == null) {
            // A later record may have been written in the meantime: it holds then.
            if (standing.number() == lastNumber) {
              covered(standing);
            }
          } else if (!isBroken) {
            isBroken = true;
            onFailure.accept(failed);
          }
        });
  }

  /** One budget. */
  private static final class Side {
    private final Pot pot;
    private final int divisor;
    private long covered;

    Side(Pot pot, int divisor) {
      this.pot = pot;
      this.divisor = divisor;
      covered = pot.load(true).ceiling();
    }

    private long ahead(long nanos) {
      long rate = Math.max(0, pot.loadRate());
      BigInteger product =
          BigInteger.valueOf(rate).multiply(BigInteger.valueOf(nanos / divisor)).divide(SECOND);
      // Microwatts times seconds: far from the limit for any draw that a literal can name.
      return product.bitLength() > 61 ? Long.MAX_VALUE >> 2 : product.longValueExact();
    }

    /** What should be covered: the load, and what is drawn ahead within the budget. */
    long wanted() {
      long load = pot.load(true).ceiling();
      long much = Math.addExact(load, ahead(LEAD_NANOS));
      return pot.grant() == NONE ? much : Math.max(load, Math.min(much, pot.grant()));
    }

    boolean isShort(long nanos) {
      long load = pot.load(true).ceiling();
      if (load > covered) {
        return true;
      }
      boolean isAll = pot.grant() != NONE && covered >= pot.grant();
      return !isAll && pot.loadRate() > 0 && covered - load < ahead(nanos);
    }

    boolean isLoose() {
      return covered > wanted();
    }

    Use use() {
      long used = pot.used().ceiling();
      return new Use(used, Math.max(0, wanted() - used));
    }

    Use closed() {
      return new Use(pot.used().ceiling(), 0);
    }

    void cover(Use use) {
      covered = Math.addExact(use.used(), use.open());
    }

    long nanosUntilShort(long nanos) {
      long rate = pot.loadRate();
      if (rate <= 0 || (pot.grant() != NONE && covered >= pot.grant())) {
        return Long.MAX_VALUE;
      }
      // One more than the mark, so that it is short by then.
      return pot.load(true).nanosUntil(Math.addExact(covered - ahead(nanos), 1), rate);
    }
  }
}
