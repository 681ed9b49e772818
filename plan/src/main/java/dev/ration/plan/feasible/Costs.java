package dev.ration.plan.feasible;

import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What work costs in money, and what the models that it asks take of the memory of a robot (S1).
 * Beside {@link Feasibility}, whose figures do not depend on these. Used by one thread.
 */
public final class Costs {
  /** The models that may answer one question, as far as they run on the robot. */
  private record Asked(List<ModelProfile> local, boolean mayGoOut) {}

  private final Site site;
  private final ToLongFunction<Work.Activity> spend;
  private final Map<Work, Spread> money = new IdentityHashMap<>();

  /**
   * Prepares it.
   *
   * @param spend what an activity may spend, in millionths; {@link Spread#NONE} for no clause
   */
  public Costs(Site site, ToLongFunction<Work.Activity> spend) {
    this.site = site;
    this.spend = spend;
  }

  /**
   * Money in millionths of the site's currency. The least of a question is what must be free before
   * its cheapest tier is asked; what it costs at most only a {@code spend} clause bounds.
   */
  public Spread money(Work work) {
    Spread before = money.get(work);
    if (before != null) {
      return before;
    }
    Spread found =
        work instanceof Work.Activity activity
            ? inside(activity).cut(spend.applyAsLong(activity))
            : plain(work);
    money.put(work, found);
    return found;
  }

  /** The same of an activity's body, not cut at its own limit. */
  public Spread inside(Work.Activity activity) {
    Spread body =
        activity.body() instanceof Work.Question question
            ? asked(question, activity.limits())
            : money(activity.body());
    if (activity.attempts() != 1) {
      boolean isFree = body.bound() == 0;
      body = new Spread(body.minimum(), body.expected(), body.p95(), isFree ? 0 : Spread.NONE);
    }
    if (!activity.handlers().isEmpty()) {
      Spread handlers =
          activity.handlers().stream()
              .map(handler -> money(handler.body()))
              .reduce(Spread.ZERO, Spread::max);
      // It may fail at once, before anybody was paid.
      body = body.perhaps().then(handlers.perhaps());
    }
    return activity.cleanup() == null
        ? body
        : body.then(money(activity.cleanup().body()).perhaps());
  }

  private Spread plain(Work work) {
    return switch (work) {
      case Work.Computation _, Work.Pause _, Work.Command _ -> Spread.ZERO;
      case Work.Unknown _ -> Spread.UNKNOWN;
      case Work.Question question -> asked(question, Limits.OPEN);
      case Work.Sequence sequence ->
          sequence.parts().stream().map(this::money).reduce(Spread.ZERO, Spread::then);
      case Work.Choice choice -> Spread.oneOf(choice.ways().stream().map(this::money).toList());
      case Work.Perhaps perhaps -> money(perhaps.inner()).perhaps();
      case Work.Loop loop -> money(loop.round()).times(loop.least(), loop.most());
      case Work.Alongside alongside ->
          alongside.others().stream()
              .map(other -> money(other).perhaps())
              .reduce(money(alongside.main()), Spread::then);
      case Work.Parallel parallel -> parallel(parallel);
      case Work.Activity activity -> money(activity);
    };
  }

  /** Only what as many of the cheapest branches cost as must succeed is sure to be spent. */
  private Spread parallel(Work.Parallel parallel) {
    List<Spread> branches = parallel.branches().stream().map(this::money).toList();
    Spread all = branches.stream().reduce(Spread.ZERO, Spread::then);
    long wanted = parallel.isRace() ? 0 : Math.clamp(parallel.wanted(), 0, branches.size());
    long least = branches.stream().mapToLong(Spread::minimum).sorted().limit(wanted).sum();
    return new Spread(least, all.expected(), all.p95(), all.bound());
  }

