package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.resource.Holding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an activity's clauses ask for, computed when it is entered. Immutable; one object may serve
 * every entry when the clauses are constant.
 *
 * <p>Times are in nanoseconds with {@link Instants#NEVER} for "none declared"; energy, power and
 * money in millionths with {@link #NONE}.
 */
public final class Demands {
  /** No figure was declared: a value of its own, never calculated with. */
  public static final long NONE = -1;

  /** Asks for nothing. */
  public static final Demands NOTHING = builder().build();

  final long withinNanos;
  final double quantile;
  final long reserveNanos;
  final long minimumNanos;
  final long effectNanos;
  final long cleanupNanos;
  final long energyMicrojoules;
  final boolean isTotalEnergy;
  final boolean isSharedPot;
  final long keptMicrojoules;
  final long minimumMicrojoules;
  final long powerMicrowatts;
  final long powerOverNanos;
  final long minimumMicrowatts;
  final long spendMicro;
  final List<Holding> holds;
  final boolean isNow;
  final @Nullable Priority priority;
  final boolean isPreemptible;
  final @Nullable List<String> tiers;
  final @Nullable Prefer prefer;
  final Privacy privacy;
  final long attempts;
  final long backoffNanos;
  final long backoffMaxNanos;
  final double backoffFactor;
  final long[] keepForNanos;
  final long[] softNanos;

  private Demands(Builder from) {
    withinNanos = from.withinNanos;
    quantile = from.quantile;
    reserveNanos = from.reserveNanos;
    minimumNanos = from.minimumNanos;
    effectNanos = Math.min(from.minimumNanos, from.effectNanos);
    cleanupNanos = from.cleanupNanos;
    energyMicrojoules = from.energyMicrojoules;
    isTotalEnergy = from.isTotalEnergy;
    isSharedPot = from.isSharedPot;
    keptMicrojoules = from.keptMicrojoules;
    minimumMicrojoules = from.minimumMicrojoules;
    powerMicrowatts = from.powerMicrowatts;
    powerOverNanos = from.powerOverNanos;
    minimumMicrowatts = from.minimumMicrowatts;
    spendMicro = from.spendMicro;
    holds = List.copyOf(from.holds);
    isNow = from.isNow;
    priority = from.priority;
    isPreemptible = from.isPreemptible;
    tiers = from.tiers == null ? null : List.copyOf(from.tiers);
    prefer = from.prefer;
    privacy = from.privacy;
    attempts = from.attempts;
    backoffNanos = from.backoffNanos;
    backoffMaxNanos = from.backoffMaxNanos;
    backoffFactor = from.backoffFactor;
    keepForNanos = from.keepForNanos.clone();
    softNanos = from.softNanos.clone();
  }

  /** Begins demands. */
  public static Builder builder() {
    return new Builder();
  }

  /** Begins demands with nothing but a deadline. */
  public static Builder within(long nanos) {
    return new Builder().within(nanos);
  }

  /** Collects demands. Used by one thread. */
  public static final class Builder {
    private long withinNanos = Instants.NEVER;
    private double quantile = Double.NaN;
    private long reserveNanos = Instants.NEVER;
    private long minimumNanos;
    private long effectNanos = Long.MAX_VALUE;
    private long cleanupNanos = Instants.NEVER;
    private long energyMicrojoules = NONE;
    private boolean isTotalEnergy;
    private boolean isSharedPot;
    private long keptMicrojoules;
    private long minimumMicrojoules;
    private long powerMicrowatts = NONE;
    private long powerOverNanos = Instants.NEVER;
    private long minimumMicrowatts;
    private long spendMicro = NONE;
    private List<Holding> holds = List.of();
    private boolean isNow;
    private @Nullable Priority priority;
    private boolean isPreemptible;
    private @Nullable List<String> tiers;
    private @Nullable Prefer prefer;
    private Privacy privacy = Privacy.OPEN;
    private long attempts = NONE;
    private long backoffNanos;
    private long backoffMaxNanos;
    private double backoffFactor = 2;
    private long[] keepForNanos = {};
    private long[] softNanos = {};

    private Builder() {}

    /** {@code within D}. */
    public Builder within(long nanos) {
      withinNanos = nanos;
      return this;
    }

    /** {@code at P}, from 0 to 1. */
    public Builder at(double probability) {
      quantile = probability;
      return this;
    }

    /** {@code reserve R}. */
    public Builder reserve(long nanos) {
      reserveNanos = nanos;
      return this;
    }

    /** The least time the body needs, from the static estimate (T6). */
    public Builder minimum(long nanos) {
      minimumNanos = nanos;
      return this;
    }

    /** The least time to the first effect, where it is shorter: what a `respond` asks for (T9). */
    public Builder minimumToEffect(long nanos) {
      effectNanos = nanos;
      return this;
    }

    /** {@code cleanup within C}; without, the site's default counts. */
    public Builder cleanup(long nanos) {
      cleanupNanos = nanos;
      return this;
    }

    /** {@code energy E}, in microjoules. */
    public Builder energy(long microjoules) {
      energyMicrojoules = microjoules;
      return this;
    }

    /** {@code total energy E}. */
    public Builder totalEnergy(long microjoules) {
      energyMicrojoules = microjoules;
      isTotalEnergy = true;
      return this;
    }

    /** {@code share energy}: the branches below mean to share one pot (E3). */
    public Builder shareEnergy() {
      isSharedPot = true;
      return this;
    }

    /** What handler and wind-down may need, F (E2). */
    public Builder keptEnergy(long microjoules) {
      keptMicrojoules = microjoules;
      return this;
    }

    /** The least energy the body needs. */
    public Builder minimumEnergy(long microjoules) {
      minimumMicrojoules = microjoules;
      return this;
    }

    /** {@code power P}, in microwatts. */
    public Builder power(long microwatts) {
      powerMicrowatts = microwatts;
      return this;
    }

    /** {@code over T}. */
    public Builder powerOver(long nanos) {
      powerOverNanos = nanos;
      return this;
    }

    /** The least power the body draws at once. */
    public Builder minimumPower(long microwatts) {
      minimumMicrowatts = microwatts;
      return this;
    }

    /** {@code spend M}, in millionths of the site's currency. */
    public Builder spend(long microMoney) {
      spendMicro = microMoney;
      return this;
    }

    /** {@code holds r, s}. */
    public Builder holds(Holding... holdings) {
      holds = List.of(holdings);
      return this;
    }

    /** {@code now}: do not wait for resources. */
    public Builder now() {
      isNow = true;
      return this;
    }

    /** {@code priority p}. */
    public Builder priority(Priority value) {
      priority = value;
      return this;
    }

    /** {@code preemptible}. */
    public Builder preemptible() {
      isPreemptible = true;
      return this;
    }

    /** {@code tiers a, b}. */
    public Builder tiers(List<String> names) {
      tiers = names;
      return this;
    }

    /** {@code prefer …}. */
    public Builder prefer(Prefer value) {
      prefer = value;
      return this;
    }

    /** {@code private}, {@code share only …}. */
    public Builder privacy(Privacy value) {
      privacy = value;
      return this;
    }

    /** {@code retry n}: attempts in all; NONE for as many as fit. */
    public Builder attempts(long count) {
      attempts = count;
      return this;
    }

    /** {@code backoff a .. b by k}. */
    public Builder backoff(long firstNanos, long maxNanos, double factor) {
      backoffNanos = firstNanos;
      backoffMaxNanos = maxNanos;
      backoffFactor = factor;
      return this;
    }

    /** {@code keep c for d}, one figure for each {@code keep}; 0 without. */
    public Builder keepFor(long... nanos) {
      keepForNanos = nanos;
      return this;
    }

    /** {@code soft within D}, one figure for each block. */
    public Builder soft(long... nanos) {
      softNanos = nanos;
      return this;
    }

    /** Makes the demands. */
    public Demands build() {
      return new Demands(this);
    }
  }
}
