package dev.ration.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** How quantities are shown to people: four digits, in the unit that gives 1 to 1000 of it. */
public final class QuantityText {
  private static final int DIGITS = 4;

  /** Preferred units, smallest first. */
  private static final Map<Dimension, List<String>> PREFERRED =
      Map.ofEntries(
          Map.entry(Dimension.TIME, List.of("ns", "us", "ms", "s", "min", "h")),
          Map.entry(Dimension.ENERGY, List.of("mJ", "J", "kJ", "Wh", "kWh")),
          Map.entry(Dimension.POWER, List.of("mW", "W", "kW")),
          Map.entry(Dimension.LENGTH, List.of("mm", "cm", "m", "km")),
          Map.entry(Dimension.MASS, List.of("g", "kg")),
          Map.entry(Dimension.FORCE, List.of("N", "kN")),
          Map.entry(Dimension.TORQUE, List.of("Nm")),
          Map.entry(Dimension.PRESSURE, List.of("Pa", "kPa")),
          Map.entry(Dimension.FREQUENCY, List.of("Hz", "kHz")),
          Map.entry(Dimension.DATA, List.of("B", "kB", "MB", "GB")),
          Map.entry(Dimension.DATA_RATE, List.of("bit/s", "kbit/s", "Mbit/s", "Gbit/s")),
          Map.entry(Dimension.TOKENS, List.of("tok", "ktok", "Mtok")),
          Map.entry(Dimension.TOKEN_RATE, List.of("tok/s")),
          Map.entry(Dimension.ENERGY_PER_TOKEN, List.of("J/tok")),
          Map.entry(Dimension.SPEED, List.of("m/s")),
          Map.entry(Dimension.ACCELERATION, List.of("m/s2")),
          Map.entry(Dimension.ANGLE, List.of("deg")),
          Map.entry(Dimension.ANGULAR_SPEED, List.of("deg/s")),
          Map.entry(Dimension.CHARGE, List.of("mAh", "Ah")),
          Map.entry(Dimension.CURRENT, List.of("A")),
          Map.entry(Dimension.VOLTAGE, List.of("V")),
          Map.entry(Dimension.COMPUTE, List.of("TOPS")),
          Map.entry(Dimension.FLOAT_COMPUTE, List.of("TFLOPS")),
          Map.entry(Dimension.TEMPERATURE, List.of("degC")),
          Map.entry(Dimension.LEVEL, List.of("dB")),
          Map.entry(Dimension.ILLUMINANCE, List.of("lx")),
          Map.entry(Dimension.VOLUME, List.of("mL", "L")),
          Map.entry(Dimension.PIXELS, List.of("px", "Mpx")));

  private QuantityText() {}

  /** Returns the text, as in {@code 1.2 s}; units a policy could have written. */
  public static String of(Quantity quantity) {
    return text(quantity, RoundingMode.HALF_EVEN);
  }

  /** The same, but what digits are left out never makes it less: for a limit that is to suffice. */
  public static String atLeast(Quantity quantity) {
    return text(quantity, RoundingMode.CEILING);
  }

  private static String text(Quantity quantity, RoundingMode rounding) {
    List<String> symbols = PREFERRED.get(quantity.dimension());
    if (symbols == null) {
      String symbol = quantity.dimension().symbol();
      String number = plain(quantity.toDecimal(), rounding);
      return symbol.isEmpty() ? number : number + " " + symbol;
    }
    Unit chosen = unit(symbols.getFirst());
    for (String symbol : symbols) {
      Unit candidate = unit(symbol);
      boolean atLeastOne =
          quantity.in(candidate).abs().compareTo(BigDecimal.ONE) >= 0 || candidate.isAffine();
      if (atLeastOne && isPlainChoice(quantity, candidate)) {
        chosen = candidate;
      }
    }
    if (quantity.signum() == 0) {
      chosen = zero(symbols);
    }
    return plain(quantity.in(chosen), rounding) + " " + chosen.symbol();
  }

  /** Nothing is shown in the coherent unit: {@code 0 s}, {@code 0 J}. */
  private static Unit zero(List<String> symbols) {
    return symbols.stream()
        .map(QuantityText::unit)
        .filter(unit -> unit.numerator().compareTo(BigDecimal.ONE) == 0)
        .filter(unit -> unit.denominator().equals(BigInteger.ONE))
        .findFirst()
        .orElse(unit(symbols.getFirst()));
  }

  /** Minutes and watt-hours are chosen only from two of them on: 90 s says more than 1.5 min. */
  private static boolean isPlainChoice(Quantity quantity, Unit candidate) {
    boolean coarse =
        switch (candidate.symbol()) {
          case "min", "h", "Wh" -> true;
          default -> false;
        };
    return !coarse || quantity.in(candidate).abs().compareTo(BigDecimal.TWO) >= 0;
  }

  private static Unit unit(String symbol) {
    return Unit.ofSymbol(symbol).orElseThrow();
  }

  private static String plain(BigDecimal value, RoundingMode rounding) {
    BigDecimal rounded =
        value.precision() - value.scale() > DIGITS
            ? value.setScale(0, rounding)
            : value.round(new MathContext(DIGITS, rounding));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
