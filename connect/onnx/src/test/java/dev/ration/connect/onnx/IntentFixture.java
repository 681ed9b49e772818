package dev.ration.connect.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A choice with its examples, and texts whose answers are known, from a file of lines {@code choice
 * NAME}, {@code option NAME: DOC}, {@code example NAME: TEXT}, {@code section TITLE}, {@code hear
 * NAME: TEXT} and {@code include FILE}. Immutable.
 */
record IntentFixture(
    ResultType.Choice choice, List<ModelRequest.Example> examples, List<Heard> heard) {
  /** The answer to a text that none of the options fits. */
  static final String NONE = "none";

  IntentFixture {
    examples = List.copyOf(examples);
    heard = List.copyOf(heard);
  }

  /** Something that was said, and what it is. */
  record Heard(String section, String answer, String text) {
    boolean isInScope() {
      return !answer.equals(NONE);
    }
  }

  static List<IntentFixture> calibration() {
    return Stream.of("reception", "reception-2", "warehouse", "home", "inspection", "clinic")
        .map(name -> read("calibration/" + name + ".txt"))
        .toList();
  }

  /**
   * The reception desk's choice with nothing but the held-out texts, and one of 10,000 characters.
   */
  static IntentFixture heldOut() {
    var errands = read("errands.txt");
    var heard = new ArrayList<>(read("heldout.txt").heard());
    var endless = "and then she said that it was me, ".repeat(295).substring(0, 10_000);
    heard.add(new Heard("out of scope, english", NONE, endless));
    return new IntentFixture(errands.choice(), errands.examples(), heard);
  }

  static IntentFixture read(String file) {
    var reader = new Reader();
    reader.read(file);
    return new IntentFixture(
        new ResultType.Choice(reader.name, reader.options), reader.examples, reader.heard);
  }

  ModelRequest request(String text) {
    return new ModelRequest(
        "", List.of(text), List.of(text), List.of(), examples, choice, 16, Duration.ofSeconds(10));
  }

  private static final class Reader {
    private String name = "";
    private String section = "";
    private final List<ResultType.Option> options = new ArrayList<>();
    private final List<ModelRequest.Example> examples = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();

    void read(String file) {
      try (var in =
          Objects.requireNonNull(IntentFixture.class.getResourceAsStream("/intent/" + file))) {
        new String(in.readAllBytes(), UTF_8)
            .lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(this::readLine);
      } catch (IOException e) {
        throw new IllegalStateException(file, e);
      }
    }

    private void readLine(String line) {
      var word = line.substring(0, line.indexOf(' '));
      var rest = line.substring(word.length() + 1);
      var colon = rest.indexOf(':');
      var key = colon < 0 ? rest : rest.substring(0, colon);
      var text = colon < 0 ? "" : rest.substring(colon + 1).strip();
      switch (word) {
        case "include" -> read(rest);
        case "choice" -> name = rest;
        case "section" -> section = rest;
        case "option" -> options.add(new ResultType.Option(key, text));
        case "example" ->
            examples.add(new ModelRequest.Example(List.of(text), new AnswerValue.Choice(key)));
        case "hear" -> heard.add(new Heard(section, key, text));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }
}
