package dev.ration.grammar.check.profile;

import dev.ration.plan.Grade;
import dev.ration.plan.Quantity;
import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.Rate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of one profile or group, with their grades, sources and lines. */
final class Figures {
  private final Amended lines;
  private final Shape shape;
  private final Reader reader;

  Figures(Amended lines, Shape shape, Reader reader) {
    this.lines = lines;
    this.shape = shape;
    this.reader = reader;
  }

  /** The figures of a group inside. */
  Figures inside(String group, Amended groupLines) {
    Shape.Group known = shape.groups().get(group);
    if (known == null) {
      throw new IllegalArgumentException("no group " + group);
    }
    return new Figures(groupLines, known.shape(), reader);
  }

  /** A field's value as it is kept; absent when it is not given or wrong. */
  <T> Optional<Figure<T>> figure(String name, Class<T> type) {
    Kind kind = shape.fields().get(name);
    if (kind == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return lines
        .field(name)
        .flatMap(
            line ->
                reader
                    .read(kind, name, line.field().value(), line.owner())
                    .filter(type::isInstance)
                    .map(value -> figure(line, type.cast(value))));
  }

  private static <T> Figure<T> figure(Amended.Line line, T value) {
    var grade = line.field().grade();
    var source = line.field().source();
    return new Figure<>(
        value,
        grade == null ? Grade.STATED : Grade.ofWord(grade.text()).orElse(Grade.STATED),
        source == null ? "" : source,
        line.field().span().toString());
  }

  /** A field's value alone. */
  <T> Optional<T> value(String name, Class<T> type) {
    return figure(name, type).map(Figure::value);
  }

  /** A list of words or names. */
  <T> List<T> list(String name, Class<T> type) {
    return value(name, List.class).stream()
        .flatMap(all -> ((List<?>) all).stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** An amount in grains; bits for data, coherent units for what has no exact grain. */
  Optional<Figure<Long>> grains(String name) {
    return figure(name, Quantity.class)
        .flatMap(figure -> Amounts.grains(figure.value()).map(grains -> figure.map(_ -> grains)));
  }

  @Nullable Figure<Long> grainsOrNull(String name) {
    return grains(name).orElse(null);
  }

  Figure<Long> grainsOr(String name, long otherwise) {
    return grains(name).orElseGet(() -> Figure.byDefault(otherwise));
  }

  /** Data in bytes. */
  Optional<Figure<Long>> bytes(String name) {
    return grains(name).map(figure -> figure.map(bits -> bits / 8));
  }

  @Nullable Figure<Distribution> spreadOrNull(String name) {
    return figure(name, Distribution.class).orElse(null);
  }

  @Nullable Figure<Rate> rateOrNull(String name) {
    return figure(name, Quantity.class).map(one -> one.<Rate>map(Rate::new)).orElse(null);
  }

  @Nullable Figure<Double> shareOrNull(String name) {
    return figure(name, Double.class).orElse(null);
  }

  /** The group {@code settings}: what a connector is told, by name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Amended group : lines.groups("settings").values()) {
      group
          .fields()
          .forEach(
              (name, line) ->
                  reader
                      .read(new Kind.Setting(), name, line.field().value(), line.owner())
                      .ifPresent(text -> settings.put(name, String.valueOf(text))));
    }
    return settings;
  }
}
