package dev.ration.runtime.choose;

import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import dev.ration.runtime.choose.core.Ask;
import dev.ration.runtime.choose.core.Ended;
import dev.ration.runtime.clock.Completion;
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
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One tier that is asked: set aside, begun, taken or given up, settled in any case. Used by the
 * strand that thinks.
 */
final class Attempt {
  /** How long a call without a deadline may take as far as the backend is concerned. */
  private static final long PATIENCE_NANOS = 600_000_000_000L;

  /** What is told within this time costs a call next to nothing. */
  private static final long AT_ONCE_NANOS = 500_000_000L;

  private static final Reply LOST =
      new Reply.Failure(ModelFailure.of(ModelFailure.Kind.INTERNAL, "No reply came."));

  private final Thinker thinker;
  private final Attempts attempts;
  private final Scope scope;
  private final Site.Serve serve;
  private final Forecast forecast;
  private final Choice choice;
  private final Decision decision;
  private Accounts.@Nullable SetAside aside;
  private Accounts.@Nullable Draw draw;
  private long askedNanos;
  private boolean isAsked;
  private boolean isSettled;
  private @Nullable Asking asking;
  private @Nullable Completion<Reply> reply;
  private long tookNanos;
  private long spentMicroMoney;
  private @Nullable Double confidence;
  private boolean isLooked;
  private @Nullable Refusal found;
  private @Nullable String standsFor;

  private Attempt(
      Thinker thinker, Attempts attempts, Choice choice, Site.Serve serve, Forecast forecast) {
    this.thinker = thinker;
    this.attempts = attempts;
    this.serve = serve;
    this.forecast = forecast;
    scope = attempts.scope();
    this.choice = choice;
    decision = choice.decision();
  }

  static Attempt of(Thinker thinker, Attempts attempts, Choice choice, Candidate chosen) {
    Site.Serve serve = thinker.prospects().serve(chosen.tier());
    Forecast forecast = chosen.forecast();
    if (serve == null || forecast == null) {
      throw new IllegalStateException("a tier that is not served was chosen");
    }
    return new Attempt(thinker, attempts, choice, serve, forecast);
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
    try {
      if (!begin(strand)) {
        return null;
      }
      boolean unused = strand.await(reply()) == null;
    } catch (ScopeCut cut) {
      cut(strand, cut);
      throw cut;
    } finally {
      settle(strand);
    }
    return take(strand);
  }

  /**
   * Draws its power and asks. False where that was not to be had; then it is over.
   *
   * @throws ScopeCut if the scope is cancelled meanwhile
   */
  boolean begin(Strand strand) {
    Refusal refused = draw();
    if (refused != null) {
      settle(strand);
      failed(refused);
      return false;
    }
    ask(strand);
    return true;
  }

  /** Whether it has begun, and something will come back. */
  boolean isBegun() {
    return reply != null;
  }

  /** What comes back, once it has been asked. */
  Completion<Reply> reply() {
    return Objects.requireNonNull(reply, "nobody was asked");
  }

  /** Stops it for real and notes that its scope was cancelled. */
  void cut(Strand strand, ScopeCut cut) {
    stop(strand);
    noteCut(strand, cut);
  }

  /**
   * Stops it for real because another answer serves.
   *
   * @param isLate whether its time was over: only then does that say how slow it is
   */
  void lose(Strand strand, boolean isLate) {
    stop(strand);
    settle(strand);
    if (!isAsked) {
      return;
    }
    stopped(isLate);
    trace("think.cancel", event -> figures(event).with("cause", "lost"));
    attempts.tried(tier(), null, told("is given up after " + Figures.time(tookNanos)));
  }

  private void stop(Strand strand) {
    if (isAsked && !reply().isDone()) {
      tookNanos = strand.now() - askedNanos;
      if (asking != null) {
        asking.cancel();
      }
    }
  }

