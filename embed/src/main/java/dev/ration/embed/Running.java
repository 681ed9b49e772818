package dev.ration.embed;

import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.runtime.assembly.Assembly;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A policy that runs. Thread-safe. */
public final class Running {
  private final Execution execution;
  private final CompletableFuture<Finished> ended;

  Running(Assembly assembly, Execution execution) {
    this.execution = execution;
    ended =
        execution
            .result()
            .whenComplete(
                (_, _) -> {
                  // Not on the thread that ended the run: the clock waits for its threads.
                  Thread unused =
                      Thread.ofPlatform().daemon().name("ration-close").start(assembly::close);
                });
  }

  /** The operator's stop: the policy ends through its cleanups. */
  public void stop() {
    execution.stop();
  }

  /** Brings the robot to its safe state first, then ends the policy. */
  public void emergencyStop() {
    execution.emergencyStop();
  }

  /** How it ends. */
  public CompletableFuture<Finished> result() {
    return ended.copy();
  }

  /**
   * Waits for its end.
   *
   * @throws InterruptedException while waiting; the policy goes on
   */
  public Finished await() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException defect) {
      throw new IllegalStateException("the run broke", defect.getCause());
    }
  }
}
