package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which values the arms of a {@code when} answer.
 *
 * <p>The usual matrix: a row of patterns is useful after others when some value fits it and none of
 * them.
 */
final class Coverage {
  /** More work than this is left undone; nothing is then said about the arms. */
  private static final int MOST_STEPS = 20_000;

  /** What a pattern takes apart. */
  private sealed interface Shape {
    /** Anything. */
    record Any() implements Shape {}

    /** One way to be a value of the type, with what is inside. */
    record Made(String way, List<Shape> inside) implements Shape {}

    /** One of several. */
    record OneOf(List<Shape> options) implements Shape {}
  }

  private static final Shape ANY = new Shape.Any();

  private final Facts facts;
  private final Type subject;
  private final List<List<Shape>> rows = new ArrayList<>();
  private int steps;
  private boolean isBroken;

  Coverage(Facts facts, Type subject) {
    this.facts = facts;
    this.subject = subject;
  }

  /**
   * Adds an arm; {@code isCertain} unless a guard can refuse it. Returns whether it can be taken.
   */
  boolean add(Pattern pattern, boolean isCertain) {
    List<Shape> row = List.of(shape(pattern, subject));
    boolean isUseful = useful(rows, row, List.of(subject));
    if (isCertain) {
      rows.add(row);
    }
    return isUseful || isUnsure();
  }

  /** Whether some value surely fits no arm. */
  boolean isOpen() {
    return useful(rows, List.of(ANY), List.of(subject)) && !isUnsure();
  }

  /** Whether every value surely fits an arm. */
  boolean isClosed() {
    return !useful(rows, List.of(ANY), List.of(subject)) && !isUnsure();
  }

  /** Whether nothing is to be said: it would be too much work, or an arm has a mistake. */
  private boolean isUnsure() {
    return isBroken || steps > MOST_STEPS;
  }

