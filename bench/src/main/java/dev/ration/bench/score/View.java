package dev.ration.bench.score;

import java.util.Arrays;

/** What a policy sees of a call: nothing that has not happened yet. */
final class View {
  private final Mission mission;
  private final Play play;
  private final int call;

  View(Mission mission, Play play, int call) {
    this.mission = mission;
    this.play = play;
    this.call = call;
  }

  int call() {
    return call;
  }

  double now() {
    return mission.at()[call];
  }

  double missionEnd() {
    return mission.end();
  }

  World world() {
    return mission.world();
  }

  int subject() {
    return mission.subject()[call];
  }

  int input() {
    return mission.input()[call];
  }

  double deadline() {
    return mission.deadline()[call];
  }

  boolean isHard() {
    return mission.isHard()[call];
  }

  boolean isPrivate() {
    return mission.isPrivate()[call];
  }

  double quality(int tier) {
    return mission.table()[tier][subject()];
  }

  /** A tier's share of right answers over all subjects alike. */
  double meanQuality(int tier) {
    return Arrays.stream(mission.table()[tier]).average().orElse(0);
  }

  /** A draw that belongs to the call, for policies that choose at random. */
  double chance() {
    return mission.chance()[call];
  }

  /** What the local model will take for so many tokens, by its profile. */
  double localSeconds(double output) {
    return input() / world().figure("local.prefill") + output / world().figure("local.decode");
  }

  double freeJoules() {
    return play.freeJoules();
  }

  double freeMoney() {
    return play.freeMoney();
  }

  boolean isRadioAwake() {
    return play.tailLeft(now()) > 0;
  }

  /** The share of the radio's tail that a call now would add. */
  double tailShare() {
    double tail = world().figure("radio.tail.seconds");
    return (tail - play.tailLeft(now())) / tail;
  }

  /** The last round trip measured beside the calls, in seconds; NaN in an outage. */
  double roundTrip() {
    return mission.roundTrip()[call];
  }
}
