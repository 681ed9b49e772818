package dev.ration.runtime.choose.core;

/**
 * The price of one budget, in value for each unit: it rises while requests cost more than what is
 * left allows them, and falls while they cost less (dual descent). Used by one thread at a time.
 */
public final class Pacer {
  private static final double MEMORY = 0.05;
  private static final double MOST_STEP = 2;
  private static final double LEAST_REQUESTS = 20;

  private final double step;
  private final double least;
  private final double most;
  private double price;
  private double spentNow;
  private double spend;
  private boolean hasSpend;

  /**
   * Starts at a price.
   *
   * @param step how fast it moves, about 0.05
   */
  public Pacer(double step, double start, double least, double most) {
    this.step = step;
    this.least = least;
    this.most = most;
    price = Math.clamp(start, least, most);
  }

  /** Books what has been spent since the last request. */
  public void spent(double amount) {
    spentNow += amount;
  }

  /** Moves the price at a request, {@code requests} (itself included) before the budget's end. */
  public void asked(double free, double requests) {
    double allowance = Math.max(0, free) / Math.max(LEAST_REQUESTS, requests);
    if (hasSpend) {
      spend += MEMORY * (spentNow - spend);
    } else {
      // The first request has nothing behind it; it is taken to have met its allowance.
      spend = allowance;
      hasSpend = true;
    }
    spentNow = 0;
    double over = allowance > 0 ? spend / allowance - 1 : MOST_STEP;
    price = Math.clamp(price * Math.exp(step * Math.clamp(over, -1, MOST_STEP)), least, most);
  }

  /** What a unit is worth at present. */
  public double price() {
    return price;
  }
}
