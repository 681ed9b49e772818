package dev.ration.bench.score;

/**
 * What missions are made of.
 *
 * @param name of where it comes from
 * @param input tokens read, for each request
 * @param output tokens written, for each request
 * @param roundTrips milliseconds, in time order; NaN for an outage
 * @param subjects how many there are
 * @param subject of each question
 * @param small whether a small model was right
 * @param large whether a large model was right
 */
@SuppressWarnings("ArrayRecordComponent")
record Traces(
    String name,
    int[] input,
    int[] output,
    double[] roundTrips,
    int subjects,
    int[] subject,
    boolean[] small,
    boolean[] large) {}
