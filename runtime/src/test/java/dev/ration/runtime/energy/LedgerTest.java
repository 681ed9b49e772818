package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One named example for each rule of the ledger. */
class LedgerTest {
  private static final long J = 1_000_000;
  private static final long W = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private final HandClock clock = new HandClock();
  private final List<String> events = new ArrayList<>();

  private Ledger ledger(long energy, long money) {
    Ledger ledger = new Ledger(clock, new Ledger.Settings(energy, money, 0, 0));
    ledger.onEvents(
        new Accounts.Listener() {
          @Override
          public void onExhausted(Account account, String what) {
            events.add(account.owner() + " out of " + what + " at " + clock.now());
          }

          @Override
          public void onLow(Account account) {
            events.add(account.owner() + " low at " + clock.now());
          }
        });
    return ledger;
  }

  private static AccountRequest energy(String owner, int depth, long grant) {
    return new AccountRequest(owner, owner, depth, grant, 0, 0, NONE, 0, false);
  }

  private static AccountRequest kept(String owner, long grant, long kept, long minimum) {
    return new AccountRequest(owner, owner, 1, grant, kept, minimum, NONE, 0, false);
  }

  private static AccountRequest shared(String owner, long minimum) {
    return new AccountRequest(owner, owner, 1, NONE, 0, minimum, NONE, 0, false);
  }

  private static AccountRequest cap(String owner, long grant, long minimum) {
    return new AccountRequest(owner, owner, 1, grant, 0, minimum, NONE, 0, true);
  }

  private static AccountRequest money(String owner, long grant) {
    return new AccountRequest(owner, owner, 1, NONE, 0, 0, grant, 0, false);
  }

  @Test
  void e2EnteringMovesTheGrantFromTheParent() throws Denied {
    Ledger ledger = ledger(100 * J, NONE);
    Account child = ledger.open(ledger.root(), energy("a", 0, 30 * J));
    assertThat(child.grantedMicrojoules()).isEqualTo(30 * J);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(70 * J);
    ledger.charge(child, 10 * J, "work");
    assertThat(child.freeMicrojoules()).isEqualTo(20 * J);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(70 * J);
    ledger.close(child);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(90 * J);
    assertThat(child.usedMicrojoules()).isEqualTo(10 * J);
  }

