package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares trees: spans do not count, nor does the order of clauses. */
final class SameTree {
  private SameTree() {}

  /** Tells whether two parts of trees mean the same, whatever they are. */
  static boolean is(@Nullable Object left, @Nullable Object right) {
    return switch (left) {
      case Span _ -> right instanceof Span;
      case Optional<?> one ->
          right instanceof Optional<?> other && is(one.orElse(null), other.orElse(null));
      case List<?> all -> right instanceof List<?> others && areSame(ordered(all), ordered(others));
      case Record one -> one.getClass().isInstance(right) && areSame(parts(one), parts(right));
      case null, default -> Objects.equals(left, right);
    };
  }

  private static boolean areSame(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!is(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<?> ordered(List<?> all) {
    return !all.isEmpty() && all.stream().allMatch(Clause.class::isInstance)
        ? ClausePrinter.ordered(all.stream().map(Clause.class::cast).toList())
        : all;
  }

  private static List<@Nullable Object> parts(@Nullable Object node) {
    List<@Nullable Object> parts = new java.util.ArrayList<>();
    if (node != null) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        parts.add(read(component, node));
      }
    }
    return parts;
  }

  private static @Nullable Object read(RecordComponent component, Object node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
