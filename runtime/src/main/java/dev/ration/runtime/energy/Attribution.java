package dev.ration.runtime.energy;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Splits what a meter saw among the activities that overlapped (E4): idle draw first, the rest by
 * what each would have drawn, weighted by what was learned of each class of resource.
 *
 * <p>Used with the scheduler's lock held. The same calls in the same order give the same answers.
 */
public final class Attribution {
  /** So many stretches are learned from, and so often. */
  static final int WINDOW = 200;

  /** How far one quiet stretch moves the idle draw. */
  private static final double QUIET_WEIGHT = 0.05;

  private static final double NANOS = 1e9;

  private final Deque<Stretch> window = new ArrayDeque<>();
  private ClassWeights weights = ClassWeights.PROFILE;
  private double idleMicrowatts;
  private final Amount idleAllowance = new Amount();
  private long idleTakenMicros;
  private int sinceFit;

  /** Begins with the idle draw that the profile gives. */
  public Attribution(long idleMicrowatts) {
    this.idleMicrowatts = idleMicrowatts;
  }

  /** A class of resource whose draw has a factor of its own. */
  public enum Resource {
    CPU,
    GPU,
    RADIO,
    /** What the robot's body does: motors, lamps, loudspeakers. */
    BODY
  }

  /**
   * What one activity would have drawn in a stretch by its profile, in microjoules.
   *
   * @param cpu of general computing
   * @param gpu of accelerators
   * @param radio of sending and receiving, the tail left out
   * @param body of motors and the like
   */
  public record Use(long cpu, long gpu, long radio, long body) {
    public Use {
      if (cpu < 0 || gpu < 0 || radio < 0 || body < 0) {
        throw new IllegalArgumentException("a use is negative");
      }
    }

    /** A use of one class. */
    public static Use of(Resource resource, long microjoules) {
      return switch (resource) {
        case CPU -> new Use(microjoules, 0, 0, 0);
        case GPU -> new Use(0, microjoules, 0, 0);
        case RADIO -> new Use(0, 0, microjoules, 0);
        case BODY -> new Use(0, 0, 0, microjoules);
      };
    }

    private BigInteger sum() {
      return BigInteger.valueOf(cpu)
          .add(BigInteger.valueOf(gpu))
          .add(BigInteger.valueOf(radio))
          .add(BigInteger.valueOf(body));
    }
  }

  /**
   * A measured figure, split: the parts add up to it exactly.
   *
   * @param charges of the activities, in their order
   * @param idle the robot's own draw
   * @param unattributed what nobody is known to have used
   */
  public record Split(List<Long> charges, long idle, long unattributed) {
    public Split {
      charges = List.copyOf(charges);
    }
  }

  /** What was drawn above idle in a stretch, and what the profiles say of it, in joules. */
  record Stretch(double active, double[] byProfile) {}

  /** The factors that were learned, 1 where the profile is right: of each class. */
  public ClassWeights weights() {
    return weights;
  }

  /** The idle draw that was learned, in microwatts. */
  public long idleMicrowatts() {
    return Math.round(idleMicrowatts);
  }

  /**
   * Splits one stretch, and learns from it.
   *
   * @param uses of what ran in it, in program order
   */
  public Split split(long measuredMicrojoules, long nanos, List<Use> uses) {
    if (measuredMicrojoules < 0 || nanos < 0) {
      throw new IllegalArgumentException("a meter runs backwards");
    }
    long idle = Math.min(measuredMicrojoules, idleOf(nanos));
    long active = measuredMicrojoules - idle;
    List<Long> charges = shares(active, uses);
    long charged = charges.stream().mapToLong(Long::longValue).sum();
    learn(measuredMicrojoules, nanos, uses);
    return new Split(charges, idle, active - charged);
  }

  /** Idle draw times time, whose remainder is carried to the next stretch. */
  private long idleOf(long nanos) {
    idleAllowance.addProduct(idleMicrowatts(), nanos);
    long idle = idleAllowance.micros() - idleTakenMicros;
    idleTakenMicros = idleAllowance.micros();
    return idle;
  }

  private List<Long> shares(long active, List<Use> uses) {
    List<BigInteger> parts = new ArrayList<>();
    BigInteger whole = BigInteger.ZERO;
    for (Use use : uses) {
      BigInteger part = weights.of(use);
      parts.add(part);
      whole = whole.add(part);
    }
    if (whole.signum() == 0) {
      // No class weighs anything: the profile's own figures are all there is.
      parts.clear();
      for (Use use : uses) {
        parts.add(use.sum());
        whole = whole.add(use.sum());
      }
    }
    return whole.signum() == 0
        ? uses.stream().map(_ -> 0L).toList()
        : divided(BigInteger.valueOf(active), parts, whole);
  }

  /** Rounded down, and what is left one by one to those that take part, in their order. */
  private static List<Long> divided(BigInteger active, List<BigInteger> parts, BigInteger whole) {
    List<Long> shares = new ArrayList<>();
    BigInteger left = active;
    for (BigInteger part : parts) {
      BigInteger share = active.multiply(part).divide(whole);
      shares.add(share.longValueExact());
      left = left.subtract(share);
    }
    for (int i = 0; i < shares.size() && left.signum() > 0; i++) {
      if (parts.get(i).signum() > 0) {
        shares.set(i, shares.get(i) + 1);
        left = left.subtract(BigInteger.ONE);
      }
    }
    return shares;
  }

  private void learn(long measured, long nanos, List<Use> uses) {
    if (nanos == 0) {
      return;
    }
    double[] byProfile = new double[ClassWeights.CLASSES];
    double sum = 0;
    for (Use use : uses) {
      byProfile[0] += use.cpu() / 1e6;
      byProfile[1] += use.gpu() / 1e6;
      byProfile[2] += use.radio() / 1e6;
      byProfile[3] += use.body() / 1e6;
      sum += use.sum().signum();
    }
    if (sum == 0) {
      idleMicrowatts += QUIET_WEIGHT * (measured * (NANOS / nanos) - idleMicrowatts);
      return;
    }
    double active = Math.max(0, measured - idleMicrowatts * (nanos / NANOS)) / 1e6;
    window.addLast(new Stretch(active, byProfile));
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    sinceFit++;
    if (sinceFit >= WINDOW) {
      sinceFit = 0;
      weights = ClassWeights.fitted(window);
    }
  }
}
