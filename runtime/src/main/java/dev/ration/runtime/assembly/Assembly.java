package dev.ration.runtime.assembly;

import dev.ration.plan.Code;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.DecisionLog;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.choose.Thinker;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.energy.EnergySummary;
import dev.ration.runtime.energy.Ledger;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.replay.RecordedRobot;
import dev.ration.runtime.replay.Sealing;
import dev.ration.runtime.replay.Tape;
import dev.ration.runtime.scope.MissionEnd;
import dev.ration.runtime.scope.Run;
import dev.ration.runtime.scope.RunSettings;
import dev.ration.runtime.scope.StallWatch;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.sim.SimConnector;
import dev.ration.runtime.sim.SimRobot;
import dev.ration.runtime.sim.SimSettings;
import dev.ration.runtime.spi.MeterNotice;
import dev.ration.runtime.spi.MeterSource;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.trace.TraceSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything one run stands on: clock, ledger, robot, models, trace. Made by {@link #builder};
 * closed by whoever made it, after the run. The model pool is shared and stays open.
 */
public final class Assembly implements AutoCloseable {
  private final Run run;
  private final Scheduler scheduler;
  private final Ledger ledger;
  private final Robot robot;
  private final DecisionLog decisions;
  private final MeterFeed meters;

  private Assembly(
      Run run,
      Scheduler scheduler,
      Ledger ledger,
      Robot robot,
      DecisionLog decisions,
      MeterFeed meters) {
    this.meters = meters;
    this.run = run;
    this.scheduler = scheduler;
    this.ledger = ledger;
    this.robot = robot;
    this.decisions = decisions;
  }

  /** Begins an assembly of a site with models that other runs may use too. */
  public static Builder builder(Site site, ModelPool models) {
    return new Builder(site, models);
  }

  /** The run; its services are {@link Thinker}, {@link DecisionLog} and {@link Ledger}. */
  public Run run() {
    return run;
  }

  /** The clock. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** The robot. */
  public Robot robot() {
    return robot;
  }

  /** The simulated robot; empty when the robot is a real one. */
  public Optional<SimRobot> sim() {
    Robot body = robot instanceof RecordedRobot recorded ? recorded.robot() : robot;
    return body instanceof SimRobot sim ? Optional.of(sim) : Optional.empty();
  }

  /** The model calls so far. */
  public DecisionLog decisions() {
    return decisions;
  }

  /** Where the energy went until now. */
  public EnergySummary energy() {
    EnergySummary[] summary = new EnergySummary[1];
    scheduler.atomically(() -> summary[0] = ledger.summary());
    return summary[0];
  }

  /** Lets go of robot and clock; the trace is the caller's to close. */
  @Override
  public void close() {
    meters.close();
    robot.close();
    scheduler.close();
  }

  /** Collects the parts. Used by one thread. */
  public static final class Builder {
    /** How long after its limit a run that does not come back is left behind. */
    private static final long GRACE_NANOS = 2_000_000_000L;

    private static final int MAX_DEPTH = 1_000;

    private final Site site;
    private final ModelPool models;
    private SchedulerSettings clock = SchedulerSettings.defaults();
    private boolean isVirtual;
    private boolean isSimulated;
    private TraceSink trace = TraceSink.none();
    private Consumer<RobotEvent> robotEvents = _ -> {};
    private @Nullable SimSettings sim;
    private List<RobotConnector> connectors = List.of();
    private List<MeterSource> meterSources = List.of();
    private Consumer<MeterNotice> onMeter = _ -> {};
    private @Nullable Duration warmUp;
    private Set<String> privateSources = Set.of();
    private Sealing sealing = Sealing.to(null);
    private @Nullable Tape tape;
    private Consumer<String> onLost = _ -> {};
    private @Nullable MissionStore mission;
    private @Nullable MissionEnd missionEnd;
    private boolean acceptsNoLease;
    private LongSupplier bootClock = System::nanoTime;

    private Builder(Site site, ModelPool models) {
      this.site = site;
      this.models = models;
    }

    /** Threads, seed and steps of the clock. */
    public Builder clock(SchedulerSettings settings) {
      clock = settings;
      return this;
    }

    /** Runs on the virtual clock, with this seed. */
    public Builder virtual(long seed) {
      isVirtual = true;
      return seed(seed);
    }

    /** Draws lots with this seed. */
    public Builder seed(long seed) {
      clock = clock.withSeed(seed);
      return this;
    }

    /** Continues a mission: its budgets hold instead of the site's (E8). */
    public Builder mission(MissionStore store) {
      mission = store;
      return this;
    }

    /**
     * Lets the mission's budgets last until then: calls that state neither tiers nor a preference
     * are decided at prices.
     *
     * @param nanos an instant of the run's clock, which begins at 0
     */
    public Builder missionEnds(long nanos) {
      missionEnd = new MissionEnd(nanos);
      return this;
    }

    /** Where the events of the run go. */
    public Builder trace(TraceSink sink) {
      trace = sink;
      return this;
    }

    /**
     * Keeps private values out of the trace (M7).
     *
     * @param sources the actions, sensors and topics whose values are private
     */
    public Builder sealing(Sealing seal, Set<String> sources) {
      sealing = seal;
      privateSources = Set.copyOf(sources);
      return this;
    }

    /**
     * Plays the inputs of an earlier run instead of asking a robot or a model.
     *
     * @param told what the run wants that the earlier one did not take; with the lock held
     */
    public Builder playing(Tape inputs, Consumer<String> told) {
      tape = inputs;
      onLost = told;
      return this;
    }

    /** Who hears what the simulated robot does; called with the scheduler's lock held. */
    public Builder onRobot(Consumer<RobotEvent> listener) {
      robotEvents = listener;
      return this;
    }

    /** What the simulated robot is like, instead of what the profile says. */
    public Builder sim(SimSettings settings) {
      sim = settings;
      return this;
    }

    /** Takes a simulated robot, whatever drives the site's. */
    public Builder simulated() {
      isSimulated = true;
      return this;
    }

    /** Ways to reach robots other than the simulated one. */
    public Builder connectors(List<RobotConnector> all) {
      connectors = List.copyOf(all);
      return this;
    }

    /**
     * Ways to meter energy, for a site that names its meters and a run on the real clock.
     *
     * @param told what a person should know of the meter, from its thread
     */
    public Builder meters(List<MeterSource> all, Consumer<MeterNotice> told) {
      meterSources = List.copyOf(all);
      onMeter = told;
      return this;
    }

    /** Takes a robot that does not stop by itself when nobody renews its leases (C8). */
    public Builder acceptNoLease() {
      acceptsNoLease = true;
      return this;
    }

    /**
     * The clock on which a stall is seen: nanoseconds that count while the machine sleeps (C8). The
     * monotonic clock, where not set, sees only stalls of this process.
     */
    public Builder bootClock(LongSupplier nanos) {
      bootClock = nanos;
      return this;
    }

    /**
     * Waits for models at most this long before the run starts. Without, a run on the real clock
     * does not wait, and one on the virtual clock waits for all, so that it does not depend on how
     * fast they were.
     */
    public Builder waitForModels(Duration atMost) {
      warmUp = atMost;
      return this;
    }

    /**
     * Puts it together.
     *
     * @throws RobotException if the site's robot cannot be reached
     * @throws InterruptedException while waiting for models
     */
    public Assembly build() throws RobotException, InterruptedException {
      if (tape == null) {
        models.prepare(site);
        Duration wait = isVirtual && warmUp == null ? Duration.ofMinutes(5) : warmUp;
        if (wait != null) {
          boolean unused = models.awaitWarm(wait);
        }
      }
      Inputs inputs = inputs();
      Scheduler scheduler =
          isVirtual ? Scheduler.virtual(clock, inputs) : Scheduler.real(clock, inputs);
      if (inputs != null) {
        inputs.on(scheduler);
      }
      try {
        Robot connected = connect(scheduler);
        if (connected != null) {
          fit(connected);
        }
        return build(scheduler, connected, inputs);
      } catch (RobotException unreachable) {
        scheduler.close();
        throw unreachable;
      }
    }

    /** A run with a trace is kept so that it can be repeated; null without. */
    private @Nullable Inputs inputs() {
      if (tape != null) {
        return Inputs.playing(tape, trace, sealing, onLost);
      }
      return trace.isOn() ? Inputs.keeping(trace, sealing) : null;
    }

    private @Nullable Robot connect(Scheduler scheduler) throws RobotException {
      if (tape != null) {
        return null;
      }
      String driver = site.robot().driver();
      if (isSimulated || driver.equals(SimConnector.ID)) {
        return new SimRobot(scheduler, SiteFacts.sim(site, sim), robotEvents);
      }
      for (RobotConnector connector : connectors) {
        if (connector.id().equals(driver)) {
          return connector.connect(site.robot().settings(), scheduler::now);
        }
      }
      throw new RobotException(
          "The robot `%s` is driven by `%s`, and there is no such driver here."
              .formatted(site.robot().name(), driver));
    }

    private void fit(Robot robot) throws RobotException {
      try {
        DriverFit.check(site.robot(), robot.standing(), acceptsNoLease, isVirtual);
      } catch (RobotException unfit) {
        robot.close();
        throw unfit;
      }
    }

    /**
     * A robot on the scheduler's own clock stalls with it: for it only a machine's sleep counts.
     */
    private StallWatch stallWatch(@Nullable Robot robot) {
      if (isVirtual) {
        return StallWatch.NONE;
      }
      return robot == null
          ? StallWatch.played()
          : new StallWatch(bootClock, System::nanoTime, robot.standing().hasOwnClock());
    }

    private Assembly build(
        Scheduler scheduler, @Nullable Robot connected, @Nullable Inputs inputs) {
      Robot robot =
          inputs == null
              ? Objects.requireNonNull(connected)
              : new RecordedRobot(connected, inputs, scheduler, privateSources);
      Ledger.Settings settings = SiteFacts.ledger(site);
      Ledger ledger =
          mission == null
              ? Ledger.on(scheduler, settings)
              : Ledger.on(scheduler, settings, mission);
      if (!isVirtual) {
        SiteFacts.meter(site)
            .ifPresent(
                meter -> ledger.expectReadings(SiteFacts.idle(site, meter), SiteFacts.seen(meter)));
      }
      DecisionLog decisions = new DecisionLog();
      Thinker thinker = new Thinker(site, models, scheduler, decisions, inputs);
      Map<Class<?>, Object> services = new HashMap<>();
      services.put(Thinker.class, thinker);
      services.put(DecisionLog.class, decisions);
      services.put(Ledger.class, ledger);
      services.put(ModelPool.class, models);
      if (inputs != null) {
        services.put(Inputs.class, inputs);
      }
      if (missionEnd != null) {
        thinker.missionEnds(missionEnd.atNanos());
        services.put(MissionEnd.class, missionEnd);
      }
      Run run =
          new Run(
              new RunSettings(
                  scheduler,
                  robot,
                  ledger,
                  SiteFacts.scopes(site),
                  inputs == null ? trace : inputs.trace(),
                  services,
                  GRACE_NANOS,
                  MAX_DEPTH,
                  stallWatch(connected)));
      MeterFeed feed = new MeterFeed(ledger, scheduler, inputs);
      if (connected != null && !isVirtual) {
        SiteFacts.meter(site).ifPresent(meter -> start(feed, meter, connected));
      }
      return new Assembly(run, scheduler, ledger, robot, decisions, feed);
    }

    /** A run whose meter is not there goes by its model, and says so. */
    private void start(MeterFeed feed, Site.Meter asked, Robot connected) {
      try {
        for (MeterSource source : meterSources) {
          if (source.id().equals(asked.source())) {
            feed.start(
                source.open(
                    new MeterSource.Request(
                        asked.sees(), asked.settings(), connected.battery().orElse(null))),
                asked,
                onMeter);
            return;
          }
        }
        throw new RobotException(
            Code.NO_SUCH_METER, "There is no source of meters `%s`.".formatted(asked.source()));
      } catch (RobotException missing) {
        onMeter.accept(
            new MeterNotice(
                missing.code(),
                asked.sees(),
                missing.getMessage() + " Energy is charged by the profiles."));
      }
    }
  }
}
