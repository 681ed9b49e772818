package dev.ration.interpreter;

import dev.ration.runtime.scope.Run;
import java.util.concurrent.CompletableFuture;

/** A run of a policy, from its start to its end. Thread-safe. */
public final class Execution {
  private final Run run;
  private final CompletableFuture<Finished> result;

  Execution(Run run, CompletableFuture<Finished> result) {
    this.run = run;
    this.result = result;
  }

  /** How it ends. */
  public CompletableFuture<Finished> result() {
    return result.copy();
  }

  /** Waits until it has ended. */
  public Finished join() {
    return result.join();
  }

  /** The operator's stop: the policy ends through its cleanups (C7). */
  public void stop() {
    run.stop();
  }

  /** Brings the robot to its safe state first, then ends the policy (C7). */
  public void emergencyStop() {
    run.emergencyStop();
  }
}
