package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Grade;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import dev.ration.runtime.energy.Attribution.Resource;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What readings of a meter make of charges (E4, E7). */
class MeteredLedgerTest {
  private static final long J = 1_000_000;
  private static final long W = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final HandClock clock = new HandClock();
  private final List<String> events = new ArrayList<>();
  private long readNanos;

  /** A computer that idles at 3 of the robot's 10 W. */
  private Ledger ledger(long budget) {
    Ledger ledger = new Ledger(clock, new Ledger.Settings(budget, NONE, 10 * W, 0));
    ledger.expectReadings(3 * W, EnumSet.of(Resource.CPU, Resource.GPU));
    ledger.onEvents(
        new Accounts.Listener() {
          @Override
          public void onExhausted(Account account, String what) {
            events.add("out at " + clock.now() / SECOND + " s");
          }

          @Override
          public void onLow(Account account) {}
        });
    return ledger;
  }

  private Account account(Ledger ledger) throws Denied {
    return ledger.open(ledger.root(), new AccountRequest("a", "a", 0, NONE, 0, 0, NONE, 0, false));
  }

  private void readAt(Ledger ledger, long seconds, long microjoules) {
    clock.moveTo(seconds * SECOND);
    ledger.measured(
        MeterReading.known(
            readNanos,
            clock.now(),
            microjoules,
            microjoules,
            microjoules,
            Grade.MEASURED,
            List.of()));
    readNanos = clock.now();
  }

  private static void addsUp(EnergySummary summary) {
    assertThat(summary.charged() + summary.idle() + summary.unattributed())
        .isEqualTo(summary.measured());
  }

  @Test
  void e4AReadingPutsTheModelRight() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    readAt(ledger, 2, 20 * J);

    // 20 J in 2 s are 6 of idling and 14 of thinking, where the profile said 10.
    assertThat(account.usedMicrojoules()).isEqualTo(14 * J);
    assertThat(account.grade()).isEqualTo(Grade.ATTRIBUTED);
    assertThat(ledger.summary()).isEqualTo(new EnergySummary(14 * J, 20 * J, 0, 34 * J));
    draw.end();
  }

  @Test
  void e7ADrawKnowsWhatReadingsMadeOfItOnceTheyCoverAllOfIt() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    readAt(ledger, 2, 20 * J);
    assertThat(draw.metered()).isEmpty();
    clock.moveTo(3 * SECOND);
    draw.end();
    assertThat(draw.metered()).isEmpty();
    readAt(ledger, 4, 6 * J + 7 * J);

    assertThat(draw.metered()).hasValue(21 * J);
  }

  @Test
  void e7ADrawWithAGapInItsReadingsIsNeverKnown() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    clock.moveTo(SECOND);
    ledger.measured(MeterReading.gap(readNanos, clock.now(), List.of()));
    readNanos = clock.now();
    draw.end();
    readAt(ledger, 2, 5 * J);

    assertThat(draw.metered()).isEmpty();
  }

  @Test
  void e4OverlappingThoughtsShareByTheirDraws() throws Denied {
    Ledger ledger = ledger(NONE);
    Account one = account(ledger);
    Account two = account(ledger);
    var first = ledger.start(one, 4 * W, "one", Resource.CPU);
    clock.moveTo(SECOND);
    var second = ledger.start(two, 2 * W, "two", Resource.CPU);
    readAt(ledger, 2, 6 * J + 5 * J);

    assertThat(one.usedMicrojoules()).isEqualTo(4 * J);
    assertThat(two.usedMicrojoules()).isEqualTo(J);
    first.end();
    second.end();
  }

  @Test
  void e4WhatTheMeterDoesNotSeeStaysModelled() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var arm = ledger.start(account, 40 * W, "arm");
    readAt(ledger, 1, 4 * J);

    assertThat(account.usedMicrojoules()).isEqualTo(40 * J);
    assertThat(account.grade()).isEqualTo(Grade.MODELLED);
    // 3 J of the meter's idle, 7 J of the rest of the robot, 1 J that nobody is known to have used.
    assertThat(ledger.summary()).isEqualTo(new EnergySummary(40 * J, 10 * J, J, 51 * J));
    arm.end();
  }

  @Test
  void e4ACorrectionForAClosedAccountGoesToTheOneAroundIt() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    clock.moveTo(SECOND);
    draw.end();
    ledger.close(account);
    readAt(ledger, 2, 6 * J + 7 * J);

    assertThat(account.usedMicrojoules()).isEqualTo(5 * J);
    assertThat(ledger.root().usedMicrojoules()).isEqualTo(7 * J);
    assertThat(ledger.uses()).containsEntry("think", 7 * J);
    addsUp(ledger.summary());
  }

  @Test
  void aGapLeavesWhatTheModelSaid() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    clock.moveTo(2 * SECOND);
    ledger.measured(MeterReading.gap(0, 2 * SECOND, List.of()));
    readNanos = clock.now();
    readAt(ledger, 3, 3 * J + 9 * J);

    assertThat(account.usedMicrojoules()).isEqualTo(10 * J + 9 * J);
    assertThat(account.grade()).isEqualTo(Grade.MODELLED);
    assertThat(ledger.summary().idle()).isEqualTo(30 * J);
    addsUp(ledger.summary());
    draw.end();
  }

  @Test
  void aMeterThatSawLessTakesChargesBack() throws Denied {
    Ledger ledger = ledger(NONE);
    Account account = account(ledger);
    var draw = ledger.start(account, 5 * W, "think", Resource.CPU);
    readAt(ledger, 1, 2 * J);

    assertThat(account.usedMicrojoules()).isZero();
    assertThat(ledger.summary()).isEqualTo(new EnergySummary(0, 9 * J, 0, 9 * J));
    draw.end();
  }

  @Test
  void e5AReadingCanBringTheEndForward() {
    Ledger ledger = ledger(20 * J);
    var draw = ledger.start(ledger.root(), 5 * W, "think", Resource.CPU);
    readAt(ledger, 2, 6 * J + 15 * J);
    clock.moveTo(10 * SECOND);

    assertThat(events).containsExactly("out at 3 s");
    draw.end();
  }
}
