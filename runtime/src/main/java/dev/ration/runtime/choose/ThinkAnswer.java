package dev.ration.runtime.choose;

import dev.ration.runtime.spi.AnswerValue;

/**
 * A model's answer, with what stands behind it (M5). Immutable.
 *
 * @param value of the shape of the call's result type
 * @param confidence calibrated probability that it is right, 0 to 1
 * @param tier that served
 * @param why in a few words why that tier
 */
public record ThinkAnswer(AnswerValue value, double confidence, String tier, String why) {}
