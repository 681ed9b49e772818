package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;

/** A store in memory that can fail, and remembers what it was given. */
public final class FakeStore implements MissionStore {
  public final List<Standing> standings = new ArrayList<>();
  private Balance balance;
  private int good = Integer.MAX_VALUE;
  private long numbers;

  public FakeStore(long energy, long money) {
    balance =
        new Balance("tour", "EUR", Purse.full(energy), Purse.full(money), Purse.full(1_000_000));
  }

  /** With nothing bounded. */
  public static FakeStore unbounded() {
    return new FakeStore(NONE, NONE);
  }

  /** Fails after so many more records. */
  public FakeStore failingAfter(int records) {
    good = records;
    return this;
  }

  /** The same store after its process died. */
  public FakeStore restarted() {
    balance =
        new Balance(
            balance.mission(),
            balance.currency(),
            balance.energy().resumed(),
            balance.money().resumed(),
            balance.reserve().resumed());
    return this;
  }

  public Standing last() {
    return standings.getLast();
  }

  @Override
  public Balance balance() {
    return balance;
  }

  @Override
  public long nextNumber() {
    return ++numbers;
  }

  @Override
  public void commit(Standing standing) {
    if (good == 0) {
      throw new Unwritten(Code.LEDGER_UNWRITTEN, "the disk is full");
    }
    good--;
    standings.add(standing);
    balance =
        new Balance(
            balance.mission(),
            balance.currency(),
            purse(balance.energy(), standing.energy()),
            purse(balance.money(), standing.money()),
            purse(balance.reserve(), standing.reserve()));
  }

  private static Purse purse(Purse known, Use use) {
    return new Purse(known.budget(), use.used() - known.lost(), known.lost(), use.open());
  }
}
