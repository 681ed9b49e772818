package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Grade;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import dev.ration.runtime.energy.Accounts.Draw;
import dev.ration.runtime.energy.Attribution.Resource;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nothing is lost and nothing is won, whatever overlaps, opens, closes and is read when (E4). */
class MeteredLedgerPropertiesTest {
  private final HandClock clock = new HandClock();
  private final List<Account> accounts = new ArrayList<>();
  private final List<Draw> draws = new ArrayList<>();
  private long readNanos;
  private long sawAll;

  @Property(tries = 400)
  void e4ChargesIdleAndUnattributedAreTheReadings(@ForAll long seed) throws Denied {
    // A property is tried many times on one object.
    new MeteredLedgerPropertiesTest().play(new Random(seed));
  }

  private void play(Random random) throws Denied {
    Ledger ledger = new Ledger(clock, new Ledger.Settings(NONE, NONE, 7_000_001, 0));
    ledger.expectReadings(7_000_001, Set.of(Resource.values()));
    accounts.add(ledger.root());
    for (int i = 0; i < 120; i++) {
      clock.moveTo(clock.now() + random.nextLong(90_000_000));
      step(ledger, random);
    }
    draws.forEach(Draw::end);
    read(ledger, random);

    EnergySummary summary = ledger.summary();
    assertThat(summary.measured()).isEqualTo(sawAll);
    assertThat(summary.charged() + summary.idle() + summary.unattributed()).isEqualTo(sawAll);
    assertThat(ledger.root().usedMicrojoules()).isEqualTo(summary.charged());
    assertThat(ledger.uses().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(summary.charged());
  }

  private void step(Ledger ledger, Random random) throws Denied {
    Account account = accounts.get(random.nextInt(accounts.size()));
    switch (random.nextInt(5)) {
      case 0 ->
          accounts.add(
              ledger.open(account, new AccountRequest("a", "a", 1, NONE, 0, 0, NONE, 0, false)));
      case 1 ->
          draws.add(
              ledger.start(
                  account,
                  random.nextLong(60_000_000),
                  "job",
                  Resource.values()[random.nextInt(Resource.values().length)]));
      case 2 -> {
        if (!draws.isEmpty()) {
          draws.remove(random.nextInt(draws.size())).end();
        }
      }
      case 3 -> ledger.close(account);
      default -> read(ledger, random);
    }
  }

  private void read(Ledger ledger, Random random) {
    if (clock.now() > readNanos) {
      long used = random.nextLong(20_000_000);
      sawAll += used;
      ledger.measured(
          MeterReading.known(readNanos, clock.now(), used, used, used, Grade.MEASURED, List.of()));
      readNanos = clock.now();
    }
  }
}
