package dev.ration.runtime.choose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last model calls of a run, oldest first. Thread-safe. */
public final class DecisionLog {
  /** How many calls are kept. */
  public static final int SIZE = 1_000;

  private final Deque<Thought> thoughts = new ArrayDeque<>();

  synchronized void add(Thought thought) {
    if (thoughts.size() == SIZE) {
      thoughts.removeFirst();
    }
    thoughts.addLast(thought);
  }

  /** The kept calls, oldest first. */
  public synchronized List<Thought> all() {
    return new ArrayList<>(thoughts);
  }

  /** The last call, if there was one. */
  public synchronized Optional<Thought> last() {
    return Optional.ofNullable(thoughts.peekLast());
  }
}
