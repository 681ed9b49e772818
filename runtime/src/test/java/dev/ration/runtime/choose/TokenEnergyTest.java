package dev.ration.runtime.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ration.plan.ResultType;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.TestSite;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.spi.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a meter teaches about the energy of tokens (E4, E7). */
class TokenEnergyTest {
  private static final long J = 1_000_000;
  private static final String CHAT = "local.chat chat";

  private final Site site = new TestSite().chat().build();
  private final ModelProfile model = site.serve("local.chat").orElseThrow().model();
  private final TokenEnergy tokens = new TokenEnergy();

  /** A draw of which a meter speaks when a test says so. */
  private static final class Metered implements Accounts.Draw {
    private OptionalLong said = OptionalLong.empty();

    @Override
    public void change(long microwatts) {}

    @Override
    public void end() {}

    @Override
    public OptionalLong metered() {
      return said;
    }
  }

  private Metered call(String key, long inputTokens, long outputTokens) {
    var draw = new Metered();
    tokens.ended(
        key, TokenEnergy.profileMicrojoules(model, 10 * J, inputTokens, outputTokens), draw);
    return draw;
  }

  private void metered(long inputTokens, long outputTokens, long microjoules) {
    call(CHAT, inputTokens, outputTokens).said = OptionalLong.of(microjoules);
  }

  @Test
  void theProfileKnowsWhatATokenCostsToReadAndToWrite() {
    assertThat(TokenEnergy.profileMicrojoules(model, 10 * J, 1, 0)).isEqualTo(10_000);
    assertThat(TokenEnergy.profileMicrojoules(model, 10 * J, 0, 1)).isEqualTo(100_000);
    assertThat(TokenEnergy.profileMicrojoules(model, 10 * J, 50, 5)).isEqualTo(1_000_000);
  }

  @Test
  void e7AFewCallsTeachNothing() {
    metered(50, 5, 2 * J);
    metered(50, 5, 2 * J);
    metered(50, 5, 2 * J);

    assertThat(tokens.ratio(CHAT)).isEmpty();
  }

  @Test
  void e7MeteredCallsTeachWhatTokensCostWhateverTheirNumber() {
    metered(50, 5, 2 * J);
    metered(100, 10, 4 * J);
    metered(0, 10, 2 * J);
    metered(200, 0, 4 * J);

    assertThat(tokens.ratio(CHAT)).isEqualTo(OptionalDouble.of(2));
    assertThat(tokens.ratio("local.chat other")).isEmpty();
  }

  @Test
  void e7CallsWaitForTheirReadingAndCountOnce() {
    List<Metered> waiting = new ArrayList<>();
    for (int i = 0; i < TokenEnergy.LEAST; i++) {
      waiting.add(call(CHAT, 50, 5));
    }
    assertThat(tokens.ratio(CHAT)).isEmpty();

    waiting.forEach(draw -> draw.said = OptionalLong.of(J / 2));
    assertThat(tokens.ratio(CHAT)).hasValueCloseTo(0.5, within(1e-9));
    metered(50, 5, 9 * J);
    assertThat(tokens.ratio(CHAT)).hasValueCloseTo(9.0, within(1e-9));
  }

  @Test
  void e7WhatIsSetAsideFollowsTheMeterUpwardsOnly() {
    var profile = TokenEnergy.profileMicrojoules(model, 10 * J, 70, 16);
    var size = CallSize.of(question());

    assertThat(size.inputTokens()).isEqualTo(70);
    assertThat(size.outputTokens()).isEqualTo(16);
    assertThat(TokenEnergy.needed(2_000_000, OptionalDouble.empty(), profile)).isEqualTo(2_000_000);
    assertThat(TokenEnergy.needed(2_000_000, OptionalDouble.of(0.5), profile)).isEqualTo(2_000_000);
    assertThat(TokenEnergy.needed(2_000_000, OptionalDouble.of(2), profile)).isEqualTo(4_600_000);
  }

  private static ModelRequest question() {
    return new ModelRequest(
        "What is it?",
        List.of("where is it?"),
        List.of("where is it?"),
        List.of(),
        List.of(),
        new ResultType.Bool(),
        50,
        Duration.ofSeconds(1));
  }
}
