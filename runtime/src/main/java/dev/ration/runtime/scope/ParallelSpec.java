package dev.ration.runtime.scope;

import java.util.List;

/**
 * A parallel construct, known before it runs (P1). Immutable.
 *
 * @param kind how it is decided
 * @param isCollect whether {@code all} waits for everyone
 * @param branches in program order
 * @param arrows which branch starts only after which has succeeded, by index
 */
public record ParallelSpec(
    Kind kind, boolean isCollect, List<Branch> branches, List<Arrow> arrows) {
  public ParallelSpec {
    branches = List.copyOf(branches);
    arrows = List.copyOf(arrows);
  }

  /** How branches decide. */
  public enum Kind {
    ALL,
    ANY,
    RACE,
    AT_LEAST
  }

  /**
   * One branch.
   *
   * @param name its label, or a text for traces when it has none
   * @param isNamed whether its outcome can be read by its siblings
   * @param minimumMicrojoules what is set aside for it before any branch starts (E3)
   */
  public record Branch(String name, boolean isNamed, long minimumMicrojoules) {
    /** One for which nothing is set aside. */
    public Branch(String name, boolean isNamed) {
      this(name, isNamed, 0);
    }
  }

  /** {@code before -> after}. */
  public record Arrow(int before, int after) {}
}
