package dev.ration.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Grade;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptTableTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void showsUsedAndAllowedWithUnitsAndGrade() {
    assertThat(ReceiptTable.lines(welcome()))
        .containsExactly(
            "activity           time used / allowed  energy used / reserved  tier         why",
            "welcome            12.3 s / 25 s        310 J / 700 J modelled               ok",
            "  errand           40 ms / 200 ms       120 mJ / 2 J modelled   local.small  "
                + "best that fits; 2 attempts",
            "  say              0 s                                                       timeout",
            "    fault RTN0610                                                            late");
  }

  @Test
  void theDocumentLeavesOutWhatHasNoValue() {
    var document = ReceiptDocument.of(welcome());

    assertThat(document)
        .containsEntry("activity", "welcome")
        .containsEntry("used_ns", 12_300_000_000L)
        .containsEntry("allowed_ns", 25 * SECOND)
        .containsEntry("granted_uj", 700_000_000L)
        .doesNotContainKeys("tier", "faults", "spent_micro", "why", "attempts");
    assertThat(document.get("children")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
  }

  private static Receipt welcome() {
    var errand =
        receipt("errand", ScopeSpec.Kind.THINK, "ok", SECOND / 25, SECOND / 5, 120_000, 2_000_000)
            .served("local.small", "best that fits", 2);
    var say = receipt("say", ScopeSpec.Kind.COMMAND, "timeout", 0, Instants.NEVER, 0, -1).build();
    return receipt(
            "welcome",
            ScopeSpec.Kind.POLICY,
            "ok",
            12_300_000_000L,
            25 * SECOND,
            310_000_000,
            700_000_000)
        .with(errand, late(say));
  }

  private static Receipt late(Receipt say) {
    return new Receipt(
        say.id(),
        say.name(),
        say.kind(),
        say.origin(),
        say.outcome(),
        say.startNanos(),
        say.endNanos(),
        say.allowedNanos(),
        say.usedMicrojoules(),
        say.grantedMicrojoules(),
        say.grade(),
        0,
        null,
        "",
        1,
        0,
        null,
        List.of(new Receipt.Fault("RTN0610", "late")),
        List.of());
  }

  private record Draft(
      String name, ScopeSpec.Kind kind, String outcome, long used, long allowed, long[] energy) {
    Receipt build() {
      return made(null, "", 1);
    }

    Receipt served(String tier, String why, int attempts) {
      return made(tier, why, attempts);
    }

    Receipt with(Receipt... children) {
      return made(null, "", 1, children);
    }

    private Receipt made(@Nullable String tier, String why, int attempts, Receipt... children) {
      return new Receipt(
          1,
          name,
          kind,
          "",
          outcome,
          0,
          used,
          allowed,
          energy[0],
          energy[1],
          Grade.MODELLED,
          0,
          tier,
          why,
          attempts,
          0,
          null,
          List.of(),
          List.of(children));
    }
  }

  private static Draft receipt(
      String name, ScopeSpec.Kind kind, String outcome, long used, long allowed, long... energy) {
    return new Draft(name, kind, outcome, used, allowed, energy);
  }
}
