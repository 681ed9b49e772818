package dev.ration.runtime.choose;

import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.Attribution;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Cause;
import dev.ration.runtime.scope.Failed;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeCut;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.trace.TraceEvent;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One tier that is asked. Used by the strand that thinks. */
final class Attempt {
  /** How long a call without a deadline may take as far as the backend is concerned. */
  private static final long PATIENCE_NANOS = 600_000_000_000L;

  private final Thinker thinker;
  private final Attempts attempts;
  private final Scope scope;
  private final Site.Serve serve;
  private final Forecast forecast;
  private final Decision decision;
  private Accounts.@Nullable SetAside aside;
  private Accounts.@Nullable Draw draw;
  private long askedNanos;
  private boolean isAsked;
  private long tookNanos;
  private long spentMicroMoney;
  private @Nullable Double confidence;

  private Attempt(Thinker thinker, Attempts attempts, Site.Serve serve, Forecast forecast) {
    this.thinker = thinker;
    this.attempts = attempts;
    this.serve = serve;
    this.forecast = forecast;
    scope = attempts.scope();
    decision = attempts.decision();
  }

  static Attempt of(Thinker thinker, Attempts attempts, Candidate chosen) {
    Site.Serve serve = thinker.prospects().serve(chosen.tier());
    Forecast forecast = chosen.forecast();
    if (serve == null || forecast == null) {
      throw new IllegalStateException("a tier that is not served was chosen");
    }
    return new Attempt(thinker, attempts, serve, forecast);
  }

  /** Sets energy and money aside; with the lock in which they were found free. */
  void setAside() {
    try {
      aside =
          scope
              .run()
              .accounts()
              .setAside(scope.account(), forecast.energyMicrojoules(), forecast.microMoney());
    } catch (Accounts.Denied denied) {
      throw new IllegalStateException("what was free is not", denied);
    } catch (MissionStore.Unwritten unwritten) {
      throw Bug.of(unwritten);
    }
  }

  /** Asks and waits; returns null when another tier is to be tried. */
  @Nullable ThinkAnswer run(Strand strand) {
    Reply reply = null;
    @Nullable Refusal refused = null;
    try {
      refused = draw();
      if (refused == null) {
        reply = ask(strand);
      }
    } catch (ScopeCut cut) {
      noteCut(strand, cut);
      throw cut;
    } finally {
      Reply got = reply;
      strand.scheduler().atomically(() -> settle(got));
    }
    if (reply == null) {
      failed(refused == null ? new Refusal(RefusalCode.INTERNAL, "gave no reply") : refused);
      return null;
    }
    return take(strand, reply);
  }

  private @Nullable Refusal draw() {
    if (forecast.microwatts() == 0) {
      return null;
    }
    try {
      draw =
          scope.draw(
              forecast.microwatts(),
              forecast.latencyNanos(),
              attempts.call().name() + " on " + tier(),
              serve.tier().place() == TierProfile.Place.CLOUD
                  ? Attribution.Resource.RADIO
                  : Attribution.Resource.CPU);
      return null;
    } catch (Failed denied) {
      return new Refusal(
          RefusalCode.POWER,
          "draws " + Figures.power(forecast.microwatts()) + ", the caps leave no room in time");
    }
  }

  private Reply ask(Strand strand) {
    Scheduler scheduler = strand.scheduler();
    ModelPool.Opened opened = thinker.prospects().opened(serve);
    InferenceModel model = opened == null ? null : opened.model();
    if (model == null) {
      return new Reply.Failure(
          ModelFailure.of(ModelFailure.Kind.INTERNAL, "The model was closed."));
    }
    askedNanos = strand.now();
    isAsked = true;
    trace("think.ask", event -> event.with("set_aside_uj", forecast.energyMicrojoules()));
    ModelRequest request = withPatience(attempts.call().request());
    LatencyModel latency = thinker.prospects().latency(serve, CallSize.of(request));
    ModelInputs inputs = thinker.models();
    Asking asking =
        inputs == null
            ? Asking.start(scheduler, model, request, latency, "think." + tier())
            : inputs.ask(
                model,
                request,
                latency,
                "think." + tier(),
                attempts.call().isPrivate() || scope.privacy().isPrivate());
    boolean isAnswered = false;
    try {
      Reply reply = strand.await(asking.reply());
      isAnswered = true;
      return reply == null
          ? new Reply.Failure(ModelFailure.of(ModelFailure.Kind.INTERNAL, "No reply came."))
          : reply;
    } finally {
      tookNanos = strand.now() - askedNanos;
      if (!isAnswered) {
        asking.cancel();
      }
    }
  }

  private ModelRequest withPatience(ModelRequest request) {
    long left = Instants.between(askedNanos, scope.cutNanos());
    long patience = Instants.isSet(left) ? Math.max(1, left) : PATIENCE_NANOS;
    return new ModelRequest(
        request.task(),
        request.prompt(),
        request.inputs(),
        request.images(),
        request.examples(),
        request.result(),
        request.maxOutputTokens(),
        Duration.ofNanos(patience));
  }

  /** Ends the draw, books what was used and gives back the rest; with the lock held. */
  private void settle(@Nullable Reply reply) {
    Accounts accounts = scope.run().accounts();
    if (draw != null) {
      draw.end();
    }
    if (isAsked) {
      if (forecast.tailMicrojoules() > 0) {
        accounts.charge(scope.account(), forecast.tailMicrojoules(), "link tail");
      }
      spentMicroMoney = cost(reply);
      if (spentMicroMoney > 0) {
        accounts.spend(scope.account(), spentMicroMoney, tier());
      }
    }
    if (aside != null) {
      aside.release();
    }
  }

