package dev.ration.plan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a quantity measures: a product of powers of base dimensions.
 *
 * <p>Immutable. Torque is energy per angle, so that {@code Nm} and {@code J} cannot be mixed by
 * accident although both are N·m. Every currency is a base dimension of its own: an exchange rate
 * is a figure that somebody has to give.
 */
public final class Dimension {
  /** The independent dimensions. The order is part of no contract. */
  public enum Base {
    TIME("s"),
    LENGTH("m"),
    MASS("kg"),
    CURRENT("A"),
    TEMPERATURE("K"),
    ANGLE("rad"),
    DATA("bit"),
    TOKEN("tok"),
    OPERATION("op"),
    FLOATING_OPERATION("flop"),
    PIXEL("px"),
    ILLUMINANCE("lx"),
    LEVEL("dB"),
    EUR("EUR"),
    USD("USD"),
    GBP("GBP"),
    JPY("JPY"),
    CNY("CNY"),
    CHF("CHF");

    private final String symbol;

    Base(String symbol) {
      this.symbol = symbol;
    }

    /** The symbol of the coherent unit. */
    public String symbol() {
      return symbol;
    }

    boolean isMoney() {
      return ordinal() >= EUR.ordinal();
    }
  }

  private static final Map<Dimension, String> NAMES = new LinkedHashMap<>();

  public static final Dimension NONE = new Dimension(new int[Base.values().length]);
  public static final Dimension TIME = named("Time", of(Base.TIME));
  public static final Dimension LENGTH = named("Length", of(Base.LENGTH));
  public static final Dimension MASS = named("Mass", of(Base.MASS));
  public static final Dimension CURRENT = named("Current", of(Base.CURRENT));
  public static final Dimension TEMPERATURE = named("Temperature", of(Base.TEMPERATURE));
  public static final Dimension ANGLE = named("Angle", of(Base.ANGLE));
  public static final Dimension DATA = named("Data", of(Base.DATA));
  public static final Dimension TOKENS = named("Tokens", of(Base.TOKEN));
  public static final Dimension PIXELS = named("Pixels", of(Base.PIXEL));
  public static final Dimension ILLUMINANCE = named("Illuminance", of(Base.ILLUMINANCE));
  public static final Dimension LEVEL = named("Level", of(Base.LEVEL));
  public static final Dimension FREQUENCY = named("Frequency", NONE.dividedBy(TIME));
  public static final Dimension AREA = named("Area", LENGTH.times(LENGTH));
  public static final Dimension VOLUME = named("Volume", AREA.times(LENGTH));
  public static final Dimension SPEED = named("Speed", LENGTH.dividedBy(TIME));
  public static final Dimension ACCELERATION = named("Acceleration", SPEED.dividedBy(TIME));
  public static final Dimension ANGULAR_SPEED = named("AngularSpeed", ANGLE.dividedBy(TIME));
  public static final Dimension FORCE = named("Force", MASS.times(ACCELERATION));
  public static final Dimension PRESSURE = named("Pressure", FORCE.dividedBy(AREA));
  public static final Dimension ENERGY = named("Energy", FORCE.times(LENGTH));
  public static final Dimension TORQUE = named("Torque", ENERGY.dividedBy(ANGLE));
  public static final Dimension POWER = named("Power", ENERGY.dividedBy(TIME));
  public static final Dimension CHARGE = named("Charge", CURRENT.times(TIME));
  public static final Dimension VOLTAGE = named("Voltage", POWER.dividedBy(CURRENT));
  public static final Dimension DATA_RATE = named("DataRate", DATA.dividedBy(TIME));
  public static final Dimension TOKEN_RATE = named("TokenRate", TOKENS.dividedBy(TIME));
  public static final Dimension ENERGY_PER_TOKEN = named("TokenEnergy", ENERGY.dividedBy(TOKENS));
  public static final Dimension COMPUTE = named("Compute", of(Base.OPERATION).dividedBy(TIME));
  public static final Dimension FLOAT_COMPUTE =
      named("FloatCompute", of(Base.FLOATING_OPERATION).dividedBy(TIME));

  private final int[] powers;

  private Dimension(int[] powers) {
    this.powers = powers;
  }

  /** Returns the dimension of the base itself. */
  public static Dimension of(Base base) {
    int[] powers = new int[Base.values().length];
    powers[base.ordinal()] = 1;
    return new Dimension(powers);
  }

  private static Dimension named(String name, Dimension dimension) {
    NAMES.put(dimension, name);
    return dimension;
  }

  /** Finds the dimension a policy calls {@code name}, as in {@code mass: Mass}. */
  public static Optional<Dimension> ofName(String name) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The named dimensions, in the order of their declaration, for completion and docs. */
  public static Map<Dimension, String> named() {
    return Map.copyOf(NAMES);
  }

  /** Adds the powers of both. */
  public Dimension times(Dimension other) {
    int[] sum = powers.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.powers[i];
    }
    return new Dimension(sum);
  }

  /** Subtracts the powers of {@code other}. */
  public Dimension dividedBy(Dimension other) {
    int[] difference = powers.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= other.powers[i];
    }
    return new Dimension(difference);
  }

  /** Tells whether nothing is measured: a plain number or a ratio. */
  public boolean isNone() {
    return Arrays.stream(powers).allMatch(power -> power == 0);
  }

  /** Tells whether this is an amount of one currency. */
  public boolean isMoney() {
    int found = 0;
    for (Base base : Base.values()) {
      int power = powers[base.ordinal()];
      if (power == 1 && base.isMoney()) {
        found++;
      } else if (power != 0) {
        return false;
      }
    }
    return found == 1;
  }

  /**
   * How values of this dimension are kept at run time: as a whole number of grains, or as a
   * floating-point number of coherent units.
   */
  public Grain grain() {
    if (equals(TIME)) {
      return Grain.NANO;
    }
    if (equals(ENERGY) || equals(POWER) || isMoney()) {
      return Grain.MICRO;
    }
    return equals(DATA) ? Grain.ONE : Grain.FLOATING;
  }

  /** The name a policy uses, or the product of base symbols where it has none. */
  public String display() {
    String name = NAMES.get(this);
    if (name != null) {
      return name;
    }
    if (isNone()) {
      return "Number";
    }
    return isMoney() ? "Money<" + symbol() + ">" : symbol();
  }

  /** The coherent unit in base symbols, as in {@code kg·m²/s³}; empty for a plain number. */
  public String symbol() {
    StringBuilder above = new StringBuilder();
    StringBuilder below = new StringBuilder();
    for (Base base : Base.values()) {
      int power = powers[base.ordinal()];
      if (power != 0) {
        StringBuilder side = power > 0 ? above : below;
        if (!side.isEmpty()) {
          side.append('·');
        }
        side.append(base.symbol());
        if (Math.abs(power) > 1) {
          side.append('^').append(Math.abs(power));
        }
      }
    }
    if (below.isEmpty()) {
      return above.toString();
    }
    return (above.isEmpty() ? "1" : above) + "/" + below;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dimension that && Arrays.equals(powers, that.powers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(powers);
  }

  @Override
  public String toString() {
    return display();
  }
}
