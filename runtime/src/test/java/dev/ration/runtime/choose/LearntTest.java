package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.runtime.choose.core.QualityTable;
import dev.ration.runtime.choose.core.Residuals;
import dev.ration.runtime.trace.JsonLines;
import dev.ration.runtime.trace.TraceEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What one run leaves to the next. */
class LearntTest {
  private final AtomicLong clock = new AtomicLong(1_000);
  private final Learnt learnt = new Learnt(clock::get);

  @Test
  void instantsBecomeAges() {
    learnt.saw("a", new Residuals.Sample(1.5, true, 77), List.of(0.1, 0.05, 0.01));
    clock.set(5_000);

    Learnt.Snapshot snapshot = learnt.snapshot();
    assertThat(snapshot.windows().get("a"))
        .isEqualTo(
            new Learnt.Window(
                List.of(new Residuals.Sample(1.5, true, -4_000)), List.of(0.1, 0.05, 0.01)));
    Learnt.Window moved = Objects.requireNonNull(snapshot.at(10_000).windows().get("a"));
    assertThat(moved.samples().getFirst().atNanos()).isEqualTo(6_000);
  }

  @Test
  void theLastOnesAreKept() {
    for (int i = 0; i < 100; i++) {
      learnt.saw("a", new Residuals.Sample(i, false, 0), List.of());
    }

    Learnt.Window window = Objects.requireNonNull(learnt.snapshot().windows().get("a"));
    assertThat(window.samples()).hasSize(Residuals.SIZE);
    assertThat(window.samples().getFirst().ratio()).isEqualTo(36);
  }

  @Test
  void aTraceGivesItBackBitForBit() throws IOException {
    learnt.saw("latency a", new Residuals.Sample(1 / 3.0, false, 0), List.of(0.1, 0.2, 1 / 7.0));
    learnt.saw("latency a", new Residuals.Sample(2.25, true, 0), List.of(0.0, -0.2, 0.3));
    learnt.checked("a", new QualityTable.Counts(9.1 / 3, 2, 0));
    clock.set(7_000);
    Learnt.Snapshot snapshot = learnt.snapshot();

    String line = JsonLines.line(LearntJson.write(TraceEvent.of("model.seen", 0), snapshot));
    assertThat(LearntJson.read(JSON.std.mapFrom(line))).isEqualTo(snapshot);
  }
}
