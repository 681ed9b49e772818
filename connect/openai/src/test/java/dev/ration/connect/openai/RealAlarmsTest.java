package dev.ration.connect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.ModelFailure.Kind;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The alarms a model has outside of tests: that they go off, never when. */
class RealAlarmsTest {
  @Test
  void an_alarm_goes_off_unless_it_is_called_off() {
    var release = new CountDownLatch(1);
    var last = new CompletableFuture<Boolean>();
    var never = new AtomicBoolean();
    try (var alarms = new RealAlarms()) {
      // Holds up the one thread of the alarms until the next one is called off.
      var _ = alarms.after(Duration.ZERO, () -> await(release));
      var calledOff = alarms.after(Duration.ZERO, () -> never.set(true));
      calledOff.callOff();
      calledOff.callOff();
      release.countDown();
      var _ = alarms.after(Duration.ofMillis(1), () -> last.complete(true));

      assertThat(last).succeedsWithin(Duration.ofSeconds(20));
      assertThat(never).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_closed_clock_sets_nothing() {
    var alarms = new RealAlarms();
    alarms.close();
    var late = new AtomicBoolean();
    alarms.after(Duration.ZERO, () -> late.set(true)).callOff();

    assertThat(late).isFalse();
  }

  @Test
  void a_server_that_hangs_is_given_up_by_itself() throws Exception {
    var heard = new Heard();
    try (var server = new ScriptedServer((asked, wire) -> wire.hang());
        var model =
            new OpenAiBackend()
                .open(
                    new ModelSpec(
                        "cloud.chat", "openai", Map.of("url", server.url(), "name", "chat")),
                    name -> Optional.empty())) {
      model.ask(
          new ModelRequest(
              "",
              List.of("?"),
              List.of(),
              List.of(),
              List.of(),
              new ResultType.Text(),
              9,
              Duration.ofMillis(40)),
          heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(heard.failure().message()).endsWith("within 40 ms");
    }
  }
}
