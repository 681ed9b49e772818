package dev.ration.runtime.energy;

import dev.ration.plan.Grade;
import org.jspecify.annotations.Nullable;

/** One account of energy and money. Read and called with the scheduler's lock held. */
public interface Account {
  /** The account around it; null for the outermost. */
  @Nullable Account parent();

  /** The scope that opened it, as given in the request. */
  @Nullable Object owner();

  /** What was granted in microjoules; {@link Accounts.AccountRequest#NONE} without a figure. */
  long grantedMicrojoules();

  /** What was used so far, at the present instant. */
  long usedMicrojoules();

  /**
   * What an activity inside could still be granted, what is kept back and set aside left out;
   * {@link Accounts.AccountRequest#NONE} when nothing bounds it.
   */
  long freeMicrojoules();

  /** What may still be spent, in millionths; NONE when nothing bounds it. */
  long freeMicroMoney();

  /** What was spent so far, in millionths. */
  long spentMicroMoney();

  /** How far the figure can be trusted (E7). */
  Grade grade();

  /** Lets handler and cleanup use the part that was kept back (E5). */
  void openKept();
}