  /** What the call is booked with: its usage, or at most what was forecast while unknown (E4). */
  private long cost(@Nullable Reply reply) {
    return switch (reply) {
      case null -> forecast.microMoney();
      case Reply.Answer(ModelAnswer answer) -> cost(answer.usage(), forecast.microMoney());
      case Reply.Failure(ModelFailure failure) ->
          switch (failure.kind()) {
            case UNREACHABLE, REFUSED, RATE_LIMITED, UNABLE, INTERNAL -> cost(failure.usage(), 0);
            case DISCONNECTED, MALFORMED, CANCELLED -> cost(failure.usage(), forecast.microMoney());
          };
    };
  }

  private long cost(ModelAnswer.Usage usage, long unknown) {
    return usage.inputTokens() < 0 || usage.outputTokens() < 0
        ? unknown
        : Prices.of(serve.model(), usage.inputTokens(), usage.outputTokens());
  }

  private @Nullable ThinkAnswer take(Strand strand, Reply reply) {
    switch (reply) {
      case Reply.Failure(ModelFailure failure) -> {
        if (failure.kind() == ModelFailure.Kind.MALFORMED) {
          observe(false, tookNanos);
        }
        Duration rest = failure.retryAfter();
        if (rest != null) {
          strand
              .scheduler()
              .atomically(() -> thinker.resting().rest(tier(), strand.scheduler().now(), rest));
        }
        failed(new Refusal(code(failure.kind()), "was asked: " + failure.message()));
        return null;
      }
      case Reply.Answer(ModelAnswer answer) -> {
        observe(false, tookNanos);
        confidence = answer.confidence();
        Refusal problem = problem(answer.value());
        if (problem != null) {
          failed(problem);
          return null;
        }
        return served(strand, answer);
      }
    }
  }

  private @Nullable Refusal problem(AnswerValue value) {
    if (!AnswerTypes.fits(value, attempts.call().request().result())) {
      return new Refusal(
          RefusalCode.MALFORMED, "was asked: its answer does not have the declared type");
    }
    for (ThinkCall.Check check : attempts.call().checks()) {
      if (!check.holds().test(value)) {
        return new Refusal(
            RefusalCode.CHECK, "was asked: `" + check.text() + "` does not hold for its answer");
      }
    }
    return null;
  }

  private ThinkAnswer served(Strand strand, ModelAnswer answer) {
    strand.scheduler().atomically(() -> scope.served(tier(), decision.why()));
    trace("think.answer", event -> figures(event).with("confidence", answer.confidence()));
    attempts.tried(tier(), null, told("answers after " + Figures.time(tookNanos)));
    return new ThinkAnswer(answer.value(), answer.confidence(), tier(), decision.why());
  }

  private void failed(Refusal refusal) {
    trace(
        "think.fail",
        event ->
            figures(event).with("code", refusal.code().word()).with("message", refusal.words()));
    attempts.tried(
        tier(),
        refusal,
        told(refusal.code().word() + " after " + Figures.time(tookNanos) + ": " + refusal.words()));
  }

  private void noteCut(Strand strand, ScopeCut cut) {
    boolean isLate = cut.cause().kind() == Cause.Kind.TIMEOUT;
    if (isLate && isAsked && Instants.isSet(decision.leftNanos())) {
      observe(true, Math.max(tookNanos, decision.leftNanos()));
    }
    strand.scheduler().atomically(() -> spentMicroMoney = isAsked ? cost(null) : 0);
    trace("think.cancel", event -> figures(event).with("cause", cut.cause().kind().word()));
    attempts.tried(tier(), null, told("is cancelled after " + Figures.time(tookNanos)));
  }

  private Thought.Attempt told(String result) {
    return new Thought.Attempt(decision, result, tookNanos, used(), spentMicroMoney, confidence);
  }

  private long used() {
    return !isAsked
        ? 0
        : Math.addExact(Energy.of(forecast.microwatts(), tookNanos), forecast.tailMicrojoules());
  }

  private void observe(boolean isCut, long nanos) {
    LatencyModel profile =
        thinker.prospects().latency(serve, CallSize.of(attempts.call().request()));
    thinker.observations().add(Prospects.key(serve), nanos, profile, isCut);
  }

  private TraceEvent figures(TraceEvent event) {
    return event
        .with("took_ns", tookNanos)
        .with("used_uj", used())
        .with("micro_money", spentMicroMoney);
  }

  private void trace(String type, UnaryOperator<TraceEvent> fill) {
    if (scope.run().trace().isOn()) {
      Scheduler scheduler = scope.run().scheduler();
      scheduler.atomically(
          () ->
              scope
                  .run()
                  .trace()
                  .write(fill.apply(attempts.event(type, scheduler.now()).with("tier", tier()))));
    }
  }

  private String tier() {
    return serve.tier().name();
  }

  private static RefusalCode code(ModelFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> RefusalCode.UNREACHABLE;
      case REFUSED -> RefusalCode.REFUSED;
      case RATE_LIMITED -> RefusalCode.RATE_LIMITED;
      case DISCONNECTED -> RefusalCode.DISCONNECTED;
      case MALFORMED -> RefusalCode.MALFORMED;
      case UNABLE -> RefusalCode.UNABLE;
      case CANCELLED, INTERNAL -> RefusalCode.INTERNAL;
    };
  }
}
