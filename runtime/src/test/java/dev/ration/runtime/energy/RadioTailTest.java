package dev.ration.runtime.energy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.energy.RadioTail.Sending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who pays for a radio that stays awake. */
class RadioTailTest {
  private static final long SECOND = 1_000_000_000;

  private final RadioTail tail = new RadioTail(1_000_000, 10 * SECOND);

  @Test
  void oneRequestPaysItsWholeTail() {
    assertThat(tail.shares(List.of(new Sending(0, SECOND)))).containsExactly(10_000_000L);
  }

  @Test
  void twoTailsAreSharedWhereTheyOverlap() {
    // The first alone from 1 to 5 s, both from 6 to 11 s, the second alone from 11 to 16 s.
    assertThat(tail.shares(List.of(new Sending(0, SECOND), new Sending(5 * SECOND, 6 * SECOND))))
        .containsExactly(4_000_000L + 2_500_000, 2_500_000L + 5_000_000);
  }

  @Test
  void whoEndsTogetherSharesEqually() {
    assertThat(tail.shares(List.of(new Sending(0, SECOND), new Sending(0, SECOND))))
        .containsExactly(5_000_000L, 5_000_000L);
  }

  @Test
  void nobodySharesATailThatIsOver() {
    assertThat(tail.shares(List.of(new Sending(0, SECOND), new Sending(20 * SECOND, 21 * SECOND))))
        .containsExactly(10_000_000L, 10_000_000L);
  }
}
