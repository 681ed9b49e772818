package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.runtime.choose.core.Ask;
import dev.ration.runtime.choose.core.TierSpec;
import dev.ration.runtime.choose.core.Verdict;
import dev.ration.runtime.choose.core.Wish;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Prefer;
import dev.ration.runtime.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call to the core of its run, and its verdict into words and whole numbers. Used with the
 * scheduler's lock held.
 */
final class Deciding {
  private final Prospects prospects;
  private final RunCore core;
  private final Endpoints endpoints;

  Deciding(Prospects prospects, RunCore core, Endpoints endpoints) {
    this.prospects = prospects;
    this.core = core;
    this.endpoints = endpoints;
  }

  /** One call that is decided. */
  private record Open(
      Question question, ThinkCall call, Scope scope, List<Prospect> tiers, List<Integer> order) {}

  /**
   * Decides.
   *
   * @param tried what failed in this call already, by tier
   */
  Choice decide(Question question, ThinkCall call, Scope scope, Map<String, Refusal> tried) {
    List<Prospect> tiers = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (String tier : prospects.tiers(scope)) {
      int number = core.number(tier);
      if (number >= 0) {
        core.look(number);
        order.add(number);
      }
      Refusal failed = tried.get(tier);
      Refusal standing = failed == null ? endpoints.refusal(tier, question.atNanos()) : failed;
      tiers.add(prospects.of(tier, call, scope, standing));
    }
    if (order.isEmpty()) {
      return new Choice(nobody(question, tiers), null);
    }
    return decide(new Open(question, call, scope, tiers, order));
  }

  private static Decision nobody(Question question, List<Prospect> tiers) {
    List<Candidate> candidates =
        tiers.stream()
            .map(one -> new Candidate(one.tier(), one.model(), null, one.refusals()))
            .toList();
    String why = why(question, candidates, null, Verdict.Why.NOTHING_FITS);
    return new Decision(
        question.atNanos(),
        question.leftNanos(),
        question.probability(),
        candidates,
        null,
        Decision.Beside.NOBODY,
        null,
        why);
  }

  private Choice decide(Open open) {
    List<@Nullable Refusal> power = power(open);
    long allowed = 0;
    for (int i = 0; i < open.tiers.size(); i++) {
      Prospect one = open.tiers.get(i);
      int number = core.number(one.tier());
      if (number >= 0 && !one.isOut() && power.get(i) == null) {
        allowed |= 1L << number;
      }
    }
    Ask ask = ask(open, allowed);
    Verdict verdict = core.choose(ask, chosen -> powerFits(open, chosen));
    return new Choice(read(open, verdict, power), ask);
  }

  /** What the power caps have against each tier; null for nothing. */
  private List<@Nullable Refusal> power(Open open) {
    Verdict expected = core.expect(ask(open, 0));
    List<@Nullable Refusal> refusals = new ArrayList<>();
    for (Prospect one : open.tiers) {
      int number = core.number(one.tier());
      long draw = number < 0 ? 0 : draw(number);
      boolean isRoom =
          number < 0 || open.scope.powerFits(draw, Math.round(expected.boundNanos(number)));
      refusals.add(isRoom ? null : Bars.power(draw, open.scope.powerLeft()));
    }
    return refusals;
  }

  private long draw(int tier) {
    return Math.round(core.spec(tier).cost().microwatts());
  }

  /** Whether all who may work at once fit the power caps together. */
  private boolean powerFits(Open open, Verdict verdict) {
    int first = verdict.first();
    if (first == Verdict.NONE
        || (verdict.second() == Verdict.NONE && verdict.floor() == Verdict.NONE)) {
      return true;
    }
    long draw = draw(first);
    draw += verdict.second() == Verdict.NONE ? 0 : draw(verdict.second());
    draw += verdict.floor() == Verdict.NONE ? 0 : draw(verdict.floor());
    return open.scope.powerFits(draw, Math.round(verdict.boundNanos(first)));
  }

  private Ask ask(Open open, long allowed) {
    Question question = open.question;
    CallSize size = CallSize.of(open.call.request());
    int kind = core.kind(open.call.name());
    long left = question.leftNanos();
    return new Ask(
        question.atNanos(),
        new Ask.Call(
            kind, kind, size.inputTokens(), size.outputTokens(), size.bytes(), false, true),
        new Ask.Limits(
            Instants.isSet(left) ? Math.max(0, left) : Ask.UNLIMITED,
            question.probability(),
            limit(question.freeMicrojoules()),
            limit(question.freeMicroMoney()),
            Ask.UNLIMITED,
            Ask.UNLIMITED),
        new Ask.Setting(
            0,
            core.link(question.atNanos()),
            1,
            question.band(),
            allowed,
            -1L >>> (Long.SIZE - core.size())),
        wish(question, open.order));
  }

  private static long limit(long free) {
    return free == NONE ? Ask.UNLIMITED : free;
  }

