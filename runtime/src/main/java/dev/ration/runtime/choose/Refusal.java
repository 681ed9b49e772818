package dev.ration.runtime.choose;

import org.jspecify.annotations.Nullable;

/**
 * Why one tier does not serve, with the numbers that decide. Immutable; holds nothing of what was
 * asked.
 *
 * @param words completes "{@code cloud.chat} …", as in {@code needs 1.2 s, 300 ms are left}
 * @param numbers the same for machines; null where no number decides
 */
public record Refusal(RefusalCode code, String words, @Nullable Numbers numbers) {
  /** One in which no number decides. */
  public Refusal(RefusalCode code, String words) {
    this(code, words, null);
  }

  /**
   * What decided.
   *
   * @param needed what it would take
   * @param had what there was
   * @param unit of both: {@code ns}, {@code uj}, {@code uw}, {@code micro_money}, {@code bytes},
   *     {@code share}
   */
  public record Numbers(double needed, double had, String unit) {}
}
