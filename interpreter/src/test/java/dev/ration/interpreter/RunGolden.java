package dev.ration.interpreter;

import dev.ration.grammar.diag.Source;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small policy beside what its run gives. Lines that begin with {@code //!} set the scene, or say
 * {@code near CODE}: the run just misses that fault.
 */
record RunGolden(Path input) {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden", "run");

  /** All of them, in order. */
  static List<RunGolden> all() {
    return files(".ration").stream().map(RunGolden::new).toList();
  }

  static List<Path> files(String ending) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String name() {
    return input.getFileName().toString();
  }

  Path expect() {
    return Path.of(input.toString().replace(".ration", ".expect"));
  }

  Source source() {
    return new Source(name(), text(input));
  }

  /** The faults that its run shows. */
  Set<Code> shown() {
    String text = Files.exists(expect()) ? text(expect()) : "";
    return Stream.of(Code.values())
        .filter(code -> text.contains(code.id()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
  }

  /** The faults that its run is to miss narrowly. */
  Set<Code> missed() {
    return directions()
        .filter(line -> line.startsWith("near "))
        .map(line -> Code.ofId(line.substring("near ".length())).orElseThrow())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The robot and its models as the golden sets them, ready to play it. */
  Playground scene() {
    Playground playground = new Playground();
    directions().forEach(line -> direct(playground, line));
    return playground;
  }

  private Stream<String> directions() {
    return source()
        .text()
        .lines()
        .filter(line -> line.startsWith("//! "))
        .map(line -> line.substring(4).strip());
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
      case "lasts" -> playground.lasts(nanos(rest));
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
      case "show", "near" -> {}
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
}
