package dev.ration.runtime.energy;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one run. The scopes call it; the ledger implements it.
 *
 * <p>Every method is called with the scheduler's lock held, at the scheduler's present instant.
 */
public interface Accounts {
  /** The account around everything: the mission's. */
  Account root();

  /**
   * Moves a grant from {@code parent} to a new account (E2): all or nothing, before any effect.
   *
   * @throws Denied if less than minimum and kept part together is free
   * @throws MissionStore.Unwritten if the grant cannot be written down before its first effect (E8)
   */
  Account open(Account parent, AccountRequest request) throws Denied;

  /** Returns what is unused to the account around it; what still arrives is charged there (E4). */
  void close(Account account);

  /**
   * Sets a minimum aside in a shared pot for a start or an attempt (E3).
   *
   * @throws Denied if it does not fit beside what others have set aside
   * @throws MissionStore.Unwritten if it cannot be written down before its first effect (E8)
   */
  SetAside setAside(Account account, long microjoules, long microMoney) throws Denied;

  /**
   * Begins to draw power on an account; {@code what} names it in reports.
   *
   * @throws MissionStore.Unwritten if it cannot be written down before its first effect (E8)
   */
  Draw start(Account account, long microwatts, String what);

  /** As {@link #start(Account, long, String)}, of a class of resource that a meter may see (E4). */
  default Draw start(Account account, long microwatts, String what, Attribution.Resource resource) {
    return start(account, microwatts, what);
  }

  /** Charges energy that was used at once. */
  void charge(Account account, long microjoules, String what);

  /** Charges money that was paid. */
  void spend(Account account, long microMoney, String what);

  /** Writes down that the run is over and nothing of the mission is open any more (E8). */
  default void end() {}

  /** Where the mission stands by the last record; null when the run belongs to none. */
  default MissionStore.@Nullable Balance mission() {
    return null;
  }

  /** Tells who hears when an account runs out or runs low; replaces an earlier listener. */
  void onEvents(Listener listener);

  /** Hears from accounts, with the lock held, at rank {@code ACCOUNT}, outermost first. */
  interface Listener {
    /** Less than one meter interval is left for the body: {@code what} is energy or money (E5). */
    void onExhausted(Account account, String what);

    /** 80 % of what the body may use is used; once (E5). */
    void onLow(Account account);

    /**
     * Handler or cleanup need more than was kept for them and is left: from here on the safety
     * reserve pays (E5); once.
     */
    default void onUncovered(Account account) {}

    /** What the mission uses cannot be written down any more: the run has to end (E8); once. */
    default void onUnwritten(MissionStore.Unwritten failed) {}
  }

  /** A running draw. */
  interface Draw {
    /** Changes the power from now on. */
    void change(long microwatts);

    /** Ends it; idempotent. */
    void end();

    /**
     * What a meter made of it: empty as long as it runs or a reading is still to come, and for ever
     * where no reading covers all of it.
     */
    default OptionalLong metered() {
      return OptionalLong.empty();
    }
  }

  /** Something set aside that an activity may now use. */
  interface SetAside {
    /** Gives back what was not used; idempotent. */
    void release();
  }

  /** Not admitted; {@code what} is energy or money. */
  final class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final long wanted;
    private final long free;

    public Denied(String what, long wanted, long free) {
      super(what, null, false, false);
      this.what = what;
      this.wanted = wanted;
      this.free = free;
    }

    /** {@code energy} or {@code money}. */
    public String what() {
      return what;
    }

    /** Microjoules or millionths of the currency that were needed. */
    public long wanted() {
      return wanted;
    }

    /** What was free instead. */
    public long free() {
      return free;
    }
  }

  /**
   * What a scope asks for on entry; energy in microjoules, money in millionths.
   *
   * @param owner the scope that asks, for the listener; opaque to the ledger
   * @param depth the scope's depth, 0 the outermost: exhaustion is told outermost first
   * @param grantMicrojoules the clause's figure, or {@link #NONE}
   * @param keptMicrojoules what handler and wind-down need at most (F)
   * @param minimumMicrojoules the least the body needs
   * @param grantMicroMoney the clause's figure, or {@link #NONE}
   * @param minimumMicroMoney the least the body needs
   * @param isCap whether the energy clause only caps the use of a shared pot (E3)
   * @param isTotal whether the energy clause looks at the idle draw too; nothing is moved then (E1)
   */
  record AccountRequest(
      String name,
      @Nullable Object owner,
      int depth,
      long grantMicrojoules,
      long keptMicrojoules,
      long minimumMicrojoules,
      long grantMicroMoney,
      long minimumMicroMoney,
      boolean isCap,
      boolean isTotal) {
    /** No figure was declared. */
    public static final long NONE = -1;

    /** A request whose energy is marginal. */
    public AccountRequest(
        String name,
        @Nullable Object owner,
        int depth,
        long grantMicrojoules,
        long keptMicrojoules,
        long minimumMicrojoules,
        long grantMicroMoney,
        long minimumMicroMoney,
        boolean isCap) {
      this(
          name,
          owner,
          depth,
          grantMicrojoules,
          keptMicrojoules,
          minimumMicrojoules,
          grantMicroMoney,
          minimumMicroMoney,
          isCap,
          false);
    }
  }
}
