package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.source.Source;
import java.util.Map;
import java.util.WeakHashMap;

/** The engine's view of policy texts: one for each text. Thread-safe. */
public final class Sources {
  private final Map<dev.ration.grammar.diag.Source, Source> known = new WeakHashMap<>();

  /** Finds or makes the engine's view of a text. */
  public synchronized Source of(dev.ration.grammar.diag.Source text) {
    return known.computeIfAbsent(
        text, each -> Source.newBuilder("ration", each.text(), each.name()).build());
  }
}
