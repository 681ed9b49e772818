package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.GoldenFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CheckGoldenTest {
  @TestFactory
  Stream<DynamicTest> golden() {
    return GoldenFiles.cases("check", input -> new CheckGolden(input).shown());
  }

  @TestFactory
  Stream<DynamicTest> anInputHasTheCodeOfItsFolderAndANearMissHasNot() {
    return GoldenFiles.casesIn("check").stream()
        .map(CheckGolden::new)
        .filter(golden -> golden.code().isPresent())
        .map(
            golden -> DynamicTest.dynamicTest(golden.input().toString(), () -> checkCodes(golden)));
  }

  private static void checkCodes(CheckGolden golden) {
    var codes = golden.findings().stream().map(finding -> finding.code()).toList();

    if (golden.isNearMiss()) {
      assertThat(codes).doesNotContain(golden.code().orElseThrow());
    } else {
      assertThat(codes).contains(golden.code().orElseThrow());
    }
  }
}
