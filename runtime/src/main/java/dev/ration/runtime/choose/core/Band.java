package dev.ration.runtime.choose.core;

/** How full the battery is, in four steps; a step is left upwards only with a margin. */
public enum Band {
  /** Above 40 %. */
  NORMAL(0.40, 1),
  /** From 40 down to 20 %. */
  SAVER(0.20, 2),
  /** From 20 down to 8 %. */
  CRITICAL(0.08, 4),
  /** Below 8 %: what is left belongs to the way to the dock. */
  RESERVE(0, 8);

  /** By how much a band's lower end must be passed before it is entered again. */
  public static final double MARGIN = 0.03;

  private static final Band[] ALL = values();

  private final double above;
  private final double weight;

  Band(double above, double weight) {
    this.above = above;
    this.weight = weight;
  }

  /** By what the price of energy is multiplied in this band. */
  public double weight() {
    return weight;
  }

  /** The band after this one, for a charge from 0 to 1. */
  public Band next(double charge) {
    Band reached = RESERVE;
    for (Band band : ALL) {
      double end = band.ordinal() < ordinal() ? band.above + MARGIN : band.above;
      if (charge > end) {
        reached = band;
        break;
      }
    }
    return reached;
  }
}
