package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.runtime.clock.Timer;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.Accounts.Denied;
import dev.ration.runtime.energy.MissionStore.Unwritten;
import dev.ration.runtime.energy.MissionStore.Use;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mission may use is written down before it is used (E8). */
class CoverageTest {
  private static final long J = 1_000_000;
  private static final long W = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private static final Accounts.Listener NOBODY =
      new Accounts.Listener() {
        @Override
        public void onExhausted(Account account, String what) {}

        @Override
        public void onLow(Account account) {}
      };

  private final HandClock clock = new HandClock();
  private final List<String> events = new ArrayList<>();

  private Ledger ledger(MissionStore store) {
    Ledger ledger = Ledger.continuing(clock, Ledger.Settings.UNBOUNDED, store);
    ledger.onEvents(
        new Accounts.Listener() {
          @Override
          public void onExhausted(Account account, String what) {
            events.add("out of " + what);
          }

          @Override
          public void onLow(Account account) {}

          @Override
          public void onUnwritten(Unwritten unwritten) {
            events.add(unwritten.code().id());
          }
        });
    return ledger;
  }

  /** Time on which what is done in the background waits until the test lets it go on. */
  private final class SlowDisk implements LedgerTime {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public long now() {
      return clock.now();
    }

    @Override
    public Timer at(long instantNanos, Runnable action) {
      return clock.at(instantNanos, action);
    }

    @Override
    public void inBackground(Runnable work, Runnable afterwards) {
      waiting.add(
          () -> {
            work.run();
            afterwards.run();
          });
    }

    void goOn() {
      List<Runnable> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(Runnable::run);
    }
  }

  private static AccountRequest grant(long energy, long money) {
    return new AccountRequest("a", "a", 0, energy, 0, 0, money, 0, false);
  }

