package dev.ration.interpreter.agree;

import dev.ration.runtime.sim.FaultScript;
import java.util.List;
import java.util.Map;

/**
 * A policy with the world that it runs in. Times are in milliseconds.
 *
 * @param text of a module with policy, host actions, robot, models and site
 * @param isCalm whether nothing goes wrong and no limit is near, so that what is drawn is seen
 * @param faults what becomes of the first, the second, … command of an action; of later ones
 *     nothing
 * @param answers what a tier says the first time, the second, …; after the last it answers well
 * @param stop when the operator stops it; {@link #NEVER} for not at all
 * @param emergency when the robot is stopped at once
 * @param readings when the one sensor turns over
 * @param pings when the one topic says something
 */
record Draft(
    long seed,
    String text,
    boolean isCalm,
    Map<String, List<FaultScript.Fault>> faults,
    Map<String, List<Answer>> answers,
    int stop,
    int emergency,
    List<Integer> readings,
    List<Integer> pings) {
  static final int NEVER = -1;

  Draft {
    faults = Map.copyOf(faults);
    answers = Map.copyOf(answers);
    readings = List.copyOf(readings);
    pings = List.copyOf(pings);
  }

  /** What a model does when it is asked. */
  enum Answer {
    YES,
    /** It answers what a check of the question refuses. */
    NO,
    UNSURE,
    MALFORMED,
    REFUSED,
    HANGS
  }
}
