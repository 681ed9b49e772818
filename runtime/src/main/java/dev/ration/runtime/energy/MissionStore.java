package dev.ration.runtime.energy;

import dev.ration.plan.Code;

/**
 * Keeps what a mission may have used, so that it outlives the process (E8).
 *
 * <p>Thread rule: safe for use from several threads; {@link #commit} may block on the disk.
 */
public interface MissionStore {
  /** Where the mission stands by the last record that was written. */
  Balance balance();

  /** Draws the number of the next standing: each is greater than all before. */
  long nextNumber();

  /**
   * Writes where the mission stands; on return it is durable. A standing with a lower number than
   * one that was written already is out of date, and is left out.
   *
   * @throws Unwritten if it could not be written; from then on every call fails
   */
  void commit(Standing standing);

  /**
   * A mission's budgets.
   *
   * @param mission the mission's name
   * @param currency the currency's name; empty where no money may be spent
   * @param reserve the robot's safety reserve, which no policy can reserve (E5)
   */
  record Balance(String mission, String currency, Purse energy, Purse money, Purse reserve) {}

  /**
   * What a run has used of a mission, and may use before it writes again.
   *
   * @param number from {@link #nextNumber}, drawn when the figures were read
   */
  record Standing(long number, Use energy, Use money, Use reserve) {}

  /**
   * Of one budget.
   *
   * @param used all that is used until now, before this run included
   * @param open how much more may be used before the next standing
   */
  record Use(long used, long open) {}

  /** A record could not be written: a fault with a code, which no handler answers. */
  final class Unwritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public Unwritten(Code code, String message) {
      super(message);
      this.code = code;
    }

    /** The permanent code. */
    public Code code() {
      return code;
    }
  }
}
