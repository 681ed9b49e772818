package dev.ration.runtime.energy;

import java.util.function.BooleanSupplier;

/** Energy and money that are set aside in an account. Used with the scheduler's lock held. */
final class Blocked implements Accounts.SetAside {
  private final Pot energy;
  private final Pot money;
  private final BooleanSupplier isOpen;
  private final long microjoules;
  private final long microMoney;
  private boolean isOver;

  /**
   * Sets them aside.
   *
   * @param isOpen whether the account is; what was set aside in a closed one went back with it
   */
  Blocked(Pot energy, long microjoules, Pot money, long microMoney, BooleanSupplier isOpen) {
    this.energy = energy;
    this.money = money;
    this.isOpen = isOpen;
    this.microjoules = microjoules;
    this.microMoney = microMoney;
    energy.block(microjoules);
    money.block(microMoney);
  }

  @Override
  public void release() {
    if (isOver) {
      return;
    }
    isOver = true;
    if (isOpen.getAsBoolean()) {
      energy.block(-microjoules);
      money.block(-microMoney);
    }
  }
}