  /** Ends the draw, books what was used and gives back the rest; once. */
  void settle(Strand strand) {
    if (!isSettled) {
      isSettled = true;
      strand.scheduler().atomically(() -> settle(reply == null ? null : arrived()));
    }
  }

  private @Nullable Reply arrived() {
    Completion<Reply> there = reply;
    if (there == null || !there.isDone()) {
      return null;
    }
    tookNanos = there.stampNanos() - askedNanos;
    Reply got = there.result();
    return got == null ? LOST : got;
  }

  /** Whether it is the safe tier behind the others. */
  boolean isSafe() {
    return tier().equals(decision.beside().floor());
  }

  /** As what it failed. */
  String failedAs() {
    Refusal failure = attempts.tried().get(tier());
    return failure == null ? "failed" : failure.code().word();
  }

  /** Whether what came back can serve: an answer of the declared type that passes its checks. */
  boolean isGood() {
    return arrived() instanceof Reply.Answer(ModelAnswer answer) && problem(answer) == null;
  }

  /** Takes what came back as the answer that was kept in hand; {@code why} says why it counts. */
  @Nullable ThinkAnswer takeFor(Strand strand, String why) {
    standsFor = why;
    return take(strand);
  }

  /** Takes what came back; null when another tier is to be tried. */
  @Nullable ThinkAnswer take(Strand strand) {
    settle(strand);
    Reply got = arrived();
    return take(strand, got == null ? LOST : got);
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

  private void ask(Strand strand) {
    Scheduler scheduler = strand.scheduler();
    ModelPool.Opened opened = thinker.prospects().opened(serve);
    InferenceModel model = opened == null ? null : opened.model();
    askedNanos = strand.now();
    if (model == null) {
      Completion<Reply> closed = scheduler.completion();
      boolean unused =
          closed.complete(
              new Reply.Failure(
                  ModelFailure.of(ModelFailure.Kind.INTERNAL, "The model was closed.")));
      reply = closed;
      return;
    }
    isAsked = true;
    trace("think.ask", event -> event.with("set_aside_uj", forecast.energyMicrojoules()));
    ModelRequest request = withPatience(attempts.call().request());
    LatencyModel latency = thinker.prospects().latency(serve, CallSize.of(request));
    ModelInputs inputs = thinker.models();
    Asking started =
        inputs == null
            ? Asking.start(scheduler, model, request, latency, "think." + tier())
            : inputs.ask(
                model,
                request,
                latency,
                "think." + tier(),
                attempts.call().isPrivate() || scope.privacy().isPrivate());
    asking = started;
    reply = started.reply();
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

  /** With the scheduler's lock held. */
  private void settle(@Nullable Reply reply) {
    Accounts accounts = scope.run().accounts();
    Accounts.Draw drawn = draw;
    if (drawn != null) {
      drawn.end();
      if (reply instanceof Reply.Answer(ModelAnswer answer)) {
        thinker.core().drew(tier(), answer.usage(), drawn);
      }
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
    thinker.core().spent(used(), spentMicroMoney);
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
        Duration rest = failure.retryAfter();
        if (rest != null) {
          strand
              .scheduler()
              .atomically(() -> thinker.endpoints().rest(tier(), strand.scheduler().now(), rest));
        }
        // It would have lasted longer than it ran; how much longer, its failing does not tell.
        ended(rest == null ? how(failure.kind()) : Ended.How.CANCELLED, tookNanos);
        failed(new Refusal(code(failure.kind()), "was asked: " + failure.message()));
        return null;
      }
      case Reply.Answer(ModelAnswer answer) -> {
        ended(Ended.How.ANSWERED, leftNanos());
        confidence = answer.confidence();
        Refusal problem = problem(answer);
        checked(answer, problem);
        if (problem != null) {
          failed(problem);
          return null;
        }
        return served(strand, answer);
      }
    }
  }

  /** What keeps an answer from serving; the checks are run once. */
  private @Nullable Refusal problem(ModelAnswer answer) {
    if (!isLooked) {
      isLooked = true;
      found = look(answer.value());
    }
    return found;
  }

  private @Nullable Refusal look(AnswerValue value) {
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

  /** Tells the core whether the declared checks held. */
  private void checked(ModelAnswer answer, @Nullable Refusal problem) {
    if (!attempts.call().checks().isEmpty()
        && AnswerTypes.fits(answer.value(), attempts.call().request().result())) {
      Scheduler scheduler = scope.run().scheduler();
      RunCore core = thinker.core();
      scheduler.atomically(
          () ->
              core.checked(
                  core.number(tier()), attempts.call().name(), problem == null, scheduler.now()));
    }
  }

  private ThinkAnswer served(Strand strand, ModelAnswer answer) {
    String why = standsFor == null ? decision.why() : standsFor;
    strand.scheduler().atomically(() -> scope.served(tier(), why));
    trace("think.answer", event -> figures(event).with("confidence", answer.confidence()));
    attempts.tried(tier(), null, told("answers after " + Figures.time(tookNanos)));
    return new ThinkAnswer(answer.value(), answer.confidence(), tier(), why);
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
    if (isAsked) {
      stopped(isLate);
    }
    strand.scheduler().atomically(() -> spentMicroMoney = isAsked ? cost(null) : 0);
    trace("think.cancel", event -> figures(event).with("cause", cut.cause().kind().word()));
    attempts.tried(tier(), null, told("is cancelled after " + Figures.time(tookNanos)));
  }

  /** What a failure says of the server: that it is unwell, or only that the question was. */
  private Ended.How how(ModelFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> tookNanos <= AT_ONCE_NANOS ? Ended.How.ABSENT : Ended.How.FAILED;
      case REFUSED, RATE_LIMITED, DISCONNECTED, MALFORMED, INTERNAL -> Ended.How.FAILED;
      case UNABLE, CANCELLED -> Ended.How.CANCELLED;
    };
  }

  private Thought.Attempt told(String result) {
    String who = decision.beside().isNobody() ? "" : tier() + " ";
    return new Thought.Attempt(
        decision, who + result, tookNanos, used(), spentMicroMoney, confidence);
  }

  private long used() {
    return !isAsked
        ? 0
        : Math.addExact(Energy.of(forecast.microwatts(), tookNanos), forecast.tailMicrojoules());
  }

  /** Tells the core of an attempt whose answer is not taken. */
  private void stopped(boolean isLate) {
    if (arrived() instanceof Reply.Answer) {
      ended(Ended.How.ANSWERED, leftNanos());
    } else {
      ended(isLate ? Ended.How.LATE : Ended.How.CANCELLED, leftNanos());
    }
  }

  private long leftNanos() {
    return Instants.isSet(decision.leftNanos())
        ? Math.max(0, decision.leftNanos() - (askedNanos - decision.atNanos()))
        : Ask.UNLIMITED;
  }

  /** Tells the core how it ended: every attempt counts, or a tier looks better than it is. */
  private void ended(Ended.How how, long hadNanos) {
    Ask ask = choice.ask();
    if (ask == null) {
      return;
    }
    Scheduler scheduler = scope.run().scheduler();
    RunCore core = thinker.core();
    Ended ended =
        new Ended(
            ask,
            core.number(tier()),
            how,
            tookNanos,
            hadNanos,
            written(ask, scheduler.isVirtual()),
            -1,
            forecast.isLikely());
    scheduler.atomically(() -> core.ended(ended, attempts.call().name(), scheduler.now()));
  }

  /** On the virtual clock a call lasts as if it wrote all it may; so does one nobody counted. */
  private long written(Ask ask, boolean isVirtual) {
    long counted =
        arrived() instanceof Reply.Answer(ModelAnswer answer) ? answer.usage().outputTokens() : -1;
    return isVirtual || counted < 0 ? ask.call().mostOutput() : counted;
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

  String tier() {
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
