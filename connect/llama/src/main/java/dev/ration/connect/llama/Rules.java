package dev.ration.connect.llama;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of one grammar in llama.cpp's notation, GBNF. Used by one thread. */
final class Rules {
  private final Map<String, String> bodies = new LinkedHashMap<>();

  /** Adds a rule of these alternatives under a name of its own; returns the name. */
  String add(String kind, List<String> alternatives) {
    var name = kind + bodies.size();
    bodies.put(name, String.join(" | ", alternatives));
    return name;
  }

  /** Adds a rule under this very name, unless it is there. */
  void put(String name, List<String> alternatives) {
    bodies.putIfAbsent(name, String.join(" | ", alternatives));
  }

  boolean has(String name) {
    return bodies.containsKey(name);
  }

  /** These very characters. */
  static String literal(String text) {
    var escaped = new StringBuilder("\"");
    text.codePoints().forEach(point -> escaped.append(escaped(point)));
    return escaped.append('"').toString();
  }

  private static String escaped(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          point >= ' ' && point <= '~' ? Character.toString(point) : "\\U%08X".formatted(point);
    };
  }

  /** The grammar that begins with the rule {@code root}. */
  String grammar(String root) {
    return "root ::= "
        + root
        + "\n"
        + bodies.entrySet().stream()
            .map(rule -> rule.getKey() + " ::= " + rule.getValue() + "\n")
            .collect(Collectors.joining());
  }
}
