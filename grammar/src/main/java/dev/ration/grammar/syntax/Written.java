package dev.ration.grammar.syntax;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** How names and numbers are written. */
final class Written {
  private static final Set<String> LITERALS = Set.of("true", "false", "none", "unknown");

  private static final Set<String> SOFT =
      Set.copyOf(Words.keywords().getOrDefault("soft", List.of()));

  private Written() {}

  /** A name where the parser looks for one: a reserved word stands in backticks. */
  static String name(Tree.Name name) {
    return Words.isReserved(name.text()) ? quoted(name.text()) : name.text();
  }

  /** A name before `:`, where only the words for values are reserved. */
  static String label(Tree.Name name) {
    return LITERALS.contains(name.text()) ? quoted(name.text()) : name.text();
  }

  /** A name where no word of the grammar may stand. */
  static String word(Tree.Name name) {
    return SOFT.contains(name.text()) ? quoted(name.text()) : name(name);
  }

  /** Words joined by dots; behind a dot any word is a name. */
  static String path(Tree.Path path) {
    StringBuilder out = new StringBuilder(name(path.names().getFirst()));
    path.names().stream().skip(1).forEach(name -> out.append('.').append(name.text()));
    return out.toString();
  }

  static String paths(List<Tree.Path> paths) {
    return String.join(", ", paths.stream().map(Written::path).toList());
  }

  static String names(List<Tree.Name> names) {
    return String.join(", ", names.stream().map(Written::name).toList());
  }

  /** A type, as in {@code List<Item>?}. */
  static String type(Tree.TypeName type) {
    String arguments =
        type.arguments().isEmpty()
            ? ""
            : "<" + String.join(", ", type.arguments().stream().map(Written::type).toList()) + ">";
    return path(type.name()) + arguments + (type.isOptional() ? "?" : "");
  }

  /** A number as its author grouped its digits, if the text is at hand. */
  static String number(BigDecimal value, String asWritten) {
    String plain = value.toPlainString();
    return asWritten.replace("_", "").equals(plain) ? asWritten : plain;
  }

  private static String quoted(String word) {
    return "`" + word + "`";
  }
}
