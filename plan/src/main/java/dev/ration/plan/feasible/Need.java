package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import java.math.BigInteger;

/**
 * What a piece of work needs. Immutable.
 *
 * @param time in nanoseconds
 * @param energy above idle, in microjoules
 * @param power the highest draw above idle at any moment, in microwatts
 * @param tailMicrojoules what it may cost at most beyond power times time: a radio stays awake
 *     after it was used; {@link Spread#NONE} when nothing bounds it
 * @param startMicrojoules what has to be free before it starts: as the least energy, but of all
 *     branches, whatever decides them (E3)
 */
public record Need(
    Spread time, Spread energy, Spread power, long tailMicrojoules, long startMicrojoules) {
  private static final BigInteger PARTS = BigInteger.valueOf(1_000_000_000L);

  /** What computes only. */
  public static final Need NOTHING = new Need(Spread.ZERO, Spread.ZERO, Spread.ZERO);

  /** What nothing is known of. */
  public static final Need UNKNOWN =
      new Need(Spread.UNKNOWN, Spread.UNKNOWN, Spread.UNKNOWN, Spread.NONE, 0);

  /** What leaves no radio awake. */
  public Need(Spread time, Spread energy, Spread power) {
    this(time, energy, power, 0, energy.minimum());
  }

  /** What only lets time pass. */
  public static Need waiting(Spread time) {
    return new Need(time, Spread.ZERO, Spread.ZERO);
  }

  /**
   * What a host action needs: time and draw are independent; it is cut early enough to stop within
   * its maximum, and what it draws most is the most that it declares.
   */
  static Need of(Work.Command command) {
    Distribution takes = command.takes().value();
    Distribution draws = command.draws().value();
    long bound =
        takes.max().isPresent()
            ? Spread.sum(takes.max().getAsLong(), command.stopNanos())
            : Spread.NONE;
    long most = draws.max().orElse(draws.p95());
    Spread time = new Spread(takes.least(), takes.mean(), takes.p95(), bound);
    Spread power = new Spread(draws.least(), draws.mean(), draws.p95(), most);
    return new Need(
        time,
        new Spread(
            energy(power.minimum(), time.minimum()),
            energy(power.expected(), time.expected()),
            energy(power.p95(), time.p95()),
            bound == Spread.NONE ? Spread.NONE : energy(most, bound)),
        power);
  }

  /** One after the other. */
  public Need then(Need next) {
    return new Need(
        time.then(next.time),
        energy.then(next.energy),
        power.max(next.power),
        Spread.sum(tailMicrojoules, next.tailMicrojoules),
        Spread.sum(startMicrojoules, next.startMicrojoules));
  }

  /** Both at once, until both have ended. */
  public Need beside(Need other) {
    return new Need(
        time.max(other.time),
        energy.then(other.energy),
        power.then(other.power),
        Spread.sum(tailMicrojoules, other.tailMicrojoules),
        Spread.sum(startMicrojoules, other.startMicrojoules));
  }

  /** One or the other: the larger of each figure. */
  Need or(Need other) {
    return new Need(
        time.max(other.time),
        energy.max(other.energy),
        power.max(other.power),
        Spread.larger(tailMicrojoules, other.tailMicrojoules),
        Math.max(startMicrojoules, other.startMicrojoules));
  }

  /** The same, but what answers a refused start may cost more. */
  Need orRefused(Need handler) {
    Spread most =
        new Spread(
            energy.minimum(),
            energy.expected(),
            energy.p95(),
            Spread.larger(energy.bound(), handler.energy.bound()));
    return new Need(
        time,
        most,
        power,
        Spread.larger(tailMicrojoules, handler.tailMicrojoules),
        startMicrojoules);
  }

  /** The same, but it may also end at once. */
  public Need perhaps() {
    return new Need(time.perhaps(), energy.perhaps(), power.perhaps(), tailMicrojoules, 0);
  }

  /** Under a deadline, an energy budget and a power cap; {@link Spread#NONE} for none. */
  public Need under(Limits limits) {
    Spread brief = time.cut(limits.nanos());
    long most =
        Spread.sum(
            energy(Spread.smaller(power.bound(), limits.microwatts()), brief.bound()),
            tailMicrojoules);
    Spread cheap = energy.cut(most).cut(limits.microjoules());
    return new Need(
        brief,
        cheap,
        power.cut(limits.microwatts()),
        Spread.smaller(tailMicrojoules, limits.microjoules()),
        Spread.smaller(startMicrojoules, limits.microjoules()));
  }

  /** Microwatts times nanoseconds, in microjoules, rounded up. */
  public static long energy(long microwatts, long nanos) {
    if (microwatts == Spread.NONE || nanos == Spread.NONE) {
      return Spread.NONE;
    }
    BigInteger parts = BigInteger.valueOf(microwatts).multiply(BigInteger.valueOf(nanos));
    BigInteger[] split = parts.divideAndRemainder(PARTS);
    BigInteger microjoules = split[1].signum() == 0 ? split[0] : split[0].add(BigInteger.ONE);
    return microjoules.bitLength() > 62 ? Long.MAX_VALUE : microjoules.longValue();
  }
}
