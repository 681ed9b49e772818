package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.trace.TraceSink;
import java.util.Map;

/**
 * What a run is made of. Immutable.
 *
 * @param services what packages on top need, by type: the chooser, the models
 * @param graceNanos how long after its limit a run that does not come back is left behind (real
 *     clock only)
 * @param maxDepth the deepest nesting of scopes
 * @param stalls who notices that the machine slept or stalled
 */
public record RunSettings(
    Scheduler scheduler,
    Robot robot,
    Accounts accounts,
    Site site,
    TraceSink trace,
    Map<Class<?>, Object> services,
    long graceNanos,
    int maxDepth,
    StallWatch stalls) {
  public RunSettings {
    services = Map.copyOf(services);
  }

  /** One that nothing can stall. */
  public RunSettings(
      Scheduler scheduler,
      Robot robot,
      Accounts accounts,
      Site site,
      TraceSink trace,
      Map<Class<?>, Object> services,
      long graceNanos,
      int maxDepth) {
    this(scheduler, robot, accounts, site, trace, services, graceNanos, maxDepth, StallWatch.NONE);
  }
}
