package dev.ration.runtime.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources of a robot, in the profile's order, and what holding one takes of others (P5).
 * Immutable.
 */
public record ResourceTree(Map<String, Node> nodes) {
  public ResourceTree {
    nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  /**
   * One resource.
   *
   * @param takes what holding all of it takes of others
   * @param stopNanos within which everything that uses it has stopped
   * @param hasSafeState whether it must be brought to a safe state before it is released
   */
  public record Node(List<Holding> takes, long stopNanos, boolean hasSafeState) {
    public Node {
      takes = List.copyOf(takes);
    }
  }

  /** Resources that take nothing of each other, in this order. */
  public static ResourceTree of(String... names) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (String name : names) {
      nodes.put(name, new Node(List.of(), 0, false));
    }
    return new ResourceTree(nodes);
  }
}
