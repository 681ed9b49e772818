package dev.ration.runtime.scope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule E6: an average over a window, exactly. */
class PowerWindowTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long WATT = 1_000_000L;

  private final PowerWindow window = new PowerWindow(25 * WATT, 4 * SECOND, 0);

  @Test
  void e6WhatFitsTheWholeWindowMayStartAtOnce() {
    assertThat(window.nanosToRoom(25 * WATT, 0, 0)).isZero();
    assertThat(window.nanosToRoom(100 * WATT, SECOND, 0)).isZero();
  }

  @Test
  void e6AMicrowattMoreHasToWaitForEver() {
    assertThat(window.nanosToRoom(25 * WATT + 1, 0, 0)).isPositive();
    assertThat(window.nanosToRoom(100 * WATT + 1, SECOND, 0)).isPositive();
  }

  @Test
  void e6RoomComesBackAsTheWindowMovesOn() {
    window.draws(100 * WATT, 0);
    window.draws(0, SECOND);

    long wait = window.nanosToRoom(50 * WATT, SECOND, SECOND);
    assertThat(wait).isEqualTo(2 * SECOND);
    assertThat(window.nanosToRoom(50 * WATT, SECOND, SECOND + wait)).isEqualTo(SECOND / 2);
    assertThat(window.nanosToRoom(50 * WATT, SECOND, SECOND + wait + SECOND / 2)).isZero();
  }

  @Test
  void e6AnAverageIsOverOnlyBeyondTheCap() {
    window.draws(50 * WATT, 0);

    assertThat(window.nanosToOver(0)).isEqualTo(2 * SECOND + 1);
    assertThat(window.isOver(2 * SECOND)).isFalse();
    assertThat(window.isOver(2 * SECOND + 1)).isTrue();
  }

  @Test
  void e6WhatStaysUnderTheCapIsNeverOver() {
    window.draws(25 * WATT, 0);

    assertThat(window.nanosToOver(100 * SECOND)).isEqualTo(Long.MAX_VALUE);
    assertThat(window.isOver(100 * SECOND)).isFalse();
  }
}
