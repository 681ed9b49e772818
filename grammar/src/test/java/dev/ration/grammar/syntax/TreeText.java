package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tree as indented text, spans left out: equal texts mean equal trees. */
final class TreeText {
  private static final int WIDTH = 96;

  private TreeText() {}

  /** Writes any node, or a list of them. */
  static String of(Object node) {
    return lines(node, "");
  }

  private static String lines(@Nullable Object value, String indent) {
    String flat = flat(value);
    if (flat.length() + indent.length() <= WIDTH) {
      return indent + flat;
    }
    List<String> parts = new ArrayList<>();
    String head;
    switch (value) {
      case Collection<?> all -> {
        head = "[";
        all.forEach(one -> parts.add(lines(one, indent + "  ")));
      }
      case Optional<?> one when one.isPresent() -> {
        return lines(one.get(), indent);
      }
      case Record node -> {
        head = node.getClass().getSimpleName() + "(";
        for (RecordComponent component : node.getClass().getRecordComponents()) {
          Object part = read(component, node);
          if (!isLeftOut(part)) {
            parts.add(
                indent + "  " + component.getName() + "=" + lines(part, indent + "  ").strip());
          }
        }
      }
      case null, default -> {
        return indent + flat;
      }
    }
    String close = head.equals("[") ? "]" : ")";
    return indent + head + "\n" + String.join("\n", parts) + close;
  }

  private static String flat(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Tree.Name name -> name.text();
      case Tree.Path path -> path.text();
      case BigDecimal number -> number.toPlainString();
      case String text -> '"' + text.replace("\n", "\\n") + '"';
      case Optional<?> one -> one.map(TreeText::flat).orElse("");
      case Collection<?> all ->
          "[" + String.join(", ", all.stream().map(TreeText::flat).toList()) + "]";
      case Record node -> {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
          Object part = read(component, node);
          if (!isLeftOut(part)) {
            parts.add(component.getName() + "=" + flat(part));
          }
        }
        yield node.getClass().getSimpleName() + "(" + String.join(", ", parts) + ")";
      }
      default -> value.toString();
    };
  }

  private static boolean isLeftOut(@Nullable Object part) {
    return switch (part) {
      case null -> true;
      case Span _ -> true;
      case Boolean flag -> !flag;
      case Collection<?> all -> all.isEmpty();
      case Optional<?> one -> one.isEmpty();
      default -> false;
    };
  }

  static @Nullable Object read(RecordComponent component, Record node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
