package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.feasible.Need;
import dev.ration.plan.feasible.Option;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Rate;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tiers of a site may answer a think, with their figures (M1). Lengths are counted as before
 * a call: four bytes to a token, sixty-four around the words; of what is only known later, nothing.
 */
final class TierOptions {
  private static final long AROUND = 64;
  private static final double SECOND = 1e9;

  private final Facts facts;
  private final Site site;
  private final @Nullable LinkProfile link;
  private final ServeFigures figures;

  TierOptions(Facts facts, Site site) {
    this.facts = facts;
    this.site = site;
    link = site.links().isEmpty() ? null : site.links().getFirst();
    figures = new ServeFigures(facts, site);
  }

  List<Option> of(Declaration.Think think) {
    Clause.Tiers declared = Deeds.clause(think.clauses(), Clause.Tiers.class);
    List<String> names =
        declared == null
            ? site.serves().stream().map(serve -> serve.tier().name()).toList()
            : declared.names().stream().map(this::name).toList();
    boolean isPrivate = Deeds.has(think.clauses(), Clause.Private.class);
    List<Option> options = new ArrayList<>();
    for (String name : names) {
      site.serve(name).ifPresent(serve -> options.add(option(think, serve, isPrivate)));
    }
    return options;
  }

  private String name(Tree.Path tier) {
    return facts.symbolOf(tier).map(Symbol::name).orElseGet(tier::text);
  }

  private Option option(Declaration.Think think, Site.Serve serve, boolean isPrivate) {
    ModelProfile model = serve.model();
    boolean isRemote = model.isRemote() || serve.tier().place() == TierProfile.Place.CLOUD;
    LinkProfile way = isRemote ? link : null;
    long price = figures.price(think, model, AROUND + bytes(think) / 4);
    String against = figures.against(think, serve, price);
    if (isRemote && isPrivate) {
      against = "lies off the robot, and the question is private";
    } else if (isRemote && way == null) {
      against = "lies off the robot, and the site has no link";
    }
    List<Distribution> parts = new ArrayList<>();
    double fixed = 0;
    Figure<Distribution> whole = model.latency();
    Figure<Distribution> first = model.firstToken();
    String source = "";
    if (whole != null) {
      parts.add(whole.value());
      source = whole.origin();
    } else {
      if (first != null) {
        parts.add(first.value());
        source = first.origin();
      }
      fixed += seconds(AROUND + bytes(think) / 4, model.prefill());
      fixed += seconds(1, model.decode());
    }
    if (way != null) {
      parts.add(way.roundTrip().value());
    }
    return new Option(
        serve.tier().name(),
        model.name(),
        parts,
        Math.round(fixed * SECOND),
        draw(serve, way, isRemote),
        price,
        against,
        source,
        isRemote,
        way == null ? 0 : Need.energy(way.tailDraw().value(), way.tail().value()));
  }

  private static long draw(Site.Serve serve, @Nullable LinkProfile way, boolean isRemote) {
    if (isRemote) {
      Figure<Long> radio = way == null ? null : way.radio();
      return radio == null ? 0 : radio.value();
    }
    Figure<Long> power = serve.model().power();
    long declared = power == null ? 0 : power.value();
    Figure<Long> atMost = serve.atMost();
    return atMost == null ? declared : Math.min(declared, atMost.value());
  }

  private static double seconds(long tokens, @Nullable Figure<Rate> rate) {
    return rate == null ? 0 : tokens / rate.value().perUnit();
  }

  /** The bytes of a prompt that are known before anything runs. */
  private static long bytes(Declaration.Think think) {
    long bytes = 0;
    for (Declaration.ThinkLine line : think.lines()) {
      if (line instanceof Declaration.ThinkLine.Prompt prompt) {
        for (Expression.TextPart part : prompt.text().parts()) {
          if (part instanceof Expression.TextPart.Chunk chunk) {
            bytes += chunk.text().getBytes(StandardCharsets.UTF_8).length;
          }
        }
      }
    }
    return bytes;
  }
}
