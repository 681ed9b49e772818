package dev.ration.runtime.choose.core;

/**
 * Whether one endpoint is worth asking over one link. It opens after three misses in a row, or when
 * more than half of the last ten within half a minute missed; then it lets one probe through after
 * a wait that doubles from 5 s to 120 s, or is shorter where a probe costs next to nothing. Used by
 * one thread at a time.
 */
public final class Breaker {
  private static final long SECOND = 1_000_000_000L;
  private static final long FIRST_WAIT = 5 * SECOND;
  private static final long LAST_WAIT = 120 * SECOND;
  private static final long WINDOW = 30 * SECOND;
  private static final int KEPT = 10;
  private static final int IN_A_ROW = 3;

  private final long[] atNanos = new long[KEPT];
  private final boolean[] missed = new boolean[KEPT];
  private State state = State.CLOSED;
  private int next;
  private int count;
  private int row;
  private long untilNanos;
  private long waitNanos = FIRST_WAIT;
  private boolean isProbing;

  /** The three states. */
  public enum State {
    /** It may be asked. */
    CLOSED,
    /** It is left alone. */
    OPEN,
    /** One probe may be sent. */
    HALF_OPEN
  }

  /** How it stands now. */
  public State state(long nowNanos) {
    return state == State.OPEN && nowNanos >= untilNanos ? State.HALF_OPEN : state;
  }

  /** The instant from which a probe may be sent; meaningful while it is open. */
  public long untilNanos() {
    return untilNanos;
  }

  /**
   * Notes that a probe is on its way: until it is back nobody else goes, but no longer than after
   * any miss, for its call may end without a word on the server.
   */
  public void probing(long nowNanos, long backNanos) {
    isProbing = true;
    untilNanos = Math.clamp(backNanos, nowNanos + FIRST_WAIT, nowNanos + LAST_WAIT);
  }

  /** Notes an attempt that was in time. */
  public void hit(long nowNanos) {
    if (state == State.OPEN) {
      forget();
    } else {
      row = 0;
      keep(nowNanos, false);
    }
  }

  /** Notes an attempt that missed its deadline or failed. */
  public void miss(long nowNanos) {
    miss(nowNanos, LAST_WAIT);
  }

  /**
   * Notes an attempt that missed its deadline or failed.
   *
   * @param mostNanos after which time another one is worth it in any case
   */
  public void miss(long nowNanos, long mostNanos) {
    if (state == State.OPEN) {
      // Attempts that were under way when it opened tell nothing new.
      if (isProbing) {
        isProbing = false;
        if (waitNanos <= mostNanos) {
          waitNanos = Math.min(LAST_WAIT, 2 * waitNanos);
        }
        untilNanos = nowNanos + Math.min(mostNanos, waitNanos);
      }
      return;
    }
    row++;
    keep(nowNanos, true);
    if (row >= IN_A_ROW || isMostlyMissing(nowNanos)) {
      state = State.OPEN;
      untilNanos = nowNanos + Math.min(mostNanos, waitNanos);
    }
  }

  private void forget() {
    state = State.CLOSED;
    isProbing = false;
    waitNanos = FIRST_WAIT;
    count = 0;
    next = 0;
    row = 0;
  }

  private void keep(long nowNanos, boolean isMiss) {
    atNanos[next] = nowNanos;
    missed[next] = isMiss;
    next = (next + 1) % KEPT;
    count = Math.min(KEPT, count + 1);
  }

  private boolean isMostlyMissing(long nowNanos) {
    if (count < KEPT) {
      return false;
    }
    int misses = 0;
    for (int i = 0; i < KEPT; i++) {
      if (nowNanos - atNanos[i] > WINDOW) {
        return false;
      }
      misses += missed[i] ? 1 : 0;
    }
    return 2 * misses > KEPT;
  }
}
