package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.peers.TinyGguf;
import dev.ration.plan.ResultType;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.choose.ThinkCall;
import dev.ration.runtime.choose.Thinker;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deadline of a run ends what a real model writes, on the real clock. However slow the machine
 * is, the model is in the middle of its answer by then: it is held up there until it is stopped.
 */
class DeadlineTest {
  private static final long MS = 1_000_000;
  private static final int HELD_AT = 3;
  private static final int MOST_TOKENS = 900;

  @TempDir private Path folder = Path.of("");

  /** The real backend, watched. */
  private static final class Watched implements InferenceBackend {
    final LlamaBackend real = new LlamaBackend();
    final Heard heard =
        new Heard() {
          @Override
          public void onText(String piece) {
            super.onText(piece);
            pieces++;
            if (pieces == HELD_AT) {
              holdUp();
            }
          }
        };
    final CountDownLatch stopped = new CountDownLatch(1);
    volatile int pieces;

    private void holdUp() {
      try {
        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException unexpected) {
        throw new IllegalStateException(unexpected);
      }
    }

    @Override
    public String id() {
      return real.id();
    }

    @Override
    public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
      var model = real.open(spec, secrets);
      return new InferenceModel() {
        @Override
        public Set<Ability> abilities() {
          return model.abilities();
        }

        @Override
        public boolean isRemote() {
          return model.isRemote();
        }

        @Override
        public void warmUp() throws ModelException {
          model.warmUp();
        }

        @Override
        public InFlight ask(ModelRequest request, ModelListener listener) {
          if (!(request.result() instanceof ResultType.Text)) {
            return model.ask(request, listener);
          }
          var call = model.ask(request, heard);
          return () -> {
            call.cancel();
            stopped.countDown();
          };
        }

        @Override
        public void close() {
          model.close();
        }
      };
    }
  }

  /** A profile that promises more than the model keeps, so that the call is begun. */
  private static Site site(Path file) {
    var model =
        new ModelProfile(
            "chat",
            "llama",
            Map.of("path", file.toString(), "threads", "1"),
            false,
            List.of(),
            null,
            null,
            Figure.byDefault(Distribution.of(MS, MS, MS)),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    var tier = new TierProfile("local.chat", TierProfile.Place.ROBOT, List.of());
    var robot =
        new RobotProfile(
            "robot",
            null,
            Figure.byDefault(1_000_000_000L),
            Figure.byDefault(0L),
            Figure.byDefault(0L),
            Figure.byDefault(100 * MS),
            Figure.byDefault(0L),
            Figure.byDefault(500 * MS),
            List.of(),
            Map.of(),
            Map.of(),
            "sim",
            Map.of());
    return new Site(
        "desk", robot, List.of(), null, null, List.of(new Site.Serve(tier, model, null)));
  }

  private static RunResult think(Assembly assembly, ResultType type, int tokens, Demands demands) {
    var thinker = assembly.run().service(Thinker.class).orElseThrow();
    var call = ThinkCall.of("test.think", Requests.of(type, tokens, "tell me"));
    return assembly
        .run()
        .start(
            ScopeSpec.plain("policy", ScopeSpec.Kind.POLICY),
            demands,
            _ -> thinker.think(Objects.requireNonNull(Strand.current()), call))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static Assembly assembly(Site site, ModelPool pool) throws Exception {
    return Assembly.builder(site, pool).waitForModels(Duration.ofMinutes(1)).build();
  }

  @Test
  void t1ADeadlineEndsWhatAModelWritesBetweenTwoTokens() throws Exception {
    var site = site(TinyGguf.of(5).to(folder.resolve("random.gguf")));
    var watched = new Watched();
    try (var pool = new ModelPool(List.of(watched), _ -> Optional.empty())) {
      try (var assembly = assembly(site, pool)) {
        var late = Demands.builder().within(300 * MS).build();
        var result = think(assembly, new ResultType.Text(), MOST_TOKENS, late);
        assertThat(result.outcome().word()).isEqualTo("timeout");
      }
      assertThat(watched.heard.failure().message()).isEqualTo("The call was cancelled.");
      assertThat(watched.pieces).isEqualTo(HELD_AT);
      // A piece can hold several tokens: bytes are kept back until they are whole characters.
      assertThat(watched.heard.failure().usage().outputTokens()).isLessThan(MOST_TOKENS / 10);

      try (var assembly = assembly(site, pool)) {
        var result = think(assembly, new ResultType.Bool(), 8, Demands.NOTHING);
        assertThat(result.outcome().word()).isEqualTo("ok");
      }
    }
  }
}
