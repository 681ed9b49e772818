package dev.ration.plan.feasible;

import java.util.ArrayList;
import java.util.List;

/**
 * The budget sheet of a piece of work: what it needs, and what its parts need. Immutable.
 *
 * @param work what it is about
 * @param name of an activity, a host action or a question; empty for what only joins others
 * @param need of the whole, cut at its own limits
 * @param body what one attempt needs, not cut
 * @param keptNanos kept back for its handler and its cleanup
 * @param keptMicrojoules kept back for them
 * @param verdicts on its own figures
 * @param parts in the order of the text
 */
public record Sheet(
    Work work,
    String name,
    Need need,
    Need body,
    long keptNanos,
    long keptMicrojoules,
    List<Verdict> verdicts,
    List<Sheet> parts) {
  public Sheet {
    verdicts = List.copyOf(verdicts);
    parts = List.copyOf(parts);
  }

  /** A sheet without limits of its own. */
  static Sheet plain(Work work, String name, Need need, List<Sheet> parts) {
    return new Sheet(work, name, need, need, 0, 0, List.of(), parts);
  }

  /**
   * Its named parts: those that only join others are left out, and what they join is given; so is
   * one that only carries the limits of a call, or a question alone, of the same name.
   */
  public List<Sheet> named() {
    List<Sheet> found = new ArrayList<>();
    for (Sheet part : parts) {
      if (part.name.isEmpty() || (part.name.equals(name) && parts.size() == 1)) {
        found.addAll(part.named());
      } else {
        found.add(part);
      }
    }
    return found;
  }
}
