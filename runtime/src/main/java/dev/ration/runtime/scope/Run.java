package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.trace.TraceSink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One execution of a policy. Thread-safe: {@link #stop} and the like come from any thread. */
public final class Run {
  private final RunSettings settings;

  public Run(RunSettings settings) {
    this.settings = settings;
  }

  /** Starts the policy on a strand of its own; the result does not wait for a stuck thread. */
  public CompletableFuture<RunResult> start(ScopeSpec spec, Demands demands, ScopeBody body) {
    throw new UnsupportedOperationException();
  }

  /** Starts the policy and waits for its end. */
  public RunResult execute(ScopeSpec spec, Demands demands, ScopeBody body) {
    return start(spec, demands, body).join();
  }

  /** The operator's stop: through the cleanups, ignoring critical sections (C7). */
  public void stop() {
    throw new UnsupportedOperationException();
  }

  /** Brings the robot to its safe state first, then cancels; refuses every motion from now on. */
  public void emergencyStop() {
    throw new UnsupportedOperationException();
  }

  /** Tells conditions that something they may have read has changed: a shared variable. */
  public void changed() {
    throw new UnsupportedOperationException();
  }

  public Scheduler scheduler() {
    return settings.scheduler();
  }

  public Robot robot() {
    return settings.robot();
  }

  public Accounts accounts() {
    return settings.accounts();
  }

  public Site site() {
    return settings.site();
  }

  public TraceSink trace() {
    return settings.trace();
  }

  /** Finds a service by the type it was registered under. */
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(type.cast(settings.services().get(type)));
  }
}
