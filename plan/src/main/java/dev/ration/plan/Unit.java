package dev.ration.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unit of the closed table, or two of them joined as in {@code m/s2}.
 *
 * <p>Immutable. One unit is {@code numerator / denominator} coherent units plus {@code offset}; the
 * factor is a fraction so that {@code rpm} (1/60 Hz) and {@code km/h} stay exact.
 */
public record Unit(
    String symbol,
    Dimension dimension,
    BigDecimal numerator,
    BigInteger denominator,
    BigDecimal offset) {

  private static final Map<String, Unit> TABLE = new LinkedHashMap<>();

  /** 180 degrees in radians; the only irrational factor, cut at 40 digits. */
  private static final BigDecimal PI = new BigDecimal("3.141592653589793238462643383279502884197");

  static {
    time();
    energy();
    mechanics();
    information();
    rest();
  }

  private static void time() {
    add("ns", Dimension.TIME, "1e-9");
    add("us", Dimension.TIME, "1e-6");
    add("µs", Dimension.TIME, "1e-6");
    add("ms", Dimension.TIME, "1e-3");
    add("s", Dimension.TIME, "1");
    add("min", Dimension.TIME, "60");
    add("h", Dimension.TIME, "3600");
    add("d", Dimension.TIME, "86400");
    add("Hz", Dimension.FREQUENCY, "1");
    add("kHz", Dimension.FREQUENCY, "1000");
    add("fps", Dimension.FREQUENCY, "1");
    add("bpm", Dimension.FREQUENCY, "1", 60);
    add("rpm", Dimension.FREQUENCY, "1", 60);
  }

  private static void energy() {
    add("J", Dimension.ENERGY, "1");
    add("mJ", Dimension.ENERGY, "1e-3");
    add("kJ", Dimension.ENERGY, "1000");
    add("Wh", Dimension.ENERGY, "3600");
    add("kWh", Dimension.ENERGY, "3600000");
    add("W", Dimension.POWER, "1");
    add("mW", Dimension.POWER, "1e-3");
    add("kW", Dimension.POWER, "1000");
    add("V", Dimension.VOLTAGE, "1");
    add("A", Dimension.CURRENT, "1");
    add("mAh", Dimension.CHARGE, "3.6");
    add("Ah", Dimension.CHARGE, "3600");
  }

  private static void mechanics() {
    add("mm", Dimension.LENGTH, "1e-3");
    add("cm", Dimension.LENGTH, "1e-2");
    add("m", Dimension.LENGTH, "1");
    add("km", Dimension.LENGTH, "1000");
    add("m2", Dimension.AREA, "1");
    add("m3", Dimension.VOLUME, "1");
    add("s2", Dimension.TIME.times(Dimension.TIME), "1");
    add("mL", Dimension.VOLUME, "1e-6");
    add("L", Dimension.VOLUME, "1e-3");
    add("g", Dimension.MASS, "1e-3");
    add("kg", Dimension.MASS, "1");
    add("N", Dimension.FORCE, "1");
    add("kN", Dimension.FORCE, "1000");
    add("Nm", Dimension.TORQUE, "1");
    add("Pa", Dimension.PRESSURE, "1");
    add("kPa", Dimension.PRESSURE, "1000");
    // 1 mmHg = 133.322387415 Pa by definition of the conventional millimetre of mercury.
    add("mmHg", Dimension.PRESSURE, "133.322387415");
    add("rad", Dimension.ANGLE, "1");
    put(new Unit("deg", Dimension.ANGLE, PI, BigInteger.valueOf(180), BigDecimal.ZERO));
    put(new Unit("°", Dimension.ANGLE, PI, BigInteger.valueOf(180), BigDecimal.ZERO));
  }

  private static void information() {
    add("bit", Dimension.DATA, "1");
    add("kbit", Dimension.DATA, "1000");
    add("Mbit", Dimension.DATA, "1e6");
    add("Gbit", Dimension.DATA, "1e9");
    add("B", Dimension.DATA, "8");
    add("kB", Dimension.DATA, "8000");
    add("MB", Dimension.DATA, "8e6");
    add("GB", Dimension.DATA, "8e9");
    add("MiB", Dimension.DATA, "8388608");
    add("GiB", Dimension.DATA, "8589934592");
    add("TOPS", Dimension.COMPUTE, "1e12");
    add("TFLOPS", Dimension.FLOAT_COMPUTE, "1e12");
    add("tok", Dimension.TOKENS, "1");
    add("ktok", Dimension.TOKENS, "1000");
    add("Mtok", Dimension.TOKENS, "1e6");
    add("px", Dimension.PIXELS, "1");
    add("Mpx", Dimension.PIXELS, "1e6");
  }

  private static void rest() {
    add("K", Dimension.TEMPERATURE, "1");
    put(
        new Unit(
            "degC",
            Dimension.TEMPERATURE,
            BigDecimal.ONE,
            BigInteger.ONE,
            new BigDecimal("273.15")));
    add("lx", Dimension.ILLUMINANCE, "1");
    add("dB", Dimension.LEVEL, "1");
    add("dBm", Dimension.LEVEL, "1");
    add("%", Dimension.NONE, "0.01");
    for (Dimension.Base base : Dimension.Base.values()) {
      if (base.isMoney()) {
        add(base.symbol(), Dimension.of(base), "1");
      }
    }
    add("ct", Dimension.of(Dimension.Base.EUR), "0.01");
  }

  private static void add(String symbol, Dimension dimension, String factor) {
    add(symbol, dimension, factor, 1);
  }

  private static void add(String symbol, Dimension dimension, String factor, int divisor) {
    put(
        new Unit(
            symbol,
            dimension,
            new BigDecimal(factor),
            BigInteger.valueOf(divisor),
            BigDecimal.ZERO));
  }

  private static void put(Unit unit) {
    TABLE.put(unit.symbol(), unit);
  }

  /** Every simple unit's symbol, in table order, for completion and docs. */
  public static Set<String> symbols() {
    return TABLE.keySet();
  }

  /**
   * Finds a unit by its symbol, exactly: one of the table, or two of them joined by {@code /}. A
   * unit with an offset ({@code degC}) cannot be joined.
   */
  public static Optional<Unit> ofSymbol(String symbol) {
    Unit simple = TABLE.get(symbol);
    if (simple != null) {
      return Optional.of(simple);
    }
    int slash = symbol.indexOf('/');
    if (slash <= 0) {
      return Optional.empty();
    }
    Unit above = TABLE.get(symbol.substring(0, slash));
    Unit below = TABLE.get(symbol.substring(slash + 1));
    if (above == null || below == null || above.isAffine() || below.isAffine()) {
      return Optional.empty();
    }
    return Optional.of(
        new Unit(
                symbol,
                above.dimension.dividedBy(below.dimension),
                above.numerator.multiply(new BigDecimal(below.denominator)),
                above.denominator.multiply(below.numerator.unscaledValue()),
                BigDecimal.ZERO)
            .scaledDown(below.numerator.scale()));
  }

  private Unit scaledDown(int decimals) {
    return new Unit(symbol, dimension, numerator.scaleByPowerOfTen(decimals), denominator, offset);
  }

  /** Tells whether zero of this unit is not zero of the coherent unit. */
  public boolean isAffine() {
    return offset.signum() != 0;
  }
}
