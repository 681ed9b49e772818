package dev.ration.runtime.choose;

import dev.ration.plan.Reason;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.Scope;
import java.util.ArrayList;
import java.util.List;
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

  private static final int PROBE_SLACK = 3;

  private final Prospects prospects;
  private final Observations observations;
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
    // A virtual run must not depend on what ran before it.
    Observations seen =
        scheduler.isVirtual() ? new Observations(scheduler::now) : pool.observations();
    models = inputs == null ? null : new ModelInputs(inputs, scheduler);
    observations = models == null ? seen : models.observations(seen);
    prospects = new Prospects(site, pool, observations, scheduler.isVirtual(), models);
    this.log = log;
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
              Decision weighed = Chooser.choose(question, weigh(scope, attempts));
              Floor floor = floor(question, weighed, scope, attempts.call());
              Decision decision =
                  floor == null ? weighed : weighed.withFloor(floor.candidate().tier());
              attempts.decided(decision);
              Candidate chosen = decision.chosen();
              if (chosen != null) {
                made[0] = asked(question, attempts, chosen, floor);
              }
            });
    return made[0];
  }

  private Asked asked(
      Question question, Attempts attempts, Candidate chosen, @Nullable Floor floor) {
    Attempt attempt = Attempt.of(this, attempts, chosen);
    attempt.setAside();
    if (floor == null) {
      return attempt::run;
    }
    Attempt safe = Attempt.of(this, attempts, floor.candidate());
    safe.setAside();
    Prefer prefer = question.prefer();
    boolean isHurried = prefer != null && prefer.goal() == Prefer.Goal.SPEED;
    long end = attempts.scope().cutNanos() - Chooser.MARGIN_NANOS;
    Forecast better = chosen.forecast();
    Forecast behind = floor.candidate().forecast();
    if (better != null && behind != null) {
      // What it draws while it hangs must not eat what is set aside for the safe one.
      end = Math.min(end, question.atNanos() + question.lastsNanos(better, behind));
    }
    return new Hedge(attempt, safe, isHurried, floor.nanos(), end)::run;
  }

  /** A tier of the robot's own that is nearly sure to answer in time, and within what time. */
  private record Floor(Candidate candidate, long nanos) {}

  /**
   * What stands behind a tier off the robot: the best of the safe ones that can be paid as well.
   */
  private @Nullable Floor floor(Question question, Decision decision, Scope scope, ThinkCall call) {
    Candidate chosen = decision.chosen();
    Forecast first = chosen == null ? null : chosen.forecast();
    if (chosen == null
        || first == null
        || !Instants.isSet(question.leftNanos())
        || !isRemote(chosen)) {
      return null;
    }
    Floor best = null;
    for (Candidate candidate : decision.candidates()) {
      Forecast forecast = candidate.forecast();
      if (candidate.isFeasible()
          && forecast != null
          && !isRemote(candidate)
          && question.affords(first, forecast)
          && scope.powerFits(
              Math.addExact(first.microwatts(), forecast.microwatts()), forecast.latencyNanos())) {
        long nanos = safeNanos(candidate, call);
        if (nanos <= question.leftNanos() - Chooser.MARGIN_NANOS
            && (best == null || isBetter(candidate, best.candidate()))) {
          best = new Floor(candidate, nanos);
        }
      }
    }
    return best;
  }

  private long safeNanos(Candidate candidate, ThinkCall call) {
    Site.Serve serve = prospects.serve(candidate.tier());
    return serve == null
        ? Long.MAX_VALUE
        : observations.quantile(
            Prospects.key(serve), HARD, prospects.latency(serve, CallSize.of(call.request())));
  }

  private boolean isRemote(Candidate candidate) {
    Site.Serve serve = prospects.serve(candidate.tier());
    return serve != null && prospects.isRemote(serve);
  }

  private static boolean isBetter(Candidate one, Candidate other) {
    return quality(one) > quality(other);
  }

  private static double quality(Candidate candidate) {
    Forecast forecast = candidate.forecast();
    Double quality = forecast == null ? null : forecast.quality();
    return quality == null ? 0 : quality;
  }

  private Question question(Strand strand, Scope scope) {
    long now = strand.scheduler().now();
    Prefer prefer = scope.prefer();
    if (prefer == null && scope.tiers() == null) {
      // Without an order of tiers and a preference, the best that fits is what one expects.
      prefer = new Prefer(Prefer.Goal.QUALITY, 0, 0);
    }
    return new Question(
        now,
        Instants.between(now, scope.cutNanos()),
        probability(scope),
        prefer,
        scope.account().freeMicrojoules(),
        scope.account().freeMicroMoney(),
        prospects.currency());
  }

  private static double probability(Scope scope) {
    return scope.isHard() ? Math.max(HARD, scope.quantile()) : scope.quantile();
  }

  private List<Prospect> weigh(Scope scope, Attempts attempts) {
    long now = scope.run().scheduler().now();
    List<Prospect> all = new ArrayList<>();
    for (String tier : prospects.tiers(scope)) {
      Refusal failed = attempts.tried().get(tier);
      all.add(
          prospects.of(
              tier,
              attempts.call(),
              scope,
              probability(scope),
              failed == null ? standing(tier, attempts.call(), scope, now) : failed));
    }
    return all;
  }

  /** What earlier calls have against a tier. */
  private @Nullable Refusal standing(String tier, ThinkCall call, Scope scope, long now) {
    Site.Serve serve = prospects.serve(tier);
    if (serve == null) {
      return null;
    }
    return endpoints.refusal(
        tier, serve.model().name(), now, () -> mayProbe(serve, call, scope, now));
  }

  /** A probe must not cost a hard deadline: if it fails, there has to be time for another tier. */
  private boolean mayProbe(Site.Serve serve, ThinkCall call, Scope scope, long now) {
    long left = Instants.between(now, scope.cutNanos());
    if (!scope.isHard() || !Instants.isSet(left)) {
      return true;
    }
    LatencyModel profile = prospects.latency(serve, CallSize.of(call.request()));
    long bound = observations.quantile(Prospects.key(serve), probability(scope), profile);
    return bound <= left / PROBE_SLACK;
  }

  /** Where what models say is kept or played; null for neither. */
  @Nullable ModelInputs models() {
    return models;
  }

  Prospects prospects() {
    return prospects;
  }

  Observations observations() {
    return observations;
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
