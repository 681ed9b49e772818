package dev.ration.bench.score;

/**
 * What a policy made of a mission.
 *
 * @param utility right answers in time
 * @param misses calls without an answer in time
 * @param hardMisses those whose deadline was hard
 * @param joules used
 * @param money spent, in millionths
 * @param energyOver by which share the energy budget was passed
 * @param moneyOver by which share the money budget was passed
 * @param chooseNanos a decision took in the mean
 */
record Result(
    double utility,
    int misses,
    int hardMisses,
    double joules,
    double money,
    double energyOver,
    double moneyOver,
    double chooseNanos) {}
