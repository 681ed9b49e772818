package dev.ration.runtime.spi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ration.plan.ResultType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One strict pass over one reply, checking each value against its declared type. Used once. */
final class AnswerReader {
  private static final BigDecimal LEAST_WHOLE = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);

  private final JsonParser parser;

  /** Where the value being read stands; names of the declared type only. */
  private final Deque<String> path = new ArrayDeque<>();

  AnswerReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The reply is JSON (as far as it was read) but not of the declared type. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String problem) {
      super(problem, null, false, false);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads the whole reply. */
  AnswerValue document(ResultType type) throws IOException, Mismatch {
    parser.nextToken();
    var answer = new ResultType.Field(JsonAnswers.ANSWER, "", type);
    Map<String, AnswerValue> read = object(List.of(answer));
    if (parser.nextToken() != null) {
      throw new Mismatch("is followed by something else");
    }
    // Invariant: object() returns a value for every field it was given.
    return read.values().iterator().next();
  }

  private AnswerValue value(ResultType type) throws IOException, Mismatch {
    return switch (type) {
      case ResultType.Bool() -> bool();
      case ResultType.Whole(var min, var max) -> whole(min, max);
      case ResultType.Number(var min, var max) ->
          new AnswerValue.Number(bounded(number("a number"), min, max));
      case ResultType.Measure(_, var unit, var min, var max) ->
          new AnswerValue.Number(bounded(number("a number of " + unit.symbol()), min, max));
      case ResultType.Text() -> new AnswerValue.Text(text("a text"));
      case ResultType.Choice(var name, var options) -> choice(name, options);
      case ResultType.Fields(_, var fields) -> new AnswerValue.Fields(object(fields));
      case ResultType.Items(var element) -> items(element);
      case ResultType.Maybe(var element) ->
          parser.currentToken() == JsonToken.VALUE_NULL ? new AnswerValue.None() : value(element);
    };
  }

  private AnswerValue bool() throws Mismatch {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> new AnswerValue.Bool(true);
      case VALUE_FALSE -> new AnswerValue.Bool(false);
      case null, default -> throw expected("true or false");
    };
  }

  private AnswerValue whole(@Nullable Long min, @Nullable Long max) throws IOException, Mismatch {
    BigDecimal read = number("a whole number");
    if (read.stripTrailingZeros().scale() > 0) {
      throw expected("a whole number");
    }
    BigDecimal least = min == null ? LEAST_WHOLE : BigDecimal.valueOf(min);
    BigDecimal most = max == null ? MOST_WHOLE : BigDecimal.valueOf(max);
    return new AnswerValue.Whole(bounded(read, least, most).longValueExact());
  }

  private BigDecimal number(String what) throws IOException, Mismatch {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw expected(what);
    }
    BigDecimal read;
    try {
      // From the text, because the parser would rather round a whole number or a long fraction.
      read = new BigDecimal(parser.getText());
    } catch (NumberFormatException beyondAnyExponent) {
      throw new Mismatch("holds a number out of all range" + place());
    }
    // An exponent of a billion is quick to read and endless to calculate with.
    if (read.precision() > JsonAnswers.MAX_DIGITS
        || Math.abs((long) read.scale()) > JsonAnswers.MAX_DIGITS) {
      throw new Mismatch("holds a number out of all range" + place());
    }
    return read;
  }

  private BigDecimal bounded(BigDecimal read, @Nullable BigDecimal min, @Nullable BigDecimal max)
      throws Mismatch {
    if (min != null && read.compareTo(min) < 0) {
      throw new Mismatch("holds a number below " + min.toPlainString() + place());
    }
    if (max != null && read.compareTo(max) > 0) {
      throw new Mismatch("holds a number above " + max.toPlainString() + place());
    }
    return read;
  }

  private String text(String what) throws IOException, Mismatch {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw expected(what);
    }
    String read = parser.getText();
    if (read.length() > JsonAnswers.MAX_TEXT) {
      throw new Mismatch(
          "holds a text of more than " + JsonAnswers.MAX_TEXT + " characters" + place());
    }
    return read;
  }

  private AnswerValue choice(String name, List<ResultType.Option> options)
      throws IOException, Mismatch {
    String what = "one of the names of `" + name + "`";
    String read = text(what);
    if (options.stream().noneMatch(option -> option.name().equals(read))) {
      throw expected(what);
    }
    return new AnswerValue.Choice(read);
  }

  private AnswerValue items(ResultType element) throws IOException, Mismatch {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw expected("a list");
    }
    List<AnswerValue> read = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (read.size() == JsonAnswers.MAX_ITEMS) {
        throw new Mismatch(
            "holds a list of more than " + JsonAnswers.MAX_ITEMS + " elements" + place());
      }
      path.addLast("[" + read.size() + "]");
      read.add(value(element));
      path.removeLast();
    }
    return new AnswerValue.Items(read);
  }

  /** Reads an object of exactly these fields, in any order; the result is in declared order. */
  private Map<String, AnswerValue> object(List<ResultType.Field> fields)
      throws IOException, Mismatch {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw expected("an object");
    }
    Map<String, ResultType.Field> declared =
        fields.stream()
            .collect(
                Collectors.toMap(
                    ResultType.Field::name, Function.identity(), (first, second) -> first));
    Map<String, AnswerValue> read = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      ResultType.Field field = declared.get(parser.currentName());
      if (field == null) {
        throw new Mismatch("has a field too many" + place());
      }
      path.addLast(path.isEmpty() ? field.name() : "." + field.name());
      parser.nextToken();
      read.put(field.name(), value(field.type()));
      path.removeLast();
    }
    Map<String, AnswerValue> ordered = new LinkedHashMap<>();
    for (ResultType.Field field : fields) {
      AnswerValue value = read.get(field.name());
      if (value == null) {
        throw new Mismatch("lacks the field `" + field.name() + "`" + place());
      }
      ordered.put(field.name(), value);
    }
    return ordered;
  }

  private Mismatch expected(String what) {
    return new Mismatch("does not have " + what + place());
  }

  private String place() {
    return path.isEmpty() ? " at its top" : " at `" + String.join("", path) + "`";
  }
}
