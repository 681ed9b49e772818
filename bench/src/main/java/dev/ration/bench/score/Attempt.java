package dev.ration.bench.score;

/**
 * One attempt at a tier as its policy may know it.
 *
 * @param at when it ended
 * @param seconds it ran
 * @param limit how long it could have run
 * @param tailShare of the radio's tail when it began
 */
record Attempt(
    int call,
    int tier,
    double at,
    double seconds,
    double limit,
    How how,
    int output,
    double joules,
    double money,
    double tailShare) {
  enum How {
    ANSWERED,
    LATE,
    CANCELLED
  }
}
