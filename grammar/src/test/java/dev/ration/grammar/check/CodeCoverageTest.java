package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.GoldenFiles;
import dev.ration.plan.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every finding of the checker has an input that shows it and one that just does not, here or in
 * {@link LimitsTest}.
 */
class CodeCoverageTest {
  private static final Set<String> RANGES = Set.of("RTN00", "RTN01", "RTN02", "RTN05");

  @TestFactory
  Stream<DynamicTest> everyCodeHasATriggerAndANearMiss() {
    List<CheckGolden> goldens =
        GoldenFiles.casesIn("check").stream().map(CheckGolden::new).toList();
    return Arrays.stream(Code.values())
        .filter(code -> RANGES.contains(code.id().substring(0, 5)))
        .filter(code -> !LimitsTest.codes().contains(code))
        .map(code -> DynamicTest.dynamicTest(code.id(), () -> checkCoverage(code, goldens)));
  }

  private static void checkCoverage(Code code, List<CheckGolden> goldens) {
    var own = goldens.stream().filter(golden -> golden.code().filter(code::equals).isPresent());

    assertThat(own)
        .as("golden/check/" + code.id() + " needs a trigger and a near miss (near_...)")
        .extracting(CheckGolden::isNearMiss)
        .contains(true, false);
  }
}
