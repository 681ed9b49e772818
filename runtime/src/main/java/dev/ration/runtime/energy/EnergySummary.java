package dev.ration.runtime.energy;

/**
 * Where the energy went, in microjoules: the first three always add up to the fourth (E4).
 *
 * @param charged to accounts
 * @param idle the robot's own draw
 * @param unattributed what a meter saw beyond both; negative when it saw less
 * @param measured the total: the meter's, or without one the sum of the others
 */
public record EnergySummary(long charged, long idle, long unattributed, long measured) {}
