package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings, each once. Used by one checker run on one thread. */
final class Findings {
  /** A file with more findings than this is broken in one way that more would not explain. */
  private static final int MOST_PER_FILE = 500;

  private record Key(Code code, int start, int end) {}

  private final List<Diagnostic> found = new ArrayList<>();
  private final Map<Source, Set<Key>> seen = new IdentityHashMap<>();
  private final Map<Source, Integer> order = new IdentityHashMap<>();

  void add(Diagnostic finding) {
    Span at = finding.at();
    Set<Key> keys = seen.computeIfAbsent(at.source(), _ -> new HashSet<>());
    order.putIfAbsent(at.source(), order.size());
    if (keys.size() < MOST_PER_FILE && keys.add(new Key(finding.code(), at.start(), at.end()))) {
      found.add(finding);
    }
  }

  /** Adds what another thread found. */
  void addAll(Findings other) {
    other.found.forEach(this::add);
  }

  /** Tells whether no more findings about a text are taken, so that none need be worked out. */
  boolean isFull(Source source) {
    Set<Key> keys = seen.get(source);
    return keys != null && keys.size() >= MOST_PER_FILE;
  }

  void add(Code code, Span at, String message) {
    add(Diagnostic.of(code, at, message));
  }

  void add(Code code, Span at, String message, String hint) {
    add(Diagnostic.of(code, at, message).hint(hint));
  }

  /** All findings, by file in the order of first mention, then by place. */
  List<Diagnostic> sorted() {
    Map<Diagnostic, Integer> place = new HashMap<>();
    for (int i = 0; i < found.size(); i++) {
      place.putIfAbsent(found.get(i), i);
    }
    List<Diagnostic> all = new ArrayList<>(found);
    all.sort(
        Comparator.<Diagnostic>comparingInt(one -> order.getOrDefault(one.at().source(), 0))
            .thenComparingInt(one -> one.at().start())
            .thenComparingInt(one -> place.getOrDefault(one, 0)));
    return all;
  }
}
