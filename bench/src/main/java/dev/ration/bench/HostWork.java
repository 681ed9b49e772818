package dev.ration.bench;

import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Failure;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Host code under a deadline each time, on the real clock. */
final class HostWork {
  private static final long WITHIN_NANOS = 10_000_000;

  private HostWork() {}

  /** Runs host code so many times, and notes by how much each deadline was missed. */
  static void run(GuestWork site, int times, Callable<Object> code, Overshoots missed)
      throws Exception {
    ScopeSpec call = ScopeSpec.plain("call", ScopeSpec.Kind.STEP);
    ScopeSpec answered =
        ScopeSpec.builder("answered", ScopeSpec.Kind.STEP)
            .handlers(new ScopeSpec.Handler(List.of(), 0, 0))
            .build();
    ScopeBody once = scope -> Scopes.call(strand(), "host", code);
    Demands deadline = Demands.within(WITHIN_NANOS).build();
    try (ModelPool models = GuestWork.models();
        Assembly assembly = site.assemble(models)) {
      RunResult result =
          assembly
              .run()
              .execute(
                  ScopeSpec.plain("host", ScopeSpec.Kind.POLICY),
                  Demands.NOTHING,
                  scope -> {
                    for (int i = 0; i < times; i++) {
                      Object unused =
                          Scopes.run(
                              strand(),
                              answered,
                              Demands.NOTHING,
                              new Answered(around -> Scopes.run(strand(), call, deadline, once)));
                    }
                    return null;
                  });
      if (!(result.outcome() instanceof Outcome.Ok)) {
        throw new IllegalStateException(result.outcome().word());
      }
      GuestWork.collect(result.receipt(), "call", missed);
    }
  }

  /** Work whose timeout is answered with nothing. */
  private record Answered(ScopeBody work) implements ScopeBody {
    @Override
    public @Nullable Object run(Scope scope) {
      return work.run(scope);
    }

    @Override
    public @Nullable Object handle(int index, Failure failure, Scope scope) {
      return null;
    }
  }

  /** Waits until it is interrupted. */
  static Object sleeping() throws InterruptedException {
    Thread.sleep(60_000);
    return "never";
  }

  /** Goes on for a while, whoever interrupts it. */
  static Object ignoring() {
    long end = System.nanoTime() + 4 * WITHIN_NANOS;
    while (System.nanoTime() < end) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException ignored) {
        // That is what it is here for.
      }
    }
    return "late";
  }

  private static Strand strand() {
    return Objects.requireNonNull(Strand.current());
  }
}
