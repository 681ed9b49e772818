package dev.ration.runtime.choose;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.core.Ask;
import dev.ration.runtime.choose.core.ChoiceCore;
import dev.ration.runtime.choose.core.CoreSettings;
import dev.ration.runtime.choose.core.Ended;
import dev.ration.runtime.choose.core.LinkSpec;
import dev.ration.runtime.choose.core.LinkState;
import dev.ration.runtime.choose.core.QualityTable;
import dev.ration.runtime.choose.core.Residuals;
import dev.ration.runtime.choose.core.TierSpec;
import dev.ration.runtime.choose.core.Verdict;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.spi.ModelAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ChoiceCore} of one run: it describes the site's tiers to it, numbers kinds of call as
 * they are first asked, and brings along what earlier runs learnt. Used with the scheduler's lock
 * held.
 */
final class RunCore {
  /** A core's calls have tiers as the bits of one number. */
  private static final int MOST_TIERS = Long.SIZE;

  private static final long NEVER = Long.MIN_VALUE;

  private final Prospects prospects;
  private final List<Site.Serve> serves;
  private final List<TierSpec> specs = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> endpoints = new HashMap<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private final boolean[] isRemote;
  private final Learnt.Snapshot earlier;
  private final @Nullable Learnt store;
  private final @Nullable ChoiceCore core;
  private final TokenEnergy tokens = new TokenEnergy();
  private @Nullable MissionBudget mission;
  private long remoteNanos = NEVER;

  /**
   * Begins with what earlier runs learnt.
   *
   * @param store where what this one learns is kept as well; null for nowhere
   */
  RunCore(Prospects prospects, Learnt.Snapshot earlier, @Nullable Learnt store) {
    this.prospects = prospects;
    this.earlier = earlier;
    this.store = store;
    List<Site.Serve> all = prospects.serves();
    serves = all.subList(0, Math.min(MOST_TIERS, all.size()));
    isRemote = new boolean[serves.size()];
    for (Site.Serve serve : serves) {
      int number = specs.size();
      numbers.put(serve.tier().name(), number);
      isRemote[number] = Prospects.isDeclaredRemote(serve);
      specs.add(spec(serve, isRemote[number]));
    }
    core =
        specs.isEmpty()
            ? null
            : new ChoiceCore(
                specs, LinkSpec.NONE, new ChoiceCore.Sizes(0, 0, 1), CoreSettings.ofRuns());
  }

  private TierSpec spec(Site.Serve serve, boolean remote) {
    int endpoint = endpoints.computeIfAbsent(serve.model().name(), _ -> endpoints.size());
    return TierSpecs.of(serve, remote, prospects.link(), endpoint);
  }

  /** The number of a tier; -1 where the site has no model for it. */
  int number(String tier) {
    return numbers.getOrDefault(tier, -1);
  }

  int size() {
    return serves.size();
  }

  private ChoiceCore core() {
    ChoiceCore present = core;
    if (present == null) {
      throw new IllegalStateException("a site without tiers has no choice");
    }
    return present;
  }

  /** Lets the budgets last until an instant: from now on energy and money have prices. */
  void missionEnds(long nanos) {
    if (core != null) {
      mission = new MissionBudget(nanos);
      core.missionEnds(nanos);
    }
  }

  /** Whether energy and money have prices. */
  boolean isPaced() {
    return mission != null;
  }

  /**
   * Notes what is left of the mission's budgets, before a choice.
   *
   * @param policy the account of the whole run
   * @param own the account of the call
   */
  void look(long nowNanos, Account policy, Account own) {
    MissionBudget budget = mission;
    if (budget != null) {
      budget.look(policy);
      core()
          .left(
              limit(budget.microjoules(nowNanos, policy, own)),
              limit(budget.microMoney(nowNanos, policy, own)));
    }
  }

  private static long limit(long left) {
    return left == NONE ? Ask.UNLIMITED : left;
  }

  /** Books what a call used. */
  void spent(long microjoules, long microMoney) {
    MissionBudget budget = mission;
    if (budget != null) {
      budget.spent(microjoules, microMoney);
      core().spent(microjoules, microMoney);
    }
  }

  /** Only weighs; the verdict is valid until the next call. */
  Verdict expect(Ask ask) {
    return core().expect(ask);
  }

  /**
   * Chooses; the verdict is valid until the next call.
   *
   * @param fits whether those who may work at once in a verdict may do so
   */
  Verdict choose(Ask ask, Predicate<Verdict> fits) {
    return core().choose(ask, fits);
  }