  private static Spread asked(Work.Question question, Limits limits) {
    List<Option> possible = possible(question, limits);
    if (possible.isEmpty()) {
      return question.options() == null ? Spread.UNKNOWN : Spread.ZERO;
    }
    long least = possible.stream().mapToLong(Option::microMoney).min().orElse(0);
    boolean isFree = possible.stream().allMatch(option -> option.microMoney() == 0);
    long first = possible.getFirst().microMoney() == 0 ? 0 : Spread.NONE;
    return new Spread(least, first, isFree ? 0 : Spread.NONE, isFree ? 0 : Spread.NONE);
  }

  /** Experience may admit one that only promises too little. */
  private static boolean isPossible(Option option, Limits limits) {
    Questions.Refusal refusal = Questions.refusal(option, limits);
    return refusal == null || !refusal.isCertain();
  }

  private static List<Option> possible(Work.Question question, Limits limits) {
    List<Option> options = question.options();
    return options == null
        ? List.of()
        : options.stream().filter(option -> isPossible(option, limits)).toList();
  }

  /**
   * Bytes that the models of its questions take when all of them are loaded, as they are for the
   * whole of a run: at least those that no other can stand in for, as expected those of the first
   * tiers, at most all.
   */
  public Spread memory(Work work) {
    List<Asked> questions = new ArrayList<>();
    collect(work, Limits.OPEN, questions, Collections.newSetFromMap(new IdentityHashMap<>()));
    Set<ModelProfile> sure = new LinkedHashSet<>();
    Set<ModelProfile> first = new LinkedHashSet<>();
    Set<ModelProfile> all = new LinkedHashSet<>();
    long largest = 0;
    for (Asked asked : questions) {
      List<ModelProfile> local = asked.local();
      if (!local.isEmpty()) {
        first.add(local.getFirst());
        all.addAll(local);
      }
      if (!asked.mayGoOut()) {
        largest = Math.max(largest, local.stream().mapToLong(Costs::bytes).min().orElse(0));
        if (local.size() == 1) {
          sure.addAll(local);
        }
      }
    }
    long most = sum(all);
    return new Spread(Math.max(largest, sum(sure)), sum(first), most, most);
  }

  private void collect(Work work, Limits limits, List<Asked> found, Set<Work> seen) {
    switch (work) {
      case Work.Computation _, Work.Pause _, Work.Command _, Work.Unknown _ -> {}
      case Work.Question question -> found.add(asked(possible(question, limits)));
      case Work.Sequence sequence -> each(sequence.parts(), found, seen);
      case Work.Choice choice -> each(choice.ways(), found, seen);
      case Work.Perhaps perhaps -> collect(perhaps.inner(), Limits.OPEN, found, seen);
      case Work.Loop loop -> collect(loop.round(), Limits.OPEN, found, seen);
      case Work.Alongside alongside -> {
        collect(alongside.main(), Limits.OPEN, found, seen);
        each(alongside.others(), found, seen);
      }
      case Work.Parallel parallel -> each(parallel.branches(), found, seen);
      case Work.Activity activity -> {
        if (seen.add(activity)) {
          collect(activity.body(), activity.limits(), found, seen);
          each(activity.handlers().stream().map(Work.Handler::body).toList(), found, seen);
          if (activity.cleanup() != null) {
            collect(activity.cleanup().body(), Limits.OPEN, found, seen);
          }
        }
      }
    }
  }

  private void each(Collection<Work> parts, List<Asked> found, Set<Work> seen) {
    parts.forEach(part -> collect(part, Limits.OPEN, found, seen));
  }

  private Asked asked(List<Option> options) {
    List<ModelProfile> local =
        options.stream()
            .map(option -> site.serve(option.tier()).map(Site.Serve::model))
            .flatMap(Optional::stream)
            .filter(model -> !model.isRemote())
            .distinct()
            .toList();
    boolean mayGoOut =
        options.stream()
            .anyMatch(
                option ->
                    site.serve(option.tier()).map(one -> one.model().isRemote()).orElse(true));
    return new Asked(local, mayGoOut);
  }

  private static long sum(Set<ModelProfile> models) {
    return models.stream().mapToLong(Costs::bytes).sum();
  }

  private static long bytes(ModelProfile model) {
    Figure<Long> memory = model.memory();
    return memory == null ? 0 : memory.value();
  }
}
