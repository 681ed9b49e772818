package dev.ration.runtime.spi;

/** What a model can do; which ones a call needs follows from its result type and its header. */
public enum Ability {
  /** Picks one of a closed list of documented choices. */
  CHOOSE,
  /** Writes free text. */
  WRITE,
  /** Fills a declared structure: records, lists, numbers with units. */
  STRUCTURE,
  /** Looks at images. */
  SEE
}