  /** The names of what is missing, where the subject has a closed list of values. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (String way : ways(subject)) {
      List<Shape> inside = Collections.nCopies(arity(way, subject).size(), ANY);
      if (useful(rows, List.of(new Shape.Made(way, inside)), List.of(subject))) {
        missing.add(
            switch (subject) {
              case Type.RecordOf(var record) -> record.name() + unanswered(record);
              default -> way.equals("some") ? "let …" : way;
            });
      }
    }
    return missing;
  }

  /** One choice of fields that no arm answers, as a pattern shows it. */
  private String unanswered(Symbol.RecordSymbol record) {
    List<Shape> inside = new ArrayList<>(Collections.nCopies(record.fields().size(), ANY));
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < inside.size(); i++) {
      Symbol.Variable field = record.fields().get(i);
      for (String way : ways(field.type())) {
        List<Shape> parts = Collections.nCopies(arity(way, field.type()).size(), ANY);
        inside.set(i, new Shape.Made(way, parts));
        List<Shape> row = List.of(new Shape.Made(record.name(), List.copyOf(inside)));
        if (useful(rows, row, List.of(subject))) {
          shown.add(field.name() + ": " + (way.equals("some") ? "let …" : way));
          break;
        }
      }
    }
    return shown.isEmpty() ? "" : "(" + String.join(", ", shown) + ")";
  }

  private Shape shape(Pattern pattern, Type type) {
    if (type instanceof Type.Maybe(Type element) && !isNone(pattern)) {
      return pattern instanceof Pattern.Either either
          ? either(either, type)
          : new Shape.Made("some", List.of(shape(pattern, element)));
    }
    return switch (pattern) {
      case Pattern.Named named -> named(named);
      case Pattern.Literal literal -> new Shape.Made(literalWay(literal.value()), List.of());
      case Pattern.Between between -> new Shape.Made(between.span().text(), List.of());
      case Pattern.Compare compare -> new Shape.Made(compare.span().text(), List.of());
      case Pattern.Bind _ -> ANY;
      case Pattern.Either either -> either(either, type);
      case Pattern.Fields fields -> fields(fields);
    };
  }

  private Shape named(Pattern.Named named) {
    Symbol symbol = facts.symbolOf(named).orElse(null);
    isBroken |= symbol == null;
    return symbol == null ? ANY : new Shape.Made(way(symbol), List.of());
  }

  private Shape either(Pattern.Either either, Type type) {
    return new Shape.OneOf(either.options().stream().map(option -> shape(option, type)).toList());
  }

  private String way(Symbol symbol) {
    return symbol instanceof Symbol.ConstantSymbol ? "let " + symbol : symbol.name();
  }

  private static boolean isNone(Pattern pattern) {
    return pattern instanceof Pattern.Literal literal
        && (literal.value() instanceof Expression.NoneLiteral
            || literal.value() instanceof Expression.UnknownLiteral);
  }

  private String literalWay(Expression value) {
    return switch (value) {
      case Expression.NoneLiteral _ -> "none";
      case Expression.BoolLiteral literal -> Boolean.toString(literal.value());
      case Expression.UnknownLiteral _ -> "unknown";
      default ->
          facts
              .constantOf(value)
              .map(it -> it.numerator() + "/" + it.denominator())
              .orElse(value.span().text());
    };
  }

  private Shape fields(Pattern.Fields fields) {
    if (!(facts.symbolOf(fields).orElse(null) instanceof Symbol.RecordSymbol record)) {
      isBroken = true;
      return ANY;
    }
    List<Shape> inside = new ArrayList<>(Collections.nCopies(record.fields().size(), ANY));
    for (int i = 0; i < fields.fields().size(); i++) {
      Pattern.FieldPattern field = fields.fields().get(i);
      int place = field.name() == null ? i : place(record, field.name().text());
      if (place >= 0 && place < inside.size()) {
        inside.set(place, shape(field.pattern(), record.fields().get(place).type()));
      } else {
        isBroken = true;
      }
    }
    return new Shape.Made(record.name(), inside);
  }

  private static int place(Symbol.RecordSymbol record, String name) {
    for (int i = 0; i < record.fields().size(); i++) {
      if (record.fields().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** All ways to be a value of a type; empty when they cannot be listed. */
  private static Set<String> ways(@Nullable Type type) {
    Set<String> ways = new LinkedHashSet<>();
    switch (type) {
      case Type.Bool _ -> ways.addAll(List.of("true", "false"));
      case Type.EnumOf(var owner) -> owner.cases().forEach(one -> ways.add(one.name()));
      case Type.Maybe _ -> ways.addAll(List.of("none", "some"));
      case Type.RecordOf(var record) -> ways.add(record.name());
      case null, default -> {}
    }
    return ways;
  }

  private static List<Type> arity(String way, Type type) {
    return switch (type) {
      case Type.Maybe(Type element) when way.equals("some") -> List.of(element);
      case Type.RecordOf(var record) when way.equals(record.name()) ->
          record.fields().stream().map(Symbol.Variable::type).toList();
      default -> List.of();
    };
  }

  private boolean useful(List<List<Shape>> before, List<Shape> row, List<Type> types) {
    if (row.isEmpty()) {
      return before.isEmpty();
    }
    if (++steps > MOST_STEPS) {
      return true;
    }
    Type type = types.getFirst();
    return switch (row.getFirst()) {
      case Shape.OneOf(var options) -> {
        boolean any = false;
        for (Shape option : options) {
          any |= useful(before, with(option, row), types);
        }
        yield any;
      }
      case Shape.Made(String way, var inside) -> {
        List<Type> inner = typesInside(way, type, inside.size());
        yield useful(
            specialized(before, way, inside.size()),
            joined(inside, row.subList(1, row.size())),
            joined(inner, types.subList(1, types.size())));
      }
      case Shape.Any _ -> anyUseful(before, row, types);
    };
  }

  private boolean anyUseful(List<List<Shape>> before, List<Shape> row, List<Type> types) {
    Type type = types.getFirst();
    Set<String> all = ways(type);
    Set<String> seen = new LinkedHashSet<>();
    before.forEach(other -> collect(other.getFirst(), seen));
    List<Shape> rest = row.subList(1, row.size());
    List<Type> restTypes = types.subList(1, types.size());
    if (all.isEmpty() || !seen.containsAll(all)) {
      return useful(byDefault(before), rest, restTypes);
    }
    for (String way : all) {
      List<Type> inner = arity(way, type);
      List<Shape> inside = Collections.nCopies(inner.size(), ANY);
      if (useful(
          specialized(before, way, inside.size()),
          joined(inside, rest),
          joined(inner, restTypes))) {
        return true;
      }
    }
    return false;
  }

  private static List<Type> typesInside(String way, Type type, int count) {
    List<Type> inner = arity(way, type);
    return inner.size() == count ? inner : Collections.nCopies(count, Type.BROKEN);
  }

  private static void collect(Shape shape, Set<String> seen) {
    switch (shape) {
      case Shape.Any _ -> {}
      case Shape.Made(String way, _) -> seen.add(way);
      case Shape.OneOf(var options) -> options.forEach(option -> collect(option, seen));
    }
  }

  private static List<List<Shape>> specialized(List<List<Shape>> rows, String way, int arity) {
    List<List<Shape>> kept = new ArrayList<>();
    for (List<Shape> row : rows) {
      List<Shape> rest = row.subList(1, row.size());
      for (Shape first : flat(row.getFirst())) {
        if (first instanceof Shape.Any) {
          kept.add(joined(Collections.nCopies(arity, ANY), rest));
        } else if (first instanceof Shape.Made(String made, var inside)
            && made.equals(way)
            && inside.size() == arity) {
          kept.add(joined(inside, rest));
        }
      }
    }
    return kept;
  }

  private static List<List<Shape>> byDefault(List<List<Shape>> rows) {
    List<List<Shape>> kept = new ArrayList<>();
    for (List<Shape> row : rows) {
      if (flat(row.getFirst()).stream().anyMatch(Shape.Any.class::isInstance)) {
        kept.add(row.subList(1, row.size()));
      }
    }
    return kept;
  }

  private static List<Shape> flat(Shape shape) {
    if (!(shape instanceof Shape.OneOf(var options))) {
      return List.of(shape);
    }
    List<Shape> all = new ArrayList<>();
    options.forEach(option -> all.addAll(flat(option)));
    return all;
  }

  private static List<Shape> with(Shape first, List<Shape> row) {
    return joined(List.of(first), row.subList(1, row.size()));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return all;
  }
}
