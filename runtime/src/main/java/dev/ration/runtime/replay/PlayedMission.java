package dev.ration.runtime.replay;

import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.energy.Purse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mission of a run that is played: it begins with what the trace says was left, and writes
 * nothing. Thread-safe.
 */
public final class PlayedMission implements MissionStore {
  private static final long NONE = -1;

  private Balance balance;
  private long numbers;

  private PlayedMission(Balance balance) {
    this.balance = balance;
  }

  /**
   * The mission with which a run began; null for a run of none.
   *
   * @param begin the run's {@code mission.begin}
   * @param currency the site's, empty for none
   */
  public static @Nullable PlayedMission of(@Nullable Map<String, Object> begin, String currency) {
    if (begin == null) {
      return null;
    }
    return new PlayedMission(
        new Balance(
            String.valueOf(begin.get("mission")),
            currency,
            left(begin, "energy_left_uj"),
            left(begin, "micro_money_left"),
            left(begin, "reserve_left_uj")));
  }

  private static Purse left(Map<String, Object> line, String name) {
    return Purse.full(line.get(name) instanceof Number left ? left.longValue() : NONE);
  }

  @Override
  public synchronized Balance balance() {
    return balance;
  }

  @Override
  public synchronized long nextNumber() {
    return ++numbers;
  }

  @Override
  public synchronized void commit(Standing standing) {
    balance =
        new Balance(
            balance.mission(),
            balance.currency(),
            after(balance.energy(), standing.energy()),
            after(balance.money(), standing.money()),
            after(balance.reserve(), standing.reserve()));
  }

  private static Purse after(Purse before, Use use) {
    return new Purse(before.budget(), use.used(), 0, use.open());
  }
}