  @Test
  void e2AGrantIsAtMostWhatTheParentHasFree() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account child = ledger.open(ledger.root(), energy("a", 0, 30 * J));
    assertThat(child.grantedMicrojoules()).isEqualTo(10 * J);
  }

  @Test
  void e2LessThanMinimumAndKeptPartIsDenied() {
    Ledger ledger = ledger(10 * J, NONE);
    assertThatThrownBy(() -> ledger.open(ledger.root(), kept("a", 30 * J, 4 * J, 7 * J)))
        .isInstanceOfSatisfying(
            Denied.class,
            denied -> {
              assertThat(denied.what()).isEqualTo("energy");
              assertThat(denied.wanted()).isEqualTo(11 * J);
              assertThat(denied.free()).isEqualTo(10 * J);
            });
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(10 * J);
  }

  @Test
  void e2ExactlyMinimumAndKeptPartIsEnough() throws Denied {
    Ledger ledger = ledger(11 * J, NONE);
    Account child = ledger.open(ledger.root(), kept("a", 30 * J, 4 * J, 7 * J));
    assertThat(child.freeMicrojoules()).isEqualTo(7 * J);
  }

  @Test
  void e2AnActivityWithoutFigureDrawsOnTheAccountAround() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account child = ledger.open(ledger.root(), shared("a", 0));
    ledger.charge(child, 4 * J, "work");
    assertThat(child.grantedMicrojoules()).isEqualTo(NONE);
    assertThat(child.usedMicrojoules()).isEqualTo(4 * J);
    assertThat(child.freeMicrojoules()).isEqualTo(6 * J);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(6 * J);
  }

  @Test
  void e2WhatIsStillToBurnIsNotReturned() throws Denied {
    Ledger ledger = new Ledger(clock, new Ledger.Settings(100 * J, NONE, 0, 2 * J));
    Account child = ledger.open(ledger.root(), energy("a", 0, 30 * J));
    ledger.start(child, 5 * W, "arm").end();
    ledger.close(child);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(98 * J);
    assertThat(ledger.uses()).containsEntry("tail", 2 * J);
  }

  @Test
  void e3WhatIsSetAsideForOneIsNotFreeForAnother() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account first = ledger.open(ledger.root(), shared("a", 6 * J));
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(4 * J);
    assertThatThrownBy(() -> ledger.open(ledger.root(), shared("b", 5 * J)))
        .isInstanceOf(Denied.class);
    assertThat(first.freeMicrojoules()).isEqualTo(10 * J);
  }

  @Test
  void e3WhatIsUsedOfASetAsideDoesNotCountTwice() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account first = ledger.open(ledger.root(), shared("a", 6 * J));
    ledger.charge(first, 4 * J, "work");
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(4 * J);
    ledger.charge(first, 4 * J, "work");
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(2 * J);
  }

  @Test
  void e3ASetAsideInsideOneIsServedFromIt() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account outer = ledger.open(ledger.root(), shared("a", 6 * J));
    Account inner = ledger.open(outer, shared("b", 6 * J));
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(4 * J);
    ledger.close(inner);
    assertThat(outer.freeMicrojoules()).isEqualTo(10 * J);
  }

  @Test
  void e3UnderASharedPotAFigureIsACapAndNoTransfer() throws Denied {
    Ledger ledger = ledger(10 * J, NONE);
    Account capped = ledger.open(ledger.root(), cap("a", 6 * J, 1 * J));
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(9 * J);
    assertThat(capped.freeMicrojoules()).isEqualTo(6 * J);
    ledger.start(capped, 3 * W, "arm");
    clock.moveTo(2 * SECOND);
    assertThat(events).containsExactly("a low at 1600000000", "a out of energy at 2000000000");
  }

  @Test
  void e3ReleasingGivesBack() throws Denied {
    Ledger ledger = ledger(10 * J, 100);
    Accounts.SetAside aside = ledger.setAside(ledger.root(), 7 * J, 60);
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(3 * J);
    assertThat(ledger.root().freeMicroMoney()).isEqualTo(40);
    aside.release();
    aside.release();
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(10 * J);
    assertThat(ledger.root().freeMicroMoney()).isEqualTo(100);
  }

  @Test
  void e4ADrawOfAClosedAccountGoesOnInTheOneAround() throws Denied {
    Ledger ledger = ledger(100 * J, NONE);
    Account child = ledger.open(ledger.root(), energy("a", 0, 30 * J));
    Accounts.Draw draw = ledger.start(child, 2 * W, "arm");
    clock.moveTo(SECOND);
    ledger.close(child);
    clock.moveTo(3 * SECOND);
    draw.end();
    clock.moveTo(9 * SECOND);
    assertThat(child.usedMicrojoules()).isEqualTo(2 * J);
    assertThat(ledger.root().usedMicrojoules()).isEqualTo(6 * J);
  }

  @Test
  void e4RemaindersAreCarried() {
    Ledger ledger = ledger(NONE, NONE);
    Accounts.Draw draw = ledger.start(ledger.root(), 1, "trickle");
    for (long step = 1; step <= 1_000; step++) {
      clock.moveTo(step * 3_000_000);
      assertThat(ledger.root().usedMicrojoules()).isEqualTo(step * 3_000_000 / SECOND);
    }
    draw.end();
  }

  @Test
  void e4ALongStrongDrawDoesNotOverflow() {
    Ledger ledger = ledger(NONE, NONE);
    ledger.start(ledger.root(), 1_000_000 * W, "furnace");
    clock.moveTo(30L * 86_400 * SECOND);
    assertThat(ledger.root().usedMicrojoules()).isEqualTo(1_000_000L * 30 * 86_400 * J);
  }

  @Test
  void e4ChargesIdleAndUnattributedAddUpToMeasured() {
    Ledger ledger = new Ledger(clock, new Ledger.Settings(NONE, NONE, 3 * W, 0));
    ledger.start(ledger.root(), 2 * W, "arm");
    clock.moveTo(10 * SECOND);
    assertThat(ledger.summary()).isEqualTo(new EnergySummary(20 * J, 30 * J, 0, 50 * J));
  }

  @Test
  void e5TheInstantOfExhaustionIsComputed() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account account = ledger.open(ledger.root(), energy("a", 0, 10 * J));
    Accounts.Draw draw = ledger.start(account, 3 * W, "arm");
    clock.moveTo(SECOND);
    draw.change(7 * W);
    clock.moveTo(5 * SECOND);
    assertThat(events).containsExactly("a low at 1714285715", "a out of energy at 2000000000");
  }

  @Test
  void e5AnActivityThatEndsAtItsLastJouleIsNotOverrun() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account account = ledger.open(ledger.root(), energy("a", 0, 10 * J));
    Accounts.Draw draw = ledger.start(account, 5 * W, "arm");
    clock.at(2 * SECOND, draw::end);
    clock.moveTo(1_999_999_999);
    draw.end();
    clock.moveTo(9 * SECOND);
    assertThat(events).containsExactly("a low at 1600000000");
  }

  @Test
  void e5TheKeptPartIsForHandlerAndCleanup() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account account = ledger.open(ledger.root(), kept("a", 10 * J, 4 * J, 0));
    ledger.start(account, 1 * W, "arm");
    clock.moveTo(6 * SECOND);
    assertThat(events).containsExactly("a low at 4800000000", "a out of energy at 6000000000");
    assertThat(account.freeMicrojoules()).isZero();
    account.openKept();
    assertThat(account.freeMicrojoules()).isEqualTo(4 * J);
    clock.moveTo(20 * SECOND);
    assertThat(events).hasSize(2);
  }

  @Test
  void e5IfSeveralRunOutAtOnceTheOutermostIsToldFirst() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account outer = ledger.open(ledger.root(), energy("outer", 0, 10 * J));
    Account inner = ledger.open(outer, energy("inner", 1, 10 * J));
    ledger.start(inner, 1 * W, "arm");
    clock.moveTo(10 * SECOND);
    assertThat(events)
        .containsExactly(
            "outer low at 8000000000",
            "inner low at 8000000000",
            "outer out of energy at 10000000000",
            "inner out of energy at 10000000000");
  }

  @Test
  void e5GivingAllAwayIsNotRunningOut() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account outer = ledger.open(ledger.root(), energy("outer", 0, 10 * J));
    Account inner = ledger.open(outer, energy("inner", 1, 10 * J));
    ledger.start(inner, 1 * W, "arm").end();
    clock.moveTo(SECOND);
    assertThat(events).isEmpty();
    ledger.start(outer, 1 * W, "arm");
    clock.moveTo(SECOND);
    assertThat(events).containsExactly("outer out of energy at 1000000000");
  }

  @Test
  void e5AChargeAtOnceRunsOutAtOnce() throws Denied {
    Ledger ledger = ledger(NONE, NONE);
    Account account = ledger.open(ledger.root(), energy("a", 0, 10 * J));
    ledger.charge(account, 10 * J, "burst");
    clock.moveTo(1);
    assertThat(events).containsExactly("a low at 0");
    ledger.charge(account, 1, "burst");
    clock.moveTo(2);
    assertThat(events).containsExactly("a low at 0", "a out of energy at 1");
  }

  @Test
  void moneyIsEscrowedLikeEnergy() throws Denied {
    Ledger ledger = ledger(NONE, 1_000);
    Account account = ledger.open(ledger.root(), money("a", 600));
    assertThat(ledger.root().freeMicroMoney()).isEqualTo(400);
    ledger.spend(account, 600, "cloud");
    clock.moveTo(1);
    assertThat(events).isEmpty();
    ledger.spend(account, 1, "cloud");
    clock.moveTo(2);
    assertThat(events).containsExactly("a out of money at 1");
    ledger.close(account);
    assertThat(account.spentMicroMoney()).isEqualTo(601);
    assertThat(ledger.root().freeMicroMoney()).isEqualTo(399);
  }

  @Test
  void withoutAnyMoneyNothingPaidIsFree() {
    Ledger ledger = ledger(NONE, 0);
    assertThat(ledger.root().freeMicroMoney()).isZero();
    assertThatThrownBy(() -> ledger.setAside(ledger.root(), 0, 1)).isInstanceOf(Denied.class);
  }
}
