package dev.ration.connect.llama;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says whether a grammar in GBNF accepts a text: by looking for every place where each rule can
 * end. Written apart from what writes the grammars.
 */
final class GbnfAcceptor {
  private final Map<String, List<List<Part>>> rules = new HashMap<>();

  /** Something that an alternative consists of. */
  private sealed interface Part {
    record Reference(String rule) implements Part {}

    record Literal(List<Integer> points) implements Part {}

    record OneOf(List<int[]> ranges) implements Part {}
  }

  GbnfAcceptor(String grammar) {
    for (var line : grammar.split("\n")) {
      var name = line.substring(0, line.indexOf(" ::= "));
      rules.put(name, new Body(line.substring(name.length() + 5)).alternatives());
    }
  }

  boolean accepts(String text) {
    var points = text.codePoints().toArray();
    return new Match(points).ends("root", 0).contains(points.length);
  }

  /** One attempt at one text. */
  private final class Match {
    private final int[] points;
    private final Map<String, Set<Integer>> known = new HashMap<>();

    Match(int[] points) {
      this.points = points;
    }

    Set<Integer> ends(String rule, int from) {
      var key = rule + "@" + from;
      var found = known.get(key);
      if (found == null) {
        found = new TreeSet<>();
        for (var alternative : Objects.requireNonNull(rules.get(rule), rule)) {
          found.addAll(ends(alternative, from));
        }
        known.put(key, found);
      }
      return found;
    }

    private Set<Integer> ends(List<Part> alternative, int from) {
      Set<Integer> ends = new TreeSet<>(Set.of(from));
      for (var part : alternative) {
        Set<Integer> next = new TreeSet<>();
        for (var at : ends) {
          next.addAll(ends(part, at));
        }
        ends = next;
      }
      return ends;
    }

    private Set<Integer> ends(Part part, int from) {
      return switch (part) {
        case Part.Reference(var rule) -> ends(rule, from);
        case Part.Literal(var wanted) -> {
          for (var i = 0; i < wanted.size(); i++) {
            if (from + i >= points.length || points[from + i] != wanted.get(i)) {
              yield Set.of();
            }
          }
          yield Set.of(from + wanted.size());
        }
        case Part.OneOf(var ranges) ->
            from < points.length
                    && ranges.stream()
                        .anyMatch(range -> range[0] <= points[from] && points[from] <= range[1])
                ? Set.of(from + 1)
                : Set.of();
      };
    }
  }

  /** Reads what stands behind the sign of a rule. */
  private static final class Body {
    private final int[] points;
    private int at;

    Body(String text) {
      points = text.codePoints().toArray();
    }

    List<List<Part>> alternatives() {
      var all = new ArrayList<List<Part>>();
      var parts = new ArrayList<Part>();
      while (at < points.length) {
        switch (points[at]) {
          case ' ' -> at++;
          case '|' -> {
            at++;
            all.add(List.copyOf(parts));
            parts.clear();
          }
          case '"' -> parts.add(literal());
          case '[' -> parts.add(oneOf());
          default -> parts.add(reference());
        }
      }
      all.add(List.copyOf(parts));
      return all;
    }

    private Part literal() {
      var wanted = new ArrayList<Integer>();
      for (at++; points[at] != '"'; ) {
        wanted.add(point());
      }
      at++;
      return new Part.Literal(wanted);
    }

    private Part oneOf() {
      var ranges = new ArrayList<int[]>();
      for (at++; points[at] != ']'; ) {
        var first = point();
        var last = first;
        if (points[at] == '-' && points[at + 1] != ']') {
          at++;
          last = point();
        }
        ranges.add(new int[] {first, last});
      }
      at++;
      return new Part.OneOf(ranges);
    }

    private Part reference() {
      var from = at;
      while (at < points.length && Character.isLetterOrDigit(points[at])) {
        at++;
      }
      if (at == from) {
        throw new IllegalArgumentException("not GBNF: " + new String(points, from, 1));
      }
      return new Part.Reference(new String(points, from, at - from));
    }

    private int point() {
      var read = points[at++];
      if (read != '\\') {
        return read;
      }
      return switch (points[at++]) {
        case 'x' -> hex(2);
        case 'u' -> hex(4);
        case 'U' -> hex(8);
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        default -> points[at - 1];
      };
    }

    private int hex(int digits) {
      at += digits;
      return Integer.parseInt(new String(points, at - digits, digits), 16);
    }
  }
}
