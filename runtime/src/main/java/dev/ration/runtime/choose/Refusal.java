package dev.ration.runtime.choose;

/**
 * Why one tier does not serve, with the numbers that decide. Immutable; holds nothing of what was
 * asked.
 *
 * @param words completes "{@code cloud.chat} …", as in {@code needs 1.2 s, 300 ms are left}
 */
public record Refusal(RefusalCode code, String words) {}
