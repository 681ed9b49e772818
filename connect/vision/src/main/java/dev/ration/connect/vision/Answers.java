package dev.ration.connect.vision;

import dev.ration.connect.vision.Ocr.Row;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a typed answer of the rows that were read, or says why there is none; guesses nothing.
 *
 * <p>A label, that is the name of a field or option or what stands in backticks in its
 * documentation, is looked for without regard to case, spaces and punctuation.
 */
final class Answers {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:[.,]\\d+)?");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private final List<Row> rows;

  private Answers(List<Row> rows) {
    this.rows = rows;
  }

  /** A value and how sure the reader is of it. */
  record Found(AnswerValue value, double confidence) {}

  /** The picture does not say it. */
  static final class NotThere extends Exception {
    private static final long serialVersionUID = 1L;

    NotThere(String message) {
      super(message);
    }
  }

  /** No reader of text can answer this. */
  static final class Unable extends Exception {
    private static final long serialVersionUID = 1L;

    Unable(String message) {
      super(message);
    }
  }

  static Found of(List<Row> rows, ResultType type) throws NotThere, Unable {
    return new Answers(rows).answer(type);
  }

  private Found answer(ResultType type) throws NotThere, Unable {
    return switch (type) {
      case ResultType.Text() -> whole();
      case ResultType.Items(ResultType.Text()) -> list();
      case ResultType.Choice choice -> choice(choice, rows);
      case ResultType.Fields(_, var fields) -> fields(fields);
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _ -> onlyNumber(type);
      case ResultType.Maybe(var element) -> maybe(element);
      case ResultType.Bool(), ResultType.Items _ ->
          throw new Unable("A model that only reads text gives no answers of this type.");
    };
  }

  private double least() {
    return rows.stream().mapToDouble(Row::confidence).min().orElse(0);
  }

  private Found whole() throws NotThere {
    if (rows.isEmpty()) {
      throw new NotThere("finds no text on the picture");
    }
    var text = String.join("\n", rows.stream().map(Row::text).toList());
    return new Found(new AnswerValue.Text(text), least());
  }

  private Found list() {
    var items = new ArrayList<AnswerValue>();
    rows.forEach(row -> items.add(new AnswerValue.Text(row.text())));
    return new Found(new AnswerValue.Items(items), least());
  }

  private Found maybe(ResultType element) throws Unable {
    try {
      return answer(element);
    } catch (NotThere e) {
      // Not having found something is no evidence that it is not there.
      return new Found(new AnswerValue.None(), 0.5);
    }
  }

  private static Found choice(ResultType.Choice choice, List<Row> where) throws NotThere {
    List<Found> named = new ArrayList<>();
    for (ResultType.Option option : choice.options()) {
      bestRow(labels(option.name(), option.doc()), where)
          .ifPresent(row -> named.add(new Found(new AnswerValue.Choice(option.name()), row)));
    }
    if (named.size() != 1) {
      throw new NotThere(
          named.isEmpty()
              ? "finds none of the values of `%s` on the picture".formatted(choice.name())
              : "finds several values of `%s` on the picture".formatted(choice.name()));
    }
    return named.getFirst();
  }

  /** How sure the reader is of the row that has one of the labels as words of its own. */
  private static Optional<Double> bestRow(List<String> labels, List<Row> where) {
    return where.stream()
        .filter(row -> labels.stream().anyMatch(label -> value(label, row.text(), false) != null))
        .map(Row::confidence)
        .max(Double::compare);
  }

  private Found fields(List<ResultType.Field> fields) throws NotThere, Unable {
    Map<String, AnswerValue> values = new LinkedHashMap<>();
    var confidence = 1.0;
    for (ResultType.Field field : fields) {
      Found found = field(field, field.type());
      values.put(field.name(), found.value());
      confidence = Math.min(confidence, found.confidence());
    }
    return new Found(new AnswerValue.Fields(values), confidence);
  }

  private Found field(ResultType.Field field, ResultType type) throws NotThere, Unable {
    if (type instanceof ResultType.Maybe(var element)) {
      try {
        return field(field, element);
      } catch (NotThere e) {
        return new Found(new AnswerValue.None(), 0.5);
      }
    }
    for (var i = 0; i < rows.size(); i++) {
      for (String label : labels(field.name(), field.doc())) {
        String value = value(label, rows.get(i).text(), true);
        if (value != null) {
          return typed(field, type, new Row(value, rows.get(i).confidence()));
        }
      }
    }
    throw new NotThere("does not find `%s` on the picture".formatted(field.name()));
  }

  private static Found typed(ResultType.Field field, ResultType type, Row value)
      throws NotThere, Unable {
    return switch (type) {
      case ResultType.Text() -> {
        if (value.text().isEmpty()) {
          throw new NotThere("finds nothing beside `%s` on the picture".formatted(field.name()));
        }
        yield new Found(new AnswerValue.Text(value.text()), value.confidence());
      }
      case ResultType.Choice choice -> choice(choice, List.of(value));
      case ResultType.Whole _, ResultType.Number _, ResultType.Measure _ ->
          of(List.of(value), type);
      case ResultType.Bool(), ResultType.Fields _, ResultType.Items _, ResultType.Maybe _ ->
          throw new Unable(
              "A model that only reads text cannot fill the field `%s`.".formatted(field.name()));
    };
  }

  private Found onlyNumber(ResultType type) throws NotThere {
    var numbers = new ArrayList<Row>();
    for (Row row : rows) {
      Matcher matcher = NUMBER.matcher(row.text());
      while (matcher.find()) {
        numbers.add(new Row(rest(type, row.text(), matcher), row.confidence()));
      }
    }
    if (numbers.size() != 1) {
      throw new NotThere("finds %d numbers where one is asked for".formatted(numbers.size()));
    }
    var only = numbers.getFirst();
    return new Found(number(type, new BigDecimal(only.text())), only.confidence());
  }

  /** The number; a measure's must stand before the unit that is asked for. */
  private static String rest(ResultType type, String text, Matcher at) throws NotThere {
    if (type instanceof ResultType.Measure(_, var unit, _, _)
        && !text.substring(at.end()).strip().startsWith(unit.symbol())) {
      throw new NotThere("finds a number that is not in " + unit.symbol());
    }
    return at.group().replace(',', '.');
  }

  private static AnswerValue number(ResultType type, BigDecimal value) throws NotThere {
    var min = least(type);
    var max = most(type);
    if (min.filter(least -> value.compareTo(least) < 0).isPresent()
        || max.filter(most -> value.compareTo(most) > 0).isPresent()) {
      throw new NotThere("finds a number beyond its bounds");
    }
    if (type instanceof ResultType.Whole) {
      try {
        return new AnswerValue.Whole(value.longValueExact());
      } catch (ArithmeticException e) {
        throw new NotThere("finds a number that is not whole");
      }
    }
    return new AnswerValue.Number(value);
  }

  private static Optional<BigDecimal> least(ResultType type) {
    return switch (type) {
      case ResultType.Whole(var min, _) -> Optional.ofNullable(min).map(BigDecimal::valueOf);
      case ResultType.Number(var min, _) -> Optional.ofNullable(min);
      case ResultType.Measure(_, _, var min, _) -> Optional.ofNullable(min);
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> most(ResultType type) {
    return switch (type) {
      case ResultType.Whole(_, var max) -> Optional.ofNullable(max).map(BigDecimal::valueOf);
      case ResultType.Number(_, var max) -> Optional.ofNullable(max);
      case ResultType.Measure(_, _, _, var max) -> Optional.ofNullable(max);
      default -> Optional.empty();
    };
  }

  private static List<String> labels(String name, String doc) {
    var labels = new ArrayList<String>();
    Matcher quoted = QUOTED.matcher(doc);
    while (quoted.find()) {
      labels.add(quoted.group(1));
    }
    labels.add(name);
    return labels;
  }

  /**
   * What stands behind a label, without the punctuation between; null where the label is not there.
   *
   * @param isAtStart whether the row must begin with it
   */
  private static @Nullable String value(String label, String text, boolean isAtStart) {
    var pattern = new StringBuilder(isAtStart ? "^[^\\p{L}\\d]*" : "(?<![\\p{L}\\d])");
    label
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(one -> pattern.appendCodePoint(one).append("[^\\p{L}\\d]*?"));
    // The space before a number is often too narrow to be seen.
    pattern.append(isAtStart ? "(?!\\p{L})" : "(?![\\p{L}\\d])");
    var matcher =
        Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
            .matcher(text);
    return matcher.find() ? text.substring(matcher.end()).replaceFirst("^[\\s:.=#-]+", "") : null;
  }
}
