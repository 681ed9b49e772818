package dev.ration.runtime.choose;

import dev.ration.plan.Dimension;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import dev.ration.runtime.scope.Privacy;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.spi.Ability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a site's tiers are, and what is against them whatever is left (M1). Used by strands that
 * hold the baton, with the scheduler's lock held.
 */
final class Prospects {
  private final Site site;
  private final ModelPool pool;
  private final MemoryPlan memory;
  private final boolean isVirtual;
  private final @Nullable LinkProfile link;
  private final @Nullable ModelInputs models;

  Prospects(Site site, ModelPool pool, boolean isVirtual, @Nullable ModelInputs models) {
    this.site = site;
    this.pool = pool;
    this.isVirtual = isVirtual;
    this.models = models;
    memory = MemoryPlan.of(site);
    link = site.links().isEmpty() ? null : site.links().getFirst();
  }

  /** The tiers of a call in their order: those of the clause, or all that the site serves. */
  List<String> tiers(Scope scope) {
    List<String> declared = scope.tiers();
    return declared == null
        ? site.serves().stream().map(serve -> serve.tier().name()).toList()
        : declared;
  }

  Site.@Nullable Serve serve(String tier) {
    return site.serve(tier).orElse(null);
  }

  @Nullable Dimension currency() {
    return site.money() == null ? null : site.money().value().currency();
  }

  /** The model of an entry, once it is warm. */
  ModelPool.@Nullable Opened opened(Site.Serve serve) {
    if (!memory.fits(serve)) {
      return null;
    }
    return models == null ? pool.find(serve).orElse(null) : models.see(serve, pool);
  }

  /** Whether a site says itself that a model lies off the robot. */
  static boolean isDeclaredRemote(Site.Serve serve) {
    return serve.model().isRemote() || serve.tier().place() == TierProfile.Place.CLOUD;
  }

  boolean isRemote(Site.Serve serve) {
    ModelPool.Opened opened = opened(serve);
    return isDeclaredRemote(serve)
        || (opened != null && opened.model() != null && opened.model().isRemote());
  }

  LatencyModel latency(Site.Serve serve, CallSize size) {
    return LatencyModel.of(serve.model(), isRemote(serve) ? link : null, size);
  }

  /** The entries of the site, in its order. */
  List<Site.Serve> serves() {
    return site.serves();
  }

  /** What models off the robot are reached over; null where the site has no link. */
  @Nullable LinkProfile link() {
    return link;
  }

  /** What is against a tier; {@code standing} is what earlier calls have against it. */
  Prospect of(String tier, ThinkCall call, Scope scope, @Nullable Refusal standing) {
    Site.Serve serve = serve(tier);
    if (serve == null) {
      Refusal none = new Refusal(RefusalCode.NOT_SERVED, "has no model at this site");
      return new Prospect(tier, "", List.of(none));
    }
    List<Refusal> refusals = new ArrayList<>();
    boundary(serve, call, scope.privacy(), refusals);
    model(serve, call.abilities(), refusals);
    currency(serve.model(), refusals);
    if (standing != null) {
      refusals.add(standing);
    }
    return new Prospect(tier, serve.model().name(), refusals);
  }

  private void boundary(Site.Serve serve, ThinkCall call, Privacy privacy, List<Refusal> refusals) {
    if (!isRemote(serve)) {
      return;
    }
    List<String> shared = privacy.shareOnly();
    if (call.isPrivate() || privacy.isPrivate()) {
      refusals.add(new Refusal(RefusalCode.PRIVATE, "lies off the robot, the data is private"));
    } else if (shared != null && !shared.containsAll(call.shows())) {
      refusals.add(
          new Refusal(RefusalCode.PRIVATE, "lies off the robot, and not all data may be shared"));
    }
  }

  private void model(Site.Serve serve, Set<Ability> needs, List<Refusal> refusals) {
    boolean isRemote = isRemote(serve);
    if (isRemote && link == null) {
      refusals.add(new Refusal(RefusalCode.LINK, "lies off the robot, the site has no link"));
    }
    if (!memory.fits(serve)) {
      refusals.add(new Refusal(RefusalCode.MEMORY, "has a model that the board has no room for"));
      return;
    }
    ModelPool.Opened opened = opened(serve);
    if (opened == null) {
      refusals.add(new Refusal(RefusalCode.COLD, "is still being warmed up"));
      return;
    }
    if (opened.model() == null) {
      refusals.add(new Refusal(RefusalCode.BROKEN, "cannot be opened: " + words(opened)));
      return;
    }
    Optional<Ability> missing =
        needs.stream()
            .sorted()
            .filter(one -> !opened.model().abilities().contains(one))
            .findFirst();
    if (missing.isPresent()) {
      refusals.add(
          new Refusal(
              RefusalCode.ABILITY,
              "cannot "
                  + missing.get().name().toLowerCase(Locale.ROOT)
                  + ", only "
                  + opened.model().abilities().stream()
                      .sorted()
                      .map(one -> one.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", "))));
    }
    if (isVirtual && isRemote && !(opened.model() instanceof StubModel)) {
      refusals.add(
          new Refusal(RefusalCode.VIRTUAL, "lies off the robot and is not asked in virtual time"));
    }
  }

  /** Why it cannot be opened, to go on after. */
  private static String words(ModelPool.Opened opened) {
    String problem = opened.problem();
    return problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
  }

  private void currency(ModelProfile model, List<Refusal> refusals) {
    Dimension price = Prices.currency(model);
    Dimension budget = currency();
    if (price != null && budget != null && !price.equals(budget)) {
      refusals.add(
          new Refusal(
              RefusalCode.MONEY,
              "is paid in " + price.symbol() + ", the site's money is " + budget.symbol()));
    }
  }

  static String key(Site.Serve serve) {
    return serve.tier().name() + " " + serve.model().name();
  }
}
