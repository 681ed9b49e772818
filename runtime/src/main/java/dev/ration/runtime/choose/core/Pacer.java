package dev.ration.runtime.choose.core;

/**
 * The price of one budget, in value for each unit: it rises while requests cost more than what is
 * left allows them, and falls while they cost less (dual descent). Its first steps are long, to
 * find the right order of magnitude; the later ones are short, because a price that swings buys
 * dear and sells cheap. Used by one thread at a time.
 */
public final class Pacer {
  private static final double FIRST_STEP = 0.1;
  private static final double SETTLING = 20;
  private static final double MOST_OVER = 5;
  private static final double LEAST_REQUESTS = 20;

  private final double step;
  private final double least;
  private final double most;
  private double price;
  private double spent;
  private long requests;

  /**
   * Starts at a price.
   *
   * @param step how far it moves in the end for a request that costs twice its allowance, about
   *     0.01
   */
  public Pacer(double step, double start, double least, double most) {
    this.step = step;
    this.least = least;
    this.most = most;
    price = Math.clamp(start, least, most);
  }

  /** Books what has been spent since the last request. */
  public void spent(double amount) {
    spent += amount;
  }

  /** Moves the price at a request, {@code ahead} (itself included) before the budget's end. */
  public void asked(double free, double ahead) {
    // The first request has nothing behind it.
    if (requests > 0) {
      double allowance = Math.max(0, free) / Math.max(LEAST_REQUESTS, ahead);
      double over = allowance > 0 ? Math.clamp(spent / allowance - 1, -1, MOST_OVER) : MOST_OVER;
      double pull = Math.max(step, FIRST_STEP / (1 + requests / SETTLING));
      price = Math.clamp(price * StrictMath.exp(pull * over), least, most);
    }
    requests++;
    spent = 0;
  }

  /** What a unit is worth at present. */
  public double price() {
    return price;
  }
}