  private static Wish wish(Question question, List<Integer> order) {
    Prefer prefer = question.prefer();
    if (prefer == null) {
      Wish.Mode mode = question.isPriced() ? Wish.Mode.PRICED : Wish.Mode.FIRST;
      return new Wish(mode, 0, 0, order);
    }
    Wish.Mode mode =
        switch (prefer.goal()) {
          case QUALITY -> Wish.Mode.QUALITY;
          case ENERGY -> Wish.Mode.ENERGY;
          case SPEED -> Wish.Mode.SPEED;
          case COST -> Wish.Mode.COST;
        };
    return new Wish(mode, prefer.minQuality(), prefer.tolerance(), order);
  }

  private Decision read(Open open, Verdict verdict, List<@Nullable Refusal> power) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < open.tiers.size(); i++) {
      candidates.add(candidate(open, i, verdict, power.get(i)));
    }
    Decision.Beside beside =
        new Decision.Beside(
            name(verdict.second()),
            verdict.second() == Verdict.NONE ? 0 : verdict.delayNanos(),
            name(verdict.floor()));
    Decision.Worth worth =
        open.question.isPriced()
            ? new Decision.Worth(verdict.energyPrice(), verdict.moneyPrice())
            : null;
    Candidate chosen = chosen(candidates, name(verdict.first()));
    String why = why(open.question, candidates, chosen, verdict.why()) + odds(verdict);
    Question question = open.question;
    return new Decision(
        question.atNanos(),
        question.leftNanos(),
        question.probability(),
        candidates,
        chosen,
        beside,
        worth,
        why);
  }

  private static @Nullable Candidate chosen(List<Candidate> candidates, @Nullable String tier) {
    return candidates.stream().filter(one -> one.tier().equals(tier)).findFirst().orElse(null);
  }

  private Candidate candidate(Open open, int place, Verdict verdict, @Nullable Refusal power) {
    Prospect one = open.tiers.get(place);
    int number = core.number(one.tier());
    if (number < 0) {
      return new Candidate(one.tier(), one.model(), null, one.refusals());
    }
    List<Refusal> refusals = new ArrayList<>(one.refusals());
    refusals.addAll(Bars.of(verdict, number, open.question));
    if (power != null) {
      refusals.add(power);
    }
    return new Candidate(one.tier(), one.model(), forecast(verdict, number), refusals);
  }

  private Forecast forecast(Verdict verdict, int tier) {
    TierSpec.Cost cost = core.spec(tier).cost();
    return new Forecast(
        Math.round(verdict.boundNanos(tier)),
        Math.round(verdict.typicalNanos(tier)),
        Math.round(verdict.hardNanos(tier)),
        verdict.inTime(tier),
        Math.round(verdict.reserveMicrojoules(tier)),
        Math.round(cost.microwatts()),
        Math.round(cost.tailMicrojoules()),
        Math.round(verdict.mostMicroMoney(tier)),
        verdict.isQualityKnown(tier) ? verdict.quality(tier) : null,
        verdict.observed(tier),
        core.tokenRatio(tier));
  }

  private @Nullable String name(int tier) {
    return tier == Verdict.NONE ? null : core.spec(tier).name();
  }

  /** What is to say of a tier that may be late. */
  private static String odds(Verdict verdict) {
    int first = verdict.first();
    return first != Verdict.NONE && verdict.isGamble(first)
        ? "; in time with " + Figures.share(verdict.inTime(first))
        : "";
  }

  private static String why(
      Question question, List<Candidate> all, @Nullable Candidate chosen, Verdict.Why how) {
    if (chosen == null) {
      return all.isEmpty() ? "no tier is allowed" : "no tier fits: " + refused(all);
    }
    if (all.stream().filter(Candidate::isFeasible).count() == 1) {
      return all.size() == 1 ? "the only tier" : "the only tier that fits: " + refused(all);
    }
    if (question.isPriced()) {
      return switch (how) {
        case EXPLORED -> "to see how it does by now";
        case INCUMBENT -> "worth as much as any, and served last";
        case BEST, FLOOR_ALONE, NOTHING_FITS -> "worth most at the present prices";
      };
    }
    Forecast forecast = chosen.forecast();
    Prefer prefer = question.prefer();
    if (prefer == null || forecast == null) {
      return "first of the tiers that fit";
    }
    String near = prefer.tolerance() > 0 ? " within " + Figures.share(prefer.tolerance()) : "";
    return switch (prefer.goal()) {
      case QUALITY -> {
        Double quality = forecast.quality();
        yield "best quality" + near + (quality == null ? "" : ", " + Figures.share(quality));
      }
      case ENERGY -> "least energy" + near + ", " + Figures.energy(forecast.energyMicrojoules());
      case SPEED -> "fastest" + near + ", " + Figures.time(forecast.latencyNanos());
      case COST ->
          "cheapest" + near + ", " + Figures.money(forecast.microMoney(), question.currency());
    };
  }

  private static String refused(List<Candidate> all) {
    return all.stream()
        .filter(one -> !one.isFeasible())
        .map(one -> one.tier() + " " + one.refusals().getFirst().code().word())
        .collect(Collectors.joining(", "));
  }
}
