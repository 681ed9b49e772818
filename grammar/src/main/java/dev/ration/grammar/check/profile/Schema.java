package dev.ration.grammar.check.profile;

import dev.ration.grammar.check.profile.Shape.Builder;
import dev.ration.grammar.check.profile.Shape.Key;
import dev.ration.grammar.syntax.Declaration.Profile;
import dev.ration.plan.Dimension;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The one table of what profiles can say. */
final class Schema {
  /** The bands of a battery that begin somewhere; above them it is full. */
  static final List<String> BANDS = List.of("saver", "low", "dock");

  /** What a meter's figure is of. */
  static final List<String> METERS = List.of("computer", "robot");

  /** What a model can do, in words. */
  static final List<String> ABILITIES = List.of("choose", "write", "structure", "see");

  /** Where a tier can think. */
  static final List<String> PLACES = List.of("reflex", "robot", "cloud");

  /** What {@code remote(…)} and {@code local(…)} can be told besides the address. */
  static final List<String> REMOTE_SETTINGS =
      List.of(
          "name",
          "key",
          "key_header",
          "insecure",
          "schema",
          "stream",
          "logprobs",
          "confidence",
          "temperature",
          "max_tokens",
          "images",
          "timeout",
          "connect_timeout",
          "proxy");

  private static final Kind TIME = Kind.Amount.of(Dimension.TIME, "400 ms");
  private static final Kind ENERGY = Kind.Amount.of(Dimension.ENERGY, "480 Wh");
  private static final Kind POWER = Kind.Amount.of(Dimension.POWER, "25 W");
  private static final Kind DATA = Kind.Amount.of(Dimension.DATA, "8 GB");
  private static final Kind DATA_RATE = Kind.Amount.of(Dimension.DATA_RATE, "102 GB/s");
  private static final Kind TOKEN_RATE = Kind.Amount.of(Dimension.TOKEN_RATE, "42 tok/s");
  private static final Kind COMPUTE =
      new Kind.Amount(List.of(Dimension.COMPUTE, Dimension.FLOAT_COMPUTE), "67 TOPS");
  private static final Kind TIMES = new Kind.Spread(Dimension.TIME, "30 ms .. 60 ms .. 120 ms");
  private static final Kind DRAWS = new Kind.Spread(Dimension.POWER, "25 W .. 35 W .. 60 W");
  private static final Kind SHARE = new Kind.Share();
  private static final Kind LABEL = new Kind.Label();
  private static final Kind ABILITY_WORDS = new Kind.Words(ABILITIES);

  private static final Map<Profile.Kind, Shape> SHAPES = new EnumMap<>(Profile.Kind.class);

  static {
    SHAPES.put(Profile.Kind.TIER, tier().build());
    SHAPES.put(Profile.Kind.BOARD, board().build());
    SHAPES.put(Profile.Kind.LINK, link().build());
    SHAPES.put(
        Profile.Kind.MODEL,
        model().needed("backend", LABEL).field("remote", new Kind.Setting()).build());
    SHAPES.put(Profile.Kind.ROBOT, robot().build());
    SHAPES.put(Profile.Kind.SITE, site().build());
  }

  private Schema() {}

  /** What a kind of profile takes. */
  static Shape of(Profile.Kind kind) {
    Shape shape = SHAPES.get(kind);
    if (shape == null) {
      throw new IllegalStateException("no shape for " + kind);
    }
    return shape;
  }

  private static Builder tier() {
    return new Builder().needed("place", new Kind.Word(PLACES)).field("abilities", ABILITY_WORDS);
  }

  private static Builder board() {
    return new Builder()
        .needed("memory", DATA)
        .field("bandwidth", DATA_RATE)
        .field("compute", COMPUTE)
        .field("idle", POWER)
        .field("price", new Kind.Money())
        .group("mode", Key.FREE, new Builder().needed("power", POWER).needed("speed", SHARE));
  }

  private static Builder link() {
    return new Builder()
        .needed("round_trip", TIMES)
        .field("loss", SHARE)
        .field("up", DATA_RATE)
        .field("down", DATA_RATE)
        .field("radio", POWER)
        .field("tail", TIME)
        .field("tail_draw", POWER)
        .group("wake_up", Key.FREE, new Builder().needed("after", TIME).needed("adds", TIMES));
  }

  /** What a model's own profile and the site that uses it can both say. */
  private static Builder model() {
    return new Builder()
        .field("abilities", ABILITY_WORDS)
        .field("memory", DATA)
        .field("load", TIMES)
        .field("latency", TIMES)
        .field("first_token", TIMES)
        .field("prefill", TOKEN_RATE)
        .field("decode", TOKEN_RATE)
        .field("power", POWER)
        .field("quality", SHARE)
        .settings()
        .group(
            "price",
            Key.NONE,
            new Builder()
                .field("input", new Kind.MoneyForTokens())
                .field("output", new Kind.MoneyForTokens()));
  }

  private static Builder robot() {
    return new Builder()
        .field("board", new Kind.Name(Profile.Kind.BOARD))
        .field("driver", LABEL)
        .needed("battery", ENERGY)
        .needed("idle", POWER)
        .field("tail", ENERGY)
        .field("cleanup", TIME)
        .field("safety_reserve", ENERGY)
        .field("lease", TIME)
        .settings()
        .group("resource", Key.RESOURCE, resource())
        .group("sensor", Key.SENSOR, sensor())
        .group("action", Key.ACTION, contract())
        .group("band", Key.BAND, new Builder().needed("below", SHARE));
  }

  private static Builder resource() {
    return new Builder()
        .field("part_of", new Kind.Resource())
        .field("capacity", Kind.Amount.of(Dimension.NONE, "2"))
        .needed("stop", TIME)
        .field("safe_state", LABEL)
        .field("hold_state", LABEL)
        .group("takes", Key.RESOURCE, new Builder().needed("share", SHARE));
  }

  private static Builder sensor() {
    return new Builder().needed("stale", TIME).field("tolerance", new Kind.AnyAmount());
  }

  private static Builder contract() {
    return new Builder()
        .field("takes", TIMES)
        .field("takes_max", TIME)
        .field("begins", TIMES)
        .field("begins_max", TIME)
        .field("draws", DRAWS);
  }

  private static Builder site() {
    Builder serve =
        new Builder()
            .needed("model", new Kind.Model())
            .field("on", new Kind.Word(List.of("robot", "cloud")))
            .field("at_most", POWER)
            .fieldsOf(model());
    return new Builder()
        .needed("robot", new Kind.Name(Profile.Kind.ROBOT))
        .field("links", new Kind.Names(Profile.Kind.LINK))
        .field("money", new Kind.Money())
        .field("energy", ENERGY)
        .group("serve", Key.TIER, serve)
        .group("meter", Key.METER, meter());
  }

  private static Builder meter() {
    return new Builder()
        .field("source", LABEL)
        .field("every", TIME)
        .field("idle", POWER)
        .settings();
  }
}
