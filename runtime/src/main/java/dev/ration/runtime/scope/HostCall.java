package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Strand;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Host code on a thread of its own, which a cancellation interrupts and leaves behind (T11). */
final class HostCall<T> {
  /** What such code gets to come back after it was interrupted. */
  private static final long STOP_NANOS = 2_000_000;

  /** How long, in real time, the virtual clock waits for it before it goes on. */
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final Callable<@Nullable T> code;
  private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();
  private final Completion<T> ended;
  private final Scheduler scheduler;

  private HostCall(Strand strand, String name, Callable<@Nullable T> code) {
    this.name = name;
    this.code = code;
    this.scheduler = strand.scheduler();
    this.ended = scheduler.completion();
  }

  @SuppressWarnings("unchecked")
  static <T> @Nullable T run(Strand strand, String name, Callable<@Nullable T> code) {
    Scope around = Scope.of(strand);
    return (T)
        Activity.run(
            strand,
            around.run,
            around,
            ScopeSpec.plain(name, ScopeSpec.Kind.CALL),
            Demands.NOTHING,
            scope -> new HostCall<>(strand, name, code).perform(scope),
            new Scope.Entry(strand.refresh(), STOP_NANOS));
  }

  private void listen() {
    var unused = result.whenComplete(this::deliver);
  }

  private @Nullable T perform(Scope scope) {
    Thread thread = Thread.ofPlatform().name("ration-host-" + name).daemon().unstarted(this::live);
    if (scheduler.isVirtual()) {
      CompletableFuture<@Nullable T> gate =
          result.copy().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS);
      thread.start();
      scheduler.atWhenReady(scheduler.now(), Rank.COMPLETION, gate, this::listen);
    } else {
      listen();
      thread.start();
    }
    try {
      return scope.strand.await(ended);
    } catch (ScopeCut cut) {
      thread.interrupt();
      long until = Math.addExact(scope.strand.refresh(), STOP_NANOS);
      if (!scope.strand.awaitUntil(ended, until, true)) {
        scope.fault(
            Code.LEFT_BEHIND.id(), "`%s` did not come back and was left behind.".formatted(name));
      }
      throw cut;
    }
  }

  private void live() {
    try {
      result.complete(code.call());
    } catch (Throwable thrown) {
      result.completeExceptionally(thrown);
    }
  }

  private void deliver(@Nullable T value, @Nullable Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException outer ? outer.getCause() : thrown;
    switch (cause) {
      case null -> ended.complete(value);
      case Failed failed -> ended.fail(failed);
      case Bug bug -> ended.fail(bug);
      default ->
          ended.fail(
              new Bug(
                  Code.HOST_THREW, "`%s` broke: %s".formatted(name, cause.getMessage()), cause));
    }
  }
}