  /** Looks again where a tier's model lies, known only once it is open, and what tokens cost. */
  void look(int tier) {
    Site.Serve serve = serves.get(tier);
    boolean now = prospects.isRemote(serve);
    if (now != isRemote[tier]) {
      isRemote[tier] = now;
      specs.set(tier, spec(serve, now));
      core().describe(tier, specs.get(tier));
      kinds.forEach((call, kind) -> restore(tier, call, kind));
    }
    TokenEnergy.Ratios ratios = ratios(tier);
    if (ratios != null) {
      core().tokenEnergy(tier, ratios.usual(), ratios.careful());
    }
  }

  private TokenEnergy.@Nullable Ratios ratios(int tier) {
    return isRemote[tier] ? null : tokens.ratios(specs.get(tier).name());
  }

  /** By how much more than by the profile its tokens cost at most; null where no meter said. */
  @Nullable Double tokenRatio(int tier) {
    TokenEnergy.Ratios ratios = ratios(tier);
    return ratios == null ? null : ratios.careful();
  }

  /** Notes what a call read, wrote and drew, for when a meter says of it. */
  void drew(String tier, ModelAnswer.Usage usage, Accounts.Draw draw) {
    int number = number(tier);
    if (number >= 0 && !isRemote[number] && usage.inputTokens() >= 0 && usage.outputTokens() >= 0) {
      double byProfile =
          specs.get(number).tokenMicrojoules(usage.inputTokens(), usage.outputTokens());
      tokens.ended(tier, byProfile, draw);
    }
  }

  /** What a tier's profile says. */
  TierSpec spec(int tier) {
    return specs.get(tier);
  }

  /** How the link stands: a radio that has not been used for longer than its tail is asleep. */
  LinkState link(long nowNanos) {
    LinkProfile link = prospects.link();
    boolean isAwake =
        link != null && remoteNanos != NEVER && nowNanos - remoteNanos <= link.tail().value();
    return isAwake ? LinkState.CONNECTED : LinkState.IDLE;
  }

  /** The number of a kind of call. */
  int kind(String call) {
    Integer known = kinds.get(call);
    if (known != null) {
      return known;
    }
    int made = kinds.size();
    kinds.put(call, made);
    core().grow(made + 1, made + 1);
    restore(call, made);
    return made;
  }

  private void restore(String call, int kind) {
    for (int tier = 0; tier < serves.size(); tier++) {
      restore(tier, call, kind);
    }
    restore(lengthKey(call), core().lengths(kind));
  }

  private void restore(int tier, String call, int kind) {
    for (LinkState state : LinkState.values()) {
      if (state == LinkState.CONNECTED || isRemote[tier]) {
        restore(latencyKey(tier, state, call), core().latencies(tier, state, kind));
      }
    }
    QualityTable.Counts counts = earlier.qualities().get(qualityKey(tier, call));
    if (counts != null) {
      core().restoreQuality(tier, kind, counts);
    }
  }

  private void restore(String key, Residuals fresh) {
    Learnt.Window window = earlier.windows().get(key);
    if (window != null) {
      fresh.restore(window.samples(), window.levels());
    }
  }

  /** Learns from an attempt that is over. */
  void ended(Ended ended, String call, long nowNanos) {
    core().ended(ended, nowNanos);
    int tier = ended.tier();
    if (isRemote[tier]) {
      remoteNanos = nowNanos;
    }
    Learnt to = store;
    if (to != null) {
      int kind = kind(call);
      LinkState state = isRemote[tier] ? ended.ask().setting().link() : LinkState.CONNECTED;
      saw(to, latencyKey(tier, state, call), core().latencies(tier, state, kind));
      if (ended.how() == Ended.How.ANSWERED && ended.outputTokens() >= 0) {
        saw(to, lengthKey(call), core().lengths(kind));
      }
    }
  }

  private static void saw(Learnt to, String key, Residuals window) {
    to.saw(key, window.last(), window.levels());
  }

  /** Learns from the declared checks of an answer. */
  void checked(int tier, String call, boolean isRight, long nowNanos) {
    int kind = kind(call);
    core().checked(tier, kind, isRight, nowNanos);
    Learnt to = store;
    if (to != null) {
      to.checked(qualityKey(tier, call), core().quality(tier, kind));
    }
  }

  private String latencyKey(int tier, LinkState state, String call) {
    String link = isRemote[tier] ? " " + state.name().toLowerCase(Locale.ROOT) : "";
    return "latency " + Prospects.key(serves.get(tier)) + link + " " + call;
  }

  private static String lengthKey(String call) {
    return "length " + call;
  }

  private String qualityKey(int tier, String call) {
    return Prospects.key(serves.get(tier)) + " " + call;
  }
}
