package dev.ration.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Source;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import dev.ration.runtime.scope.Failure;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.sim.RobotEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Small policies beside what their runs give. Lines that begin with {@code //!} set the scene; a
 * missing or different {@code .expect} fails, {@code -Dbless=true} rewrites them.
 */
class GoldenRunTest {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden", "run");

  @TestFactory
  Stream<DynamicTest> runs() throws IOException {
    return files(".ration").stream()
        .map(
            input ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(input).toString(), input.toUri(), () -> check(input)));
  }

  @TestFactory
  Stream<DynamicTest> expectations() throws IOException {
    return files(".expect").stream()
        .map(
            expect ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(expect).toString(),
                    () ->
                        assertThat(Path.of(expect.toString().replace(".expect", ".ration")))
                            .exists()));
  }

  static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static void check(Path input) throws IOException {
    Source source = new Source(input.getFileName().toString(), Files.readString(input));
    boolean hasFigures = source.text().contains("//! show figures");
    String actual = shown(scene(source).play(source), hasFigures);
    Path expect = Path.of(input.toString().replace(".ration", ".expect"));
    if (Boolean.getBoolean("bless")) {
      Files.writeString(expect, actual);
      return;
    }
    assertThat(expect).as("run once with -Dbless=true and read what it wrote").exists();
    assertThat(actual).isEqualTo(Files.readString(expect));
  }

  static Playground scene(Source source) {
    Playground playground = new Playground();
    source
        .text()
        .lines()
        .filter(line -> line.startsWith("//! "))
        .forEach(line -> direct(playground, line.substring(4).strip()));
    return playground;
  }

  /** {@code hear WORDS}, {@code arg NAME = EXPR}, {@code model TIER -> SCRIPT} and the like. */
  private static void direct(Playground playground, String line) {
    String[] words = line.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "policy" -> playground.policy(rest);
      case "hear" -> playground.hear(rest);
      case "arg" -> {
        String[] sides = rest.split(" = ", 2);
        playground.argument(sides[0], sides[1]);
      }
      case "model" -> {
        String[] sides = rest.split(" -> ", 2);
        playground.answer(sides[0], sides[1]);
      }
      case "fault" -> {
        String[] sides = rest.split(": ", 2);
        playground.fault(sides[0], sides[1]);
      }
      case "stop" -> playground.stopAt(nanos(rest));
      case "emergency" -> playground.emergencyStopAt(nanos(rest));
      case "sensor" -> {
        String[] parts = rest.split(" = | at ", 3);
        playground.reading(nanos(parts[2]), parts[0], value(parts[1]));
      }
      case "silent" -> {
        String[] parts = rest.split(" at ", 2);
        playground.silent(nanos(parts[1]), parts[0]);
      }
      case "show" -> {}
      case "site" -> playground.site(TestSites.named(rest));
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static long nanos(String text) {
    String[] parts = text.strip().split(" ");
    return Quantity.of(new BigDecimal(parts[0]), Unit.ofSymbol(parts[1]).orElseThrow()).toGrains();
  }

  private static Object value(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          text.contains(".") ? (Object) Double.parseDouble(text) : (Object) Long.parseLong(text);
    };
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
