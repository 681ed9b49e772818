package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules E1 and E5: limits on marginal and idle energy together, and what pays beyond all of it. */
class LedgerViewTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long J = 1_000_000L;
  private static final long W = 1_000_000L;

  private final HandClock clock = new HandClock();
  private final List<String> events = new ArrayList<>();
  private final Ledger ledger = ledger();

  private Ledger ledger() {
    Ledger made = new Ledger(clock, new Ledger.Settings(NONE, NONE, 2 * W, 0));
    made.onEvents(
        new Accounts.Listener() {
          @Override
          public void onExhausted(Account account, String what) {
            events.add(account.owner() + " out at " + clock.now());
          }

          @Override
          public void onLow(Account account) {
            events.add(account.owner() + " low at " + clock.now());
          }

          @Override
          public void onUncovered(Account account) {
            events.add(account.owner() + " uncovered at " + clock.now());
          }
        });
    return made;
  }

  private Account open(Account parent, long grant, long kept, boolean isTotal) throws Denied {
    return ledger.open(
        parent, new AccountRequest("a", "a", 1, grant, kept, 0, NONE, 0, false, isTotal));
  }

  @Test
  void e1ATotalLooksAtTheIdleDraw() throws Denied {
    Account total = open(ledger.root(), 20 * J, 0, true);
    ledger.start(total, 3 * W, "arm");
    clock.moveTo(4 * SECOND);

    assertThat(events).containsExactly("a low at 3200000000", "a out at 4000000000");
    assertThat(total.usedMicrojoules()).isEqualTo(12 * J);
  }

  @Test
  void e1AMarginalBudgetDoesNot() throws Denied {
    Account marginal = open(ledger.root(), 20 * J, 0, false);
    ledger.start(marginal, 3 * W, "arm");
    clock.moveTo(4 * SECOND);

    assertThat(events).isEmpty();
  }

  @Test
  void e1ATotalMovesNothingFromTheParent() throws Denied {
    Account outer = open(ledger.root(), 100 * J, 0, false);
    Account total = open(outer, 60 * J, 0, true);
    clock.moveTo(10 * SECOND);

    assertThat(outer.freeMicrojoules()).isEqualTo(100 * J);
    assertThat(total.freeMicrojoules()).isEqualTo(40 * J);
    ledger.close(total);
    assertThat(outer.usedMicrojoules()).isZero();
  }

  @Test
  void e1ATotalRunsOutWithoutAnyDraw() throws Denied {
    Account total = open(ledger.root(), 20 * J, 0, true);
    clock.moveTo(11 * SECOND);

    assertThat(events).containsExactly("a low at 8000000000", "a out at 10000000000");
    assertThat(total.usedMicrojoules()).isZero();
  }

  @Test
  void e5BeyondWhatWasKeptTheSafetyReservePays() throws Denied {
    Account account = open(ledger.root(), 10 * J, 4 * J, false);
    ledger.start(account, 1 * W, "arm");
    clock.moveTo(6 * SECOND);
    account.openKept();
    clock.moveTo(13 * SECOND);

    assertThat(events)
        .containsExactly(
            "a low at 4800000000", "a out at 6000000000", "a uncovered at 10000000000");
    assertThat(account.usedMicrojoules()).isEqualTo(10 * J);
    assertThat(ledger.reserveMicrojoules()).isEqualTo(3 * J);
    assertThat(ledger.summary().charged()).isEqualTo(13 * J);
  }

  @Test
  void e5WithinWhatWasKeptItPaysNothing() throws Denied {
    Account account = open(ledger.root(), 10 * J, 4 * J, false);
    Accounts.Draw draw = ledger.start(account, 1 * W, "arm");
    clock.moveTo(6 * SECOND);
    account.openKept();
    clock.moveTo(9 * SECOND);
    draw.end();
    clock.moveTo(20 * SECOND);

    assertThat(ledger.reserveMicrojoules()).isZero();
    assertThat(events).hasSize(2);
  }
}
