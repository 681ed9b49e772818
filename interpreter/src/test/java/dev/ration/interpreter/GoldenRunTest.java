package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Source;
import dev.ration.runtime.scope.Failure;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.sim.RobotEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Small policies beside what their runs give. Lines that begin with {@code //!} set the scene; a
 * missing or different {@code .expect} fails, {@code -Dbless=true} rewrites them.
 */
class GoldenRunTest {
  @TestFactory
  Stream<DynamicTest> runs() {
    return RunGolden.all().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.name(), golden.input().toUri(), () -> check(golden)));
  }

  @TestFactory
  Stream<DynamicTest> expectations() {
    return RunGolden.files(".expect").stream()
        .map(
            expect ->
                DynamicTest.dynamicTest(
                    expect.getFileName().toString(),
                    () ->
                        assertThat(Path.of(expect.toString().replace(".expect", ".ration")))
                            .exists()));
  }

  private static void check(RunGolden golden) throws IOException {
    Source source = golden.source();
    boolean hasFigures = source.text().contains("//! show figures");
    String actual = shown(golden.scene().play(source), hasFigures);
    if (Boolean.getBoolean("bless")) {
      Files.writeString(golden.expect(), actual);
      return;
    }
    assertThat(golden.expect()).as("run once with -Dbless=true and read what it wrote").exists();
    assertThat(actual).isEqualTo(Files.readString(golden.expect()));
  }

  private static String shown(Playground.Played played, boolean hasFigures) {
    StringBuilder text = new StringBuilder();
    Finished finished = played.finished();
    text.append("outcome: ").append(finished.outcome().word()).append('\n');
    if (finished.outcome() instanceof Outcome.Failed(Failure failure)) {
      text.append("  because ").append(failure.message()).append('\n');
      for (Failure cause = failure.cause(); cause != null; cause = cause.cause()) {
        text.append("  after ").append(cause.reason()).append('\n');
      }
    }
    finished.value().ifPresent(value -> text.append("value: ").append(value).append('\n'));
    finished.value().ifPresent(value -> text.append("json: ").append(value.json()).append('\n'));
    finished
        .defect()
        .ifPresent(
            defect -> {
              text.append("defect: ").append(defect.code()).append(' ').append(defect.message());
              defect.at().ifPresent(at -> text.append(" at ").append(at));
              text.append('\n');
            });
    for (RobotEvent event : played.events()) {
      text.append("robot: ").append(event.text());
      text.append(event.phase() == RobotEvent.Phase.BEGUN ? "\n" : " (" + word(event) + ")\n");
    }
    finished.receipt().ifPresent(receipt -> receipt(receipt, "", hasFigures, text));
    return text.toString();
  }

  private static String word(RobotEvent event) {
    return event.phase().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static void receipt(
      Receipt receipt, String indent, boolean hasFigures, StringBuilder text) {
    text.append(indent)
        .append(receipt.kind().word())
        .append(' ')
        .append(receipt.name())
        .append(": ")
        .append(receipt.outcome());
    if (receipt.tier() != null) {
      text.append(" by ").append(receipt.tier());
    }
    if (receipt.attempts() > 1) {
      text.append(", ").append(receipt.attempts()).append(" attempts");
    }
    if (hasFigures && receipt.grantedMicrojoules() >= 0) {
      text.append(", ")
          .append(receipt.usedMicrojoules())
          .append(" of ")
          .append(receipt.grantedMicrojoules())
          .append(" uJ ")
          .append(receipt.grade().name().toLowerCase(Locale.ROOT));
    }
    text.append('\n');
    receipt
        .faults()
        .forEach(fault -> text.append(indent).append("  fault ").append(fault.code()).append('\n'));
    receipt.children().forEach(child -> receipt(child, indent + "  ", hasFigures, text));
  }
}
