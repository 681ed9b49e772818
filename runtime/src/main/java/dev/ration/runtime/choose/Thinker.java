package dev.ration.runtime.choose;

import dev.ration.plan.Reason;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.core.Band;
import dev.ration.runtime.choose.core.CoreSettings;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.spi.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Model calls: chooses a tier for each, asks it, and chooses again among the others when it fails
 * while time is left.
 *
 * <p>One for each run. {@link #think} is called by a strand that holds the baton, in the scope of
 * the {@code think}.
 */
public final class Thinker {
  /** The least probability of being in time that a hard deadline asks for. */
  static final double HARD = 0.99;

  private final Prospects prospects;
  private final RunCore core;
  private final Deciding deciding;
  private final DecisionLog log;
  private final Endpoints endpoints = new Endpoints();
  private final @Nullable ModelInputs models;

  public Thinker(Site site, ModelPool pool, Scheduler scheduler, DecisionLog log) {
    this(site, pool, scheduler, log, null);
  }

  /**
   * @param inputs where what models say is kept, or comes from when it is played; null for neither
   */
  public Thinker(
      Site site, ModelPool pool, Scheduler scheduler, DecisionLog log, @Nullable Inputs inputs) {
    models = inputs == null ? null : new ModelInputs(inputs, scheduler);
    prospects = new Prospects(site, pool, scheduler.isVirtual(), models);
    // A virtual run must not depend on what ran before it.
    Learnt store = scheduler.isVirtual() ? null : pool.learnt();
    Learnt.Snapshot own = store == null ? Learnt.Snapshot.NOTHING : store.snapshot();
    core =
        models == null
            ? new RunCore(prospects, own.at(scheduler.now()), store)
            : new RunCore(prospects, models.earlier(own), models.isPlaying() ? null : store);
    deciding = new Deciding(prospects, core, endpoints);
    this.log = log;
  }

  /** Lets the mission's budgets last until an instant of the run's clock; before the run. */
  public void missionEnds(long nanos) {
    core.missionEnds(nanos);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws dev.ration.runtime.scope.Failed {@code unavailable(refusals)}, {@code malformed} or
   *     {@code postcondition}
   * @throws dev.ration.runtime.scope.ScopeCut if the scope is cancelled meanwhile; the call is then
   *     stopped for real
   */
  public ThinkAnswer think(Strand strand, ThinkCall call) {
    Scope scope = Scope.of(strand);
    Attempts attempts = new Attempts(call, scope, strand.now());
    try {
      while (true) {
        Asked asked = decide(strand, scope, attempts);
        if (asked == null) {
          awaitPower(scope, attempts);
          continue;
        }
        ThinkAnswer answer = asked.run(strand);
        if (answer != null) {
          return answer;
        }
      }
    } catch (RuntimeException ended) {
      attempts.ended(ended);
      throw ended;
    } finally {
      log.add(attempts.thought());
    }
  }

  /**
   * Waits for power where only power kept a tier from being chosen (E6).
   *
   * @throws dev.ration.runtime.scope.Failed where waiting is of no use, or was
   */
  private static void awaitPower(Scope scope, Attempts attempts) {
    for (Candidate candidate : attempts.decision().candidates()) {
      Forecast forecast = candidate.forecast();
      boolean isOnlyPower =
          candidate.refusals().stream().allMatch(one -> one.code() == RefusalCode.POWER);
      if (forecast != null
          && isOnlyPower
          && scope.powerCanFit(forecast.microwatts(), forecast.latencyNanos())) {
        scope.awaitPower(forecast.microwatts(), forecast.latencyNanos(), attempts.call().name());
        return;
      }
    }
    throw attempts.failed();
  }

  /** Who is asked, alone or with somebody safe behind. */
  @FunctionalInterface
  private interface Asked {
    /** Asks and waits; returns null when another tier is to be tried. */
    @Nullable ThinkAnswer run(Strand strand);
  }

  /** Chooses and sets aside, in one piece, so that nobody takes it in between. */
  private @Nullable Asked decide(Strand strand, Scope scope, Attempts attempts) {
    @Nullable Asked[] made = new Asked[1];
    strand
        .scheduler()
        .atomically(
            () -> {
              Question question = question(strand, scope);
              Choice choice = deciding.decide(question, attempts.call(), scope, attempts.tried());
              attempts.decided(choice);
              if (choice.decision().chosen() != null) {
                made[0] = asked(question, attempts, choice);
              }
            });
    return made[0];
  }

  private Asked asked(Question question, Attempts attempts, Choice choice) {
    Decision decision = choice.decision();
    Candidate chosen = Objects.requireNonNull(decision.chosen());
    Candidate second = decision.candidate(decision.beside().second());
    Candidate floor = decision.candidate(decision.beside().floor());
    Attempt attempt = setAside(attempts, choice, chosen);
    if (second == null && floor == null) {
      return attempt::run;
    }
    boolean isHurried = question.prefer() != null && question.prefer().goal() == Prefer.Goal.SPEED;
    long end = attempts.scope().cutNanos() - CoreSettings.MARGIN_NANOS;
    List<Hedge.Runner> runners = new ArrayList<>();
    runners.add(new Hedge.Runner(attempt, Long.MIN_VALUE));
    if (second != null) {
      long begins = Math.addExact(question.atNanos(), decision.beside().afterNanos());
      runners.add(new Hedge.Runner(setAside(attempts, choice, second), begins));
    }
    if (floor != null) {
      Forecast better = forecast(chosen);
      Forecast behind = forecast(floor);
      // What it draws while it hangs must not eat what is set aside for the safe one.
      end = Math.min(end, question.atNanos() + question.lastsNanos(better, behind));
      long begins = isHurried ? Long.MIN_VALUE : end - 2 * behind.safeNanos();
      runners.add(new Hedge.Runner(setAside(attempts, choice, floor), begins));
    }
    return new Hedge(runners, isHurried, end)::run;
  }

  private Attempt setAside(Attempts attempts, Choice choice, Candidate candidate) {
    Attempt attempt = Attempt.of(this, attempts, choice, candidate);
    attempt.setAside();
    return attempt;
  }

  private static Forecast forecast(Candidate candidate) {
    return Objects.requireNonNull(candidate.forecast());
  }

  private Question question(Strand strand, Scope scope) {
    long now = strand.scheduler().now();
    Prefer prefer = scope.prefer();
    boolean isOpen = prefer == null && scope.tiers() == null;
    boolean isPriced = isOpen && core.isPaced();
    if (isOpen && !isPriced) {
      // Without an order of tiers and a preference, the best that fits is what one expects.
      prefer = new Prefer(Prefer.Goal.QUALITY, 0, 0);
    }
    if (core.isPaced()) {
      core.look(now, policy(scope).account(), scope.account());
    }
    return new Question(
        now,
        Instants.between(now, scope.cutNanos()),
        probability(scope),
        prefer,
        isPriced,
        isPriced ? band(scope) : Band.NORMAL,
        scope.account().freeMicrojoules(),
        scope.account().freeMicroMoney(),
        prospects.currency());
  }

  /** The outermost activity: its account is what the run has of the mission. */
  private static Scope policy(Scope scope) {
    Scope outermost = scope;
    for (Scope around = scope; around != null; around = around.parent()) {
      outermost = around;
    }
    return outermost;
  }

  /** The battery's band as the robot reads it; a robot that does not say is taken for full. */
  private static Band band(Scope scope) {
    Reading reading = scope.run().robot().read("battery.band");
    return switch (reading == null ? "" : String.valueOf(reading.value())) {
      case "saver" -> Band.SAVER;
      case "low" -> Band.CRITICAL;
      case "dock" -> Band.RESERVE;
      default -> Band.NORMAL;
    };
  }

  private static double probability(Scope scope) {
    return scope.isHard() ? Math.max(HARD, scope.quantile()) : scope.quantile();
  }

  /** Where what models say is kept or played; null for neither. */
  @Nullable ModelInputs models() {
    return models;
  }

  Prospects prospects() {
    return prospects;
  }

  RunCore core() {
    return core;
  }

  Endpoints endpoints() {
    return endpoints;
  }

  /** The reason of a call that no tier serves: the codes that refused, each once. */
  static Reason unavailable(Decision decision) {
    return Reason.unavailable(
        decision.candidates().stream()
            .flatMap(one -> one.refusals().stream().limit(1))
            .map(Refusal::code)
            .distinct()
            .sorted()
            .map(RefusalCode::word)
            .collect(Collectors.joining(", ")));
  }
}
