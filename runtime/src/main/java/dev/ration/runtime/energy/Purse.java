package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

/**
 * One budget of a mission and where it stands: energy in microjoules, or money in millionths.
 *
 * @param budget the most that may be used; NONE when nothing bounds it
 * @param spent what is known to be used
 * @param lost grants that were open when a process died: they count as used until a measurement
 *     says what they used (E8)
 * @param open what may be used beyond {@code spent} before the next record is written
 */
public record Purse(long budget, long spent, long lost, long open) {
  public Purse {
    if (budget < NONE || spent < 0 || lost < 0 || open < 0) {
      throw new IllegalArgumentException("a negative figure");
    }
    // Invariant: used() does not overflow.
    long unused = Math.addExact(Math.addExact(spent, lost), open);
  }

  /** A budget of which nothing is used. */
  public static Purse full(long budget) {
    return new Purse(budget, 0, 0, 0);
  }

  /** All that counts as used. */
  public long used() {
    return spent + lost + open;
  }

  /** What is left of the budget, never below 0; NONE when nothing bounds it. */
  public long left() {
    return budget == NONE ? NONE : Math.max(0, budget - used());
  }

  /** The same after its process died: what was open is lost. */
  public Purse resumed() {
    return new Purse(budget, spent, lost + open, 0);
  }
}
