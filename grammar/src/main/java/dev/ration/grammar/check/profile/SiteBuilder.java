package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.Quantity;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a site's profile, with all it names, into figures. Reports nothing: what is wrong has been
 * reported by {@link ProfileChecker}, and gives an empty answer here.
 */
public final class SiteBuilder {
  /** What holds where a meter does not say. */
  private static final String METER_SOURCE = "linux";

  private static final long METER_NANOS = 100_000_000L;

  private final ProfileContext context;
  private final Reader reader;

  /** Builds sites of the program that {@code context} knows. */
  public SiteBuilder(ProfileContext context) {
    this.context = new QuietContext(context);
    this.reader = new Reader(this.context);
  }

  private Figures figures(Declaration.Profile profile) {
    return new Figures(Amended.of(profile, context), Schema.of(profile.kind()), reader);
  }

  /** The site in numbers; empty when a figure that it needs is missing or wrong. */
  public Optional<Site> site(Declaration.Profile profile) {
    Amended lines = Amended.of(profile, context);
    Figures figures = new Figures(lines, Schema.of(Declaration.Profile.Kind.SITE), reader);
    var robot = figures.value("robot", Declaration.Profile.class).flatMap(this::robot);
    List<Declaration.Profile> named = figures.list("links", Declaration.Profile.class);
    List<LinkProfile> links = named.stream().flatMap(one -> link(one).stream()).toList();
    List<Site.Serve> serves = new ArrayList<>();
    Map<String, Amended> groups = lines.groups("serve");
    groups.forEach((tier, serve) -> serve(tier, serve).ifPresent(serves::add));
    boolean isWhole = links.size() == named.size() && serves.size() == groups.size();
    if (robot.isEmpty() || !isWhole) {
      return Optional.empty();
    }
    Figure<Money> money =
        figures
            .figure("money", Quantity.class)
            .map(one -> one.map(sum -> new Money(sum.toGrains(), sum.dimension())))
            .orElse(null);
    return Optional.of(
        new Site(
            profile.name().text(),
            robot.get(),
            links,
            money,
            figures.grainsOrNull("energy"),
            serves,
            meters(lines, figures)));
  }

  /** A robot in numbers; empty when a figure that it needs is missing or wrong. */
  public Optional<RobotProfile> robot(Declaration.Profile profile) {
    return new RobotBuilder(context, reader).robot(profile, this::board);
  }

  private static List<Site.Meter> meters(Amended lines, Figures site) {
    List<Site.Meter> meters = new ArrayList<>();
    lines
        .groups("meter")
        .forEach(
            (sees, group) -> {
              Figures meter = site.inside("meter", group);
              meters.add(
                  new Site.Meter(
                      sees,
                      meter.value("source", String.class).orElse(METER_SOURCE),
                      meter.grainsOr("every", METER_NANOS),
                      meter.grainsOrNull("idle"),
                      meter.settings()));
            });
    return meters;
  }

  private Optional<LinkProfile> link(Declaration.Profile profile) {
    Amended lines = Amended.of(profile, context);
    Figures figures = new Figures(lines, Schema.of(Declaration.Profile.Kind.LINK), reader);
    var roundTrip = figures.spreadOrNull("round_trip");
    if (roundTrip == null) {
      return Optional.empty();
    }
    List<LinkProfile.WakeUp> wakeUps = new ArrayList<>();
    for (Amended group : lines.groups("wake_up").values()) {
      Figures wakeUp = figures.inside("wake_up", group);
      var after = wakeUp.grainsOrNull("after");
      var adds = wakeUp.spreadOrNull("adds");
      if (after == null || adds == null) {
        return Optional.empty();
      }
      wakeUps.add(new LinkProfile.WakeUp(after, adds));
    }
    wakeUps.sort((a, b) -> Long.compare(a.after().value(), b.after().value()));
    return Optional.of(
        new LinkProfile(
            profile.name().text(),
            roundTrip,
            wakeUps,
            figures.figure("loss", Double.class).orElseGet(() -> Figure.byDefault(0.0)),
            figures.grainsOrNull("up"),
            figures.grainsOrNull("down"),
            figures.grainsOrNull("radio"),
            figures.grainsOr("tail", 0),
            figures.grainsOr("tail_draw", 0)));
  }

  private Optional<BoardProfile> board(Declaration.Profile profile) {
    Amended lines = Amended.of(profile, context);
    Figures figures = new Figures(lines, Schema.of(Declaration.Profile.Kind.BOARD), reader);
    List<BoardProfile.Mode> modes = new ArrayList<>();
    for (Map.Entry<String, Amended> group : lines.groups("mode").entrySet()) {
      Figures mode = figures.inside("mode", group.getValue());
      var power = mode.grainsOrNull("power");
      var speed = mode.shareOrNull("speed");
      if (power == null || speed == null) {
        return Optional.empty();
      }
      modes.add(new BoardProfile.Mode(group.getKey(), power, speed));
    }
    return figures
        .bytes("memory")
        .map(
            memory ->
                new BoardProfile(
                    profile.name().text(),
                    memory,
                    figures.bytes("bandwidth").orElse(null),
                    figures.grainsOrNull("idle"),
                    modes));
  }

  private Optional<TierProfile> tier(Declaration.Profile profile) {
    Figures figures = figures(profile);
    return figures
        .value("place", String.class)
        .map(place -> TierProfile.Place.valueOf(place.toUpperCase(Locale.ROOT)))
        .map(
            place ->
                new TierProfile(
                    profile.name().text(), place, figures.list("abilities", String.class)));
  }

  /** One {@code serve} group of a site. */
  Optional<Site.Serve> serve(String tierName, Amended serve) {
    Shape.Group known = Schema.of(Declaration.Profile.Kind.SITE).groups().get("serve");
    if (known == null) {
      throw new IllegalStateException("a site serves nothing");
    }
    Figures figures = new Figures(serve, known.shape(), reader);
    Optional<TierProfile> tier =
        context
            .profile(serve.owner(), tierName)
            .filter(one -> one.kind() == Declaration.Profile.Kind.TIER)
            .flatMap(this::tier);
    var model =
        figures
            .value("model", ModelChoice.class)
            .flatMap(choice -> new ModelBuilder(context, reader).model(tierName, choice, serve));
    if (tier.isEmpty() || model.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Site.Serve(tier.get(), model.get(), figures.grainsOrNull("at_most")));
  }
}
