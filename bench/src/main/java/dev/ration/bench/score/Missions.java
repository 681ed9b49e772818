package dev.ration.bench.score;

import java.util.Random;

/** Draws missions from traces; the same seed gives the same mission. */
final class Missions {
  private final World world;
  private final Traces traces;
  private final int gap;
  private final int size;
  private final Random random;

  private final double[] at;
  private final double[][] seconds;
  private final boolean[][] right;
  private final double[] wake;
  private final double[] roundTrip;
  private final int[] input;
  private final int[] output;
  private final int[] subject;

  private Missions(World world, Traces traces, int gap, long seed) {
    this.world = world;
    this.traces = traces;
    this.gap = gap;
    size = world.count("actions");
    random = new Random(seed * 1_000_003 + gap);
    at = new double[size];
    seconds = new double[Mission.TIERS][size];
    right = new boolean[Mission.TIERS][size];
    wake = new double[size];
    roundTrip = new double[size];
    input = new int[size];
    output = new int[size];
    subject = new int[size];
  }

  /** A mission whose calls come {@code gap} seconds apart in the mean. */
  static Mission draw(World world, Traces traces, int gap, long seed) {
    return new Missions(world, traces, gap, seed).draw();
  }

  private Mission draw() {
    boolean[] isTable = new boolean[traces.subject().length];
    for (int i = 0; i < isTable.length; i++) {
      isTable[i] = random.nextBoolean();
    }
    int[] rows = new int[traces.subjects()];
    double[][] table = table(isTable, true, rows);
    double[][] truth = table(isTable, false, new int[traces.subjects()]);
    double[] deadline = new double[size];
    boolean[] isHard = new boolean[size];
    boolean[] isPrivate = new boolean[size];
    double[] chance = new double[size];
    arrivals();
    for (int i = 0; i < size; i++) {
      deadline[i] = deadline();
      isHard[i] = random.nextDouble() < world.figure("hard");
      isPrivate[i] = random.nextDouble() < world.figure("private");
      chance[i] = random.nextDouble();
      question(i, isTable);
      tokens(i);
    }
    tiers();
    return new Mission(
        world,
        at,
        size * (double) gap,
        subject,
        input,
        output,
        deadline,
        isHard,
        isPrivate,
        seconds,
        wake,
        right,
        table,
        rows,
        truth,
        roundTrip,
        chance);
  }

  private double[][] table(boolean[] isTable, boolean side, int[] rows) {
    double[][] table = new double[Mission.TIERS][traces.subjects()];
    for (int i = 0; i < isTable.length; i++) {
      if (isTable[i] == side) {
        int of = traces.subject()[i];
        rows[of]++;
        table[Mission.LOCAL][of] += traces.small()[i] ? 1 : 0;
        table[Mission.CLOUD][of] += traces.large()[i] ? 1 : 0;
      }
    }
    for (int of = 0; of < rows.length; of++) {
      table[Mission.RULE][of] = world.figure("rule.quality");
      for (int tier = Mission.LOCAL; tier <= Mission.CLOUD; tier++) {
        table[tier][of] = rows[of] == 0 ? 0.5 : table[tier][of] / rows[of];
      }
    }
    return table;
  }

  private void arrivals() {
    double now = 0;
    for (int i = 0; i < size; i++) {
      now += -Math.log(1 - random.nextDouble());
      at[i] = now;
    }
    // The calls fill the mission, so that its end is known to nobody but the planner.
    double scale = size * (double) gap / (now + 1);
    for (int i = 0; i < size; i++) {
      at[i] *= scale;
    }
  }

  private double deadline() {
    double[] limits = world.all("deadlines");
    double[] weights = world.all("deadlines.weight");
    double left = random.nextDouble();
    int i = 0;
    while (i < limits.length - 1 && left >= weights[i]) {
      left -= weights[i];
      i++;
    }
    return limits[i];
  }

  private void question(int call, boolean[] isTable) {
    int row;
    do {
      row = random.nextInt(isTable.length);
    } while (isTable[row]);
    subject[call] = traces.subject()[row];
    right[Mission.RULE][call] = random.nextDouble() < world.figure("rule.quality");
    right[Mission.LOCAL][call] = traces.small()[row];
    right[Mission.CLOUD][call] = traces.large()[row];
  }

  private void tokens(int call) {
    int row = random.nextInt(traces.input().length);
    input[call] = Math.min(world.count("tokens.input.most"), traces.input()[row]);
    output[call] = Math.min(world.count("tokens.output.most"), traces.output()[row]);
  }

  private void tiers() {
    double[] brownout = world.all("brownout." + gap);
    boolean isBrown = false;
    double untilBrown = exponential(brownout[1]);
    int start = random.nextInt(traces.roundTrips().length);
    for (int i = 0; i < size; i++) {
      while (at[i] >= untilBrown) {
        isBrown = !isBrown;
        untilBrown += exponential(brownout[isBrown ? 0 : 1]);
      }
      seconds[Mission.RULE][i] = world.figure("rule.seconds");
      seconds[Mission.LOCAL][i] =
          (input[i] / world.figure("local.prefill") + output[i] / world.figure("local.decode"))
              * logNormal("local.spread");
      int row = start + (int) (at[i] / world.figure("rtt.every"));
      double trip = traces.roundTrips()[row % traces.roundTrips().length] / 1e3;
      roundTrip[i] = traces.roundTrips()[Math.max(0, row - 1) % traces.roundTrips().length] / 1e3;
      seconds[Mission.CLOUD][i] = cloud(i, trip, isBrown ? brownout[2] : 1);
      wake[i] =
          world.figure("radio.wake.least")
              + random.nextDouble()
                  * (world.figure("radio.wake.most") - world.figure("radio.wake.least"));
    }
  }

  private double cloud(int call, double trip, double slowness) {
    double first = world.figure("cloud.first") * logNormal("cloud.first.spread") * slowness;
    double rate = world.figure("cloud.decode") * logNormal("cloud.decode.spread");
    double up =
        input[call] * world.figure("cloud.bytes_per_token") * 8 / world.figure("cloud.uplink");
    return Double.isNaN(trip)
        ? Double.POSITIVE_INFINITY
        : world.figure("cloud.round_trips") * trip + first + up + output[call] / rate;
  }

  private double logNormal(String spread) {
    return Math.exp(world.figure(spread) * random.nextGaussian());
  }

  private double exponential(double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }
}
