package dev.ration.connect.llama;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of a type's values, in llama.cpp's notation: what a model writes under it has the
 * type, whatever its weights are.
 *
 * <p>Values are written as {@link JsonAnswers#write} writes them, without the object around. All
 * that has no end of its own is bounded, so that the whole takes no more than a number of bytes,
 * and so of tokens: a text in bytes, a list in elements. Numbers without a bound have up to {@value
 * DecimalRule#DIGITS} digits and {@value DecimalRule#PLACES} places, never an exponent. Control
 * characters but those with an escape of their own are left out of texts.
 */
final class AnswerGrammar {
  /** A text that is bounded to less is hardly one. */
  private static final int LEAST_TEXT = 16;

  /** A longer one would need a rule for each byte more. */
  private static final int MOST_TEXT = 1000;

  private static final int MOST_ITEMS = 64;

  /** Elements that can be long themselves are fewer, so that each may be. */
  private static final int MOST_LONG_ITEMS = 10;

  private static final String BEFORE = "{\"answer\":";

  private final Rules rules = new Rules();

  private AnswerGrammar() {}

  /** What the grammar leaves to be written before and after the value. */
  static String whole(String value) {
    return BEFORE + value + "}";
  }

  /** What stands before the value. */
  static String before() {
    return BEFORE;
  }

  /** The type has no value that fits. */
  static final class NoSuchValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final int bytes;

    private NoSuchValue(int bytes) {
      super("at least " + bytes, null, false, false);
      this.bytes = bytes;
    }

    /** How many bytes would do; {@link Integer#MAX_VALUE} where none would. */
    int bytes() {
      return bytes;
    }
  }

  /**
   * The grammar of the values that take up to {@code bytes} bytes.
   *
   * @throws NoSuchValue if there is none
   */
  static String of(ResultType type, int bytes) throws NoSuchValue {
    var least = least(type);
    if (least > bytes) {
      throw new NoSuchValue(least);
    }
    var grammar = new AnswerGrammar();
    return grammar.rules.grammar(grammar.value(type, bytes));
  }

  /** The least bytes that leave every part of a type some room. */
  private static int least(ResultType type) throws NoSuchValue {
    return switch (type) {
      case ResultType.Bool() -> "false".length();
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _ ->
          decimal(new Rules(), type).longest();
      case ResultType.Text() -> 2 + LEAST_TEXT;
      case ResultType.Choice(_, var options) ->
          options.stream()
              .mapToInt(option -> bytes(written(option)))
              .max()
              .orElseThrow(() -> new NoSuchValue(Integer.MAX_VALUE));
      case ResultType.Maybe(var element) -> Math.max("null".length(), least(element));
      case ResultType.Items(var element) -> 2 + least(element);
      case ResultType.Fields(_, var fields) -> {
        var sum = around(fields);
        for (var field : fields) {
          sum += least(field.type());
        }
        yield sum;
      }
    };
  }

  /** What a record takes besides its values: braces, commas, names. */
  private static int around(List<ResultType.Field> fields) {
    return 1
        + Math.max(1, fields.size())
        + fields.stream().mapToInt(field -> bytes(written(field.name())) + 1).sum();
  }

  /** Whether more room lets more values in. */
  private static boolean isElastic(ResultType type) {
    return switch (type) {
      case ResultType.Text _, ResultType.Items _ -> true;
      case ResultType.Maybe(var element) -> isElastic(element);
      case ResultType.Fields(_, var fields) ->
          fields.stream().anyMatch(field -> isElastic(field.type()));
      default -> false;
    };
  }

  /** Adds the rules of a type; returns what to write where one of its values is to stand. */
  private String value(ResultType type, int bytes) throws NoSuchValue {
    return switch (type) {
      case ResultType.Bool() -> rules.add("bool", List.of("\"true\"", "\"false\""));
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _ ->
          decimal(rules, type).name();
      case ResultType.Text() ->
          Rules.literal("\"") + " " + TextRule.of(rules, Math.min(bytes - 2, MOST_TEXT));
      case ResultType.Choice(_, var options) ->
          rules.add(
              "choice", options.stream().map(option -> Rules.literal(written(option))).toList());
      case ResultType.Maybe(var element) ->
          rules.add("maybe", List.of("\"null\"", value(element, bytes)));
      case ResultType.Items(var element) -> items(element, bytes);
      case ResultType.Fields(_, var fields) -> fields(fields, bytes);
    };
  }

  private static DecimalRule.Built decimal(Rules rules, ResultType type) throws NoSuchValue {
    DecimalRule.@Nullable Built built =
        switch (type) {
          case ResultType.Whole(var min, var max) ->
              DecimalRule.whole(
                  rules, min == null ? Long.MIN_VALUE : min, max == null ? Long.MAX_VALUE : max);
          case ResultType.Number(var min, var max) -> DecimalRule.number(rules, min, max);
          case ResultType.Measure(_, _, var min, var max) -> DecimalRule.number(rules, min, max);
          default -> null;
        };
    if (built == null) {
      throw new NoSuchValue(Integer.MAX_VALUE);
    }
    return built;
  }

  private String items(ResultType element, int bytes) throws NoSuchValue {
    var least = least(element);
    var isLong = isElastic(element);
    var wished = isLong ? least + LEAST_TEXT : least;
    var most = Math.clamp((bytes - 1) / (wished + 1), 1, isLong ? MOST_LONG_ITEMS : MOST_ITEMS);
    var one = value(element, (bytes - 1 - most) / most);
    var rest = rules.add("items", List.of("\"]\""));
    for (var i = 1; i < most; i++) {
      rest = rules.add("items", List.of("\"]\"", "\",\" " + one + " " + rest));
    }
    return "\"[\" " + rules.add("items", List.of("\"]\"", one + " " + rest));
  }

  private String fields(List<ResultType.Field> fields, int bytes) throws NoSuchValue {
    var spare = bytes - around(fields);
    var elastic = 0;
    for (var field : fields) {
      spare -= least(field.type());
      elastic += isElastic(field.type()) ? 1 : 0;
    }
    var parts = new ArrayList<String>();
    var separator = "{";
    for (var field : fields) {
      var more = isElastic(field.type()) ? spare / elastic : 0;
      parts.add(Rules.literal(separator + written(field.name()) + ":"));
      parts.add(value(field.type(), least(field.type()) + more));
      separator = ",";
    }
    parts.add(Rules.literal(fields.isEmpty() ? "{}" : "}"));
    return rules.add("record", List.of(String.join(" ", parts)));
  }

  private static String written(ResultType.Option option) {
    return written(option.name());
  }

  /** A name as JSON writes it, quotes included. */
  private static String written(String name) {
    var whole = JsonAnswers.write(new AnswerValue.Choice(name));
    return whole.substring(BEFORE.length(), whole.length() - 1);
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
