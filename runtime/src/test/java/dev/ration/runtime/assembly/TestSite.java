package dev.ration.runtime.assembly;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.LinkProfile;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.Rate;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small site for tests, put together tier by tier; figures in round numbers. */
public final class TestSite {
  private static final long MS = 1_000_000;
  private static final long W = 1_000_000;
  private static final long J = 1_000_000;
  private static final long MIB = 1 << 20;

  private final List<Site.Serve> serves = new ArrayList<>();
  private final List<LinkProfile> links = new ArrayList<>();
  private long microMoney = -1;
  private long microjoules = -1;
  private String driver = "sim";

  /** 10 ms up to 20 ms, 5 W, 90 % right, 200 MiB. */
  public TestSite small() {
    return local("local.small", 10 * MS, 20 * MS, 5 * W, 0.9, 200);
  }

  /** 2 ms up to 4 ms, 2 W, 70 % right, 50 MiB. */
  public TestSite tiny() {
    return local("local.tiny", 2 * MS, 4 * MS, 2 * W, 0.7, 50);
  }

  /** 400 ms up to 900 ms, 20 W, 95 % right, more memory than the board has left. */
  public TestSite huge() {
    return local("local.huge", 400 * MS, 900 * MS, 20 * W, 0.95, 2_000);
  }

  /** First token after 300 ms up to 700 ms, 50 tokens a second, 97 % right, paid in euros. */
  public TestSite cloud() {
    return cloud("EUR/Mtok");
  }

  /** The same, paid in another unit. */
  public TestSite cloud(String price) {
    Unit unit = Unit.ofSymbol(price).orElseThrow();
    Figure<Rate> perToken = Figure.byDefault(new Rate(Quantity.of(BigDecimal.valueOf(10), unit)));
    Unit tokens = Unit.ofSymbol("tok/s").orElseThrow();
    serves.add(
        new Site.Serve(
            new TierProfile("cloud.chat", TierProfile.Place.CLOUD, List.of()),
            new ModelProfile(
                "big",
                "test",
                Map.of(),
                true,
                List.of(),
                null,
                null,
                null,
                Figure.byDefault(Distribution.of(100 * MS, 300 * MS, 700 * MS)),
                null,
                Figure.byDefault(new Rate(Quantity.of(BigDecimal.valueOf(50), tokens))),
                null,
                Figure.byDefault(0.97),
                perToken,
                perToken),
            null));
    return this;
  }

  /** Reads 1,000 and writes 100 tokens a second at 10 W: 10 mJ to read one, 100 mJ to write one. */
  public TestSite chat() {
    Unit tokens = Unit.ofSymbol("tok/s").orElseThrow();
    serves.add(
        new Site.Serve(
            new TierProfile("local.chat", TierProfile.Place.ROBOT, List.of()),
            new ModelProfile(
                "chat",
                "test",
                Map.of(),
                false,
                List.of(),
                null,
                null,
                null,
                null,
                Figure.byDefault(new Rate(Quantity.of(BigDecimal.valueOf(1000), tokens))),
                Figure.byDefault(new Rate(Quantity.of(BigDecimal.valueOf(100), tokens))),
                Figure.byDefault(10 * W),
                Figure.byDefault(0.8),
                null,
                null),
            null));
    return this;
  }

  /** A link of 20 ms up to 60 ms, with a radio of 1 W that stays awake for 100 ms. */
  public TestSite link() {
    links.add(
        new LinkProfile(
            "wifi",
            Figure.byDefault(Distribution.of(10 * MS, 20 * MS, 60 * MS)),
            List.of(),
            Figure.byDefault(0.0),
            null,
            null,
            Figure.byDefault(1 * W),
            Figure.byDefault(100 * MS),
            Figure.byDefault(500_000L)));
    return this;
  }

  /** The most a mission may spend, in millionths of a euro. */
  public TestSite money(long microEuro) {
    microMoney = microEuro;
    return this;
  }

  /** The most a mission may use, in microjoules. */
  public TestSite energy(long figure) {
    microjoules = figure;
    return this;
  }

  /** Another robot driver than the simulated one. */
  public TestSite driver(String id) {
    driver = id;
    return this;
  }

  private TestSite local(
      String tier, long typical, long p95, long power, double quality, long mebibytes) {
    serves.add(
        new Site.Serve(
            new TierProfile(tier, TierProfile.Place.ROBOT, List.of()),
            new ModelProfile(
                tier + ".model",
                "test",
                Map.of("name", tier),
                false,
                List.of(),
                Figure.byDefault(mebibytes * MIB),
                null,
                Figure.byDefault(Distribution.of(typical / 2, typical, p95)),
                null,
                null,
                null,
                Figure.byDefault(power),
                Figure.byDefault(quality),
                null,
                null),
            null));
    return this;
  }

  /** Makes the site. */
  public Site build() {
    BoardProfile board =
        new BoardProfile("board", Figure.byDefault(1_024 * MIB), null, null, List.of());
    RobotProfile robot =
        new RobotProfile(
            "testbot",
            board,
            Figure.byDefault(1_000 * J),
            Figure.byDefault(10 * W),
            Figure.byDefault(0L),
            Figure.byDefault(100 * MS),
            Figure.byDefault(100 * J),
            Figure.byDefault(500 * MS),
            List.of(resource("arm", null), resource("gripper", "arm"), resource("voice", null)),
            Map.of(),
            Map.of(),
            driver,
            Map.of());
    Dimension euro = Dimension.of(Dimension.Base.EUR);
    return new Site(
        "test",
        robot,
        links,
        microMoney < 0 ? null : Figure.byDefault(new Money(microMoney, euro)),
        microjoules < 0 ? null : Figure.byDefault(microjoules),
        serves);
  }

  private static RobotProfile.Resource resource(String name, @Nullable String parent) {
    return new RobotProfile.Resource(
        name, parent, Map.of(), Figure.byDefault(1.0), Figure.byDefault(50 * MS), null, null);
  }
}