  @Test
  void aGrantIsWrittenBeforeItIsGiven() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger ledger = ledger(store);
    Account unused = ledger.open(ledger.root(), grant(30 * J, 200));
    assertThat(store.last().energy()).isEqualTo(new Use(0, 30 * J));
    assertThat(store.last().money()).isEqualTo(new Use(0, 200));
  }

  @Test
  void whatIsGrantedInsideAGrantIsNotWritten() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger ledger = ledger(store);
    Account outer = ledger.open(ledger.root(), grant(30 * J, NONE));
    Account inner = ledger.open(outer, grant(10 * J, NONE));
    Accounts.Draw draw = ledger.start(inner, 5 * W, "arm");
    clock.moveTo(SECOND);
    draw.end();
    ledger.close(inner);
    assertThat(store.standings).hasSize(1);
  }

  @Test
  void afterARestartAnOpenGrantCountsAsSpent() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger first = ledger(store);
    first.charge(first.root(), 5 * J, "work");
    Account unused = first.open(first.root(), grant(30 * J, 200));
    Ledger second = ledger(store.restarted());
    assertThat(second.root().freeMicrojoules()).isEqualTo(65 * J);
    assertThat(second.root().freeMicroMoney()).isEqualTo(300);
    assertThat(second.mission()).extracting(balance -> balance.energy().lost()).isEqualTo(30 * J);
  }

  @Test
  void anEndedRunLeavesNothingOpen() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger first = ledger(store);
    Account account = first.open(first.root(), grant(30 * J, NONE));
    first.charge(account, 7 * J, "work");
    first.close(account);
    first.end();
    assertThat(store.last().energy()).isEqualTo(new Use(7 * J, 0));
    assertThat(ledger(store.restarted()).root().freeMicrojoules()).isEqualTo(93 * J);
  }

  @Test
  void onlyThisRunsChargesAreItsOwn() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger first = ledger(store);
    first.charge(first.root(), 7 * J, "work");
    first.end();
    Ledger second = ledger(store.restarted());
    second.charge(second.root(), 2 * J, "work");
    assertThat(second.summary().charged()).isEqualTo(2 * J);
    second.end();
    assertThat(store.last().energy().used()).isEqualTo(9 * J);
  }

  @Test
  void severalRunsOfAProcessShareAStore() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    for (int run = 1; run <= 3; run++) {
      Ledger ledger = ledger(store);
      Account account = ledger.open(ledger.root(), grant(30 * J, NONE));
      ledger.charge(account, 7 * J, "work");
      ledger.close(account);
      ledger.end();
    }
    assertThat(store.last().energy()).isEqualTo(new Use(21 * J, 0));
    assertThat(store.standings)
        .extracting(MissionStore.Standing::number)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void aDrawOnTheMissionItselfIsCoveredAhead() {
    FakeStore store = FakeStore.unbounded();
    Ledger ledger = ledger(store);
    Accounts.Draw draw = ledger.start(ledger.root(), 2 * W, "arm");
    assertThat(store.last().energy()).isEqualTo(new Use(0, 20 * J));
    clock.moveTo(60 * SECOND);
    assertThat(store.last().energy().used() + store.last().energy().open())
        .isGreaterThanOrEqualTo(120 * J)
        .isLessThanOrEqualTo(140 * J);
    draw.end();
    ledger.end();
    assertThat(store.last().energy()).isEqualTo(new Use(120 * J, 0));
    assertThat(store.standings).hasSizeLessThan(16);
  }

  @Test
  void aSlowDiskIsWaitedForOnlyWhenItMustBe() {
    FakeStore store = FakeStore.unbounded();
    SlowDisk disk = new SlowDisk();
    Ledger ledger = Ledger.continuing(disk, Ledger.Settings.UNBOUNDED, store);
    ledger.onEvents(NOBODY);
    Accounts.Draw draw = ledger.start(ledger.root(), 2 * W, "arm");
    clock.moveTo(7 * SECOND);
    assertThat(disk.waiting).hasSize(1);
    assertThat(store.standings).as("what was written before the draw").hasSize(1);
    clock.moveTo(10 * SECOND);
    assertThat(store.standings).as("waited for, a second before the end").hasSize(2);
    assertThat(store.last().energy().used() + store.last().energy().open())
        .isGreaterThanOrEqualTo(38 * J);
    draw.end();
  }

  @Test
  void aDiskThatCatchesUpIsNotWaitedFor() {
    FakeStore store = FakeStore.unbounded();
    SlowDisk disk = new SlowDisk();
    Ledger ledger = Ledger.continuing(disk, Ledger.Settings.UNBOUNDED, store);
    ledger.onEvents(NOBODY);
    Accounts.Draw draw = ledger.start(ledger.root(), 2 * W, "arm");
    clock.moveTo(7 * SECOND);
    disk.goOn();
    clock.moveTo(9 * SECOND);
    assertThat(store.standings).hasSize(2);
    assertThat(store.last().energy().used()).isBetween(10 * J, 10 * J + 1);
    assertThat(store.last().energy().open()).isEqualTo(20 * J);
    draw.end();
  }

  @Test
  void neverMoreIsOpenThanTheBudget() {
    FakeStore store = new FakeStore(15 * J, 0);
    Ledger ledger = ledger(store);
    Accounts.Draw unused = ledger.start(ledger.root(), 2 * W, "arm");
    clock.moveTo(9 * SECOND);
    assertThat(store.standings).hasSize(1);
    assertThat(store.last().energy()).isEqualTo(new Use(0, 15 * J));
    assertThat(events).containsExactly("out of energy");
  }

  @Test
  void whatIsSetAsideIsWrittenBeforeTheModelIsAsked() throws Denied {
    FakeStore store = new FakeStore(100 * J, 500);
    Ledger ledger = ledger(store);
    Accounts.SetAside aside = ledger.setAside(ledger.root(), 3 * J, 40);
    assertThat(store.last().money()).isEqualTo(new Use(0, 40));
    aside.release();
    ledger.spend(ledger.root(), 31, "cloud");
    ledger.end();
    assertThat(store.last().money()).isEqualTo(new Use(31, 0));
  }

  @Test
  void aGrantThatCannotBeWrittenIsNotGiven() {
    Ledger ledger = ledger(new FakeStore(100 * J, 500).failingAfter(0));
    assertThatThrownBy(() -> ledger.open(ledger.root(), grant(30 * J, NONE)))
        .isInstanceOf(Unwritten.class)
        .hasMessageContaining("full");
    assertThat(ledger.root().freeMicrojoules()).isEqualTo(100 * J);
  }

  @Test
  void aDrawThatCannotBeWrittenDoesNotBegin() {
    Ledger ledger = ledger(FakeStore.unbounded().failingAfter(0));
    assertThatThrownBy(() -> ledger.start(ledger.root(), W, "arm")).isInstanceOf(Unwritten.class);
    clock.moveTo(SECOND);
    assertThat(ledger.summary().charged()).isZero();
  }

  @Test
  void aFailureWhileItDrawsIsToldOnceAndHoldsNothingUp() throws Denied {
    Ledger ledger = ledger(FakeStore.unbounded().failingAfter(1));
    Accounts.Draw draw = ledger.start(ledger.root(), W, "arm");
    clock.moveTo(20 * SECOND);
    assertThat(events).containsExactly("RTN0650");
    Account cleanup = ledger.open(ledger.root(), grant(5 * J, NONE));
    ledger.close(cleanup);
    draw.end();
    ledger.end();
    assertThat(events).hasSize(1);
  }

  @Test
  void theSafetyReserveIsCountedToo() throws Denied {
    FakeStore store = new FakeStore(10 * J, 0);
    Ledger ledger = ledger(store);
    Account account = ledger.open(ledger.root(), grant(4 * J, NONE));
    account.openKept();
    Accounts.Draw draw = ledger.start(account, W, "safe_stop");
    clock.moveTo(6 * SECOND);
    draw.end();
    ledger.close(account);
    ledger.end();
    assertThat(store.last().reserve()).isEqualTo(new Use(2 * J, 0));
    assertThat(store.last().energy()).isEqualTo(new Use(4 * J, 0));
  }
}
