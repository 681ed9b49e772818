package dev.ration.interpreter.reference;

/**
 * What a piece takes from a cancellation to its end (C2), in microseconds and microjoules: side by
 * side it is the longest, and in energy the sum.
 */
record Unwind(long micros, long energy) {
  static final Unwind NOTHING = new Unwind(0, 0);

  Unwind or(Unwind other) {
    return new Unwind(Math.max(micros, other.micros), Math.max(energy, other.energy));
  }

  Unwind beside(Unwind other) {
    return new Unwind(Math.max(micros, other.micros), energy + other.energy);
  }

  Unwind then(long moreMicros, long moreEnergy) {
    return new Unwind(micros + moreMicros, energy + moreEnergy);
  }
}
