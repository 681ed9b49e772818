package dev.ration.bench;

import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

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
    try (Assembly assembly = site.assemble()) {
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
                              around -> Scopes.run(strand(), call, deadline, once));
                    }
                    return null;
                  });
      GuestWork.collect(result.receipt(), "call", missed);
    }
  }

  /** Waits until it is interrupted, and says how long after its deadline it was back. */
  static Callable<Object> sleeping(Overshoots back) {
    return () -> {
      long deadline = System.nanoTime() + WITHIN_NANOS;
      try {
        Thread.sleep(60_000);
      } finally {
        long nanos = System.nanoTime() - deadline;
        synchronized (back) {
          back.add(nanos);
        }
      }
      return "never";
    };
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
