package dev.ration.runtime.choose;

import static dev.ration.runtime.choose.ThinkBench.MS;
import static dev.ration.runtime.choose.ThinkBench.reply;
import static dev.ration.runtime.choose.ThinkBench.tiers;
import static dev.ration.runtime.sim.ScriptedBackend.fail;
import static dev.ration.runtime.sim.ScriptedBackend.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.spi.ModelFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which servers are left alone, and for how long. */
class EndpointsTest {
  private static final long SECOND = 1_000 * MS;

  private final Endpoints endpoints = new Endpoints();

  private String refusal(long nowNanos) {
    Refusal refusal = endpoints.refusal("cloud.chat", nowNanos);
    return refusal == null ? "none" : refusal.code().word() + ": " + refusal.words();
  }

  private static Site withCloud() {
    return new TestSite().small().cloud().link().money(1_000_000).build();
  }

  @Test
  void aServerThatAsksForRestGetsIt() {
    endpoints.rest("cloud.chat", 0, Duration.ofSeconds(10));

    assertThat(refusal(4 * SECOND)).isEqualTo("resting: asked to be left alone for another 6 s");
    assertThat(refusal(10 * SECOND)).isEqualTo("none");
  }

  @Test
  void aServerThatKeepsFailingIsTriedAgainLater() {
    int[] asked = {0};
    try (ThinkBench bench =
        new ThinkBench(
            withCloud(),
            models ->
                models
                    .on(
                        "cloud.chat",
                        _ ->
                            asked[0]++ < 3
                                ? fail(ModelFailure.Kind.UNREACHABLE)
                                : write("Hello again.", 1))
                    .on("local.small", write("Hello.", 1)))) {
      Demands both = tiers("cloud.chat", "local.small").build();
      List<String> whys = new ArrayList<>();
      RunResult result =
          bench.policy(
              Demands.NOTHING,
              () -> {
                for (int i = 0; i < 4; i++) {
                  whys.add(bench.ask(both, reply()).why());
                }
                Strand strand = Objects.requireNonNull(Strand.current());
                strand.waitUntil(strand.now() + 6 * SECOND);
                return bench.ask(both, reply()).tier();
              });

      assertThat(whys.getLast()).isEqualTo("the only tier that fits: cloud.chat breaker");
      assertThat(result.outcome()).isInstanceOf(Outcome.Ok.class);
      assertThat(((Outcome.Ok) result.outcome()).value()).isEqualTo("cloud.chat");
      assertThat(asked[0]).isEqualTo(4);
    }
  }
}
