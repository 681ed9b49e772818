package dev.ration.interpreter.lower;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through every node of a tree, whatever its kind: trees are records all the way down. */
final class Walk {
  private static final ClassValue<List<Method>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          RecordComponent[] components = type.getRecordComponents();
          return components == null
              ? List.of()
              : Arrays.stream(components).map(RecordComponent::getAccessor).toList();
        }
      };

  private Walk() {}

  /** Tells {@code visitor} of a node and of all nodes below it, in the order of the text. */
  static void each(Object node, Consumer<Object> visitor) {
    switch (node) {
      case List<?> nodes -> nodes.forEach(one -> each(one, visitor));
      case Optional<?> perhaps -> perhaps.ifPresent(one -> each(one, visitor));
      case dev.ration.grammar.diag.Span _ -> {}
      case Record part -> {
        visitor.accept(part);
        for (Method accessor : PARTS.get(part.getClass())) {
          Object below = get(accessor, part);
          if (below != null) {
            each(below, visitor);
          }
        }
      }
      default -> {}
    }
  }

  private static @org.jspecify.annotations.Nullable Object get(Method accessor, Record part) {
    try {
      return accessor.invoke(part);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
