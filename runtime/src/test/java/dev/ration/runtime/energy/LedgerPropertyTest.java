package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Nothing is lost and nothing is given twice, whatever runs beside what. */
class LedgerPropertyTest {
  private static final long MISSION = 50_000_000;

  /** Random openings, closings, draws and charges; exhausted accounts end their draws. */
  private static final class World {
    final HandClock clock = new HandClock();
    final Ledger ledger = new Ledger(clock, new Ledger.Settings(MISSION, NONE, 17, 0));
    final Random random;
    final List<Account> open = new ArrayList<>();
    final Map<Account, Accounts.Draw> draws = new HashMap<>();
    final List<Account> exhausted = new ArrayList<>();

    World(long seed) {
      random = new Random(seed);
      open.add(ledger.root());
      ledger.onEvents(
          new Accounts.Listener() {
            @Override
            public void onExhausted(Account account, String what) {
              exhausted.add(account);
              draws.values().forEach(Accounts.Draw::end);
              draws.clear();
            }

            @Override
            public void onLow(Account account) {}
          });
    }

    void step() {
      Account account = open.get(random.nextInt(open.size()));
      switch (random.nextInt(6)) {
        case 0, 1 -> tryOpen(account);
        case 2 -> closeLast();
        case 3 -> draw(account);
        case 4 -> {
          long part = Math.min(account.freeMicrojoules(), 1 + random.nextInt(100_000));
          ledger.charge(account, part, "charge");
        }
        default -> {}
      }
      clock.moveTo(clock.now() + random.nextInt(300_000_000));
    }

    /** What ran out is cancelled and draws no more. */
    private void draw(Account account) {
      if (!exhausted.isEmpty()) {
        return;
      }
      Accounts.Draw draw = draws.get(account);
      if (draw == null) {
        draws.put(account, ledger.start(account, random.nextInt(5_000_000), "draw"));
      } else {
        draw.change(random.nextInt(5_000_000));
      }
    }

    private void tryOpen(Account parent) {
      long grant = random.nextBoolean() ? NONE : random.nextInt(20_000_000);
      long kept = random.nextInt(100_000);
      try {
        open.add(
            ledger.open(
                parent,
                new AccountRequest(
                    "a",
                    null,
                    open.size(),
                    grant,
                    kept,
                    random.nextInt(1_000_000),
                    NONE,
                    0,
                    random.nextInt(4) == 0)));
      } catch (Denied denied) {
        assertThat(denied.wanted()).isGreaterThan(denied.free());
      }
    }

    private void closeLast() {
      if (open.size() > 1) {
        Account last = open.removeLast();
        Accounts.Draw draw = draws.remove(last);
        if (draw != null) {
          draw.end();
        }
        ledger.close(last);
      }
    }
  }

  @Property(tries = 300)
  void chargesAddUpAndNothingIsGivenTwice(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
    World world = new World(seed);
    for (int i = 0; i < 120; i++) {
      world.step();
      EnergySummary summary = world.ledger.summary();
      assertThat(summary.charged() + summary.idle() + summary.unattributed())
          .isEqualTo(summary.measured());
      long noted = world.ledger.uses().values().stream().mapToLong(Long::longValue).sum();
      assertThat(summary.charged() - noted).isBetween(0L, 2L);
      assertThat(world.ledger.root().usedMicrojoules()).isLessThanOrEqualTo(MISSION);
      for (Account account : world.open) {
        assertThat(account.freeMicrojoules()).isGreaterThanOrEqualTo(0);
        if (account.grantedMicrojoules() != NONE) {
          assertThat(account.usedMicrojoules()).isLessThanOrEqualTo(account.grantedMicrojoules());
        }
      }
    }
  }

  @Property(tries = 100)
  void closingEverythingReturnsAllButWhatWasUsed(
      @ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
    World world = new World(seed);
    for (int i = 0; i < 60; i++) {
      world.step();
    }
    world.draws.values().forEach(Accounts.Draw::end);
    while (world.open.size() > 1) {
      world.ledger.close(world.open.removeLast());
    }
    Account root = world.ledger.root();
    assertThat(root.freeMicrojoules() + root.usedMicrojoules()).isBetween(MISSION - 1, MISSION);
  }
}
