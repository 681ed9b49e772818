package dev.ration.connect.llama;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The decimal numbers between two bounds, written without an exponent, as rules of a grammar.
 *
 * <p>A number is read digit by digit. What may follow depends only on how many digits are to come
 * and on whether those so far are the bound's own: then the next one is bounded too.
 */
final class DecimalRule {
  /** Digits before the point where no bound says fewer. */
  static final int DIGITS = 15;

  /** Places after the point where no bound says more. */
  static final int PLACES = 6;

  private static final BigDecimal MOST = BigDecimal.TEN.pow(DIGITS).subtract(BigDecimal.ONE);

  private final Rules rules;
  private final int places;
  private int longest;

  private DecimalRule(Rules rules, int places) {
    this.rules = rules;
    this.places = places;
  }

  /**
   * A rule and the most characters that it can take.
   *
   * @param name to refer to it by
   */
  record Built(String name, int longest) {}

  /** Whole numbers; null where there are none. */
  static @Nullable Built whole(Rules rules, long min, long max) {
    return new DecimalRule(rules, 0).build(BigDecimal.valueOf(min), BigDecimal.valueOf(max));
  }

  /** Numbers with places; null where there are none. */
  static @Nullable Built number(Rules rules, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    var places = Math.max(PLACES, Math.max(scale(min), scale(max)));
    var last = MOST.add(BigDecimal.ONE).subtract(BigDecimal.ONE.movePointLeft(places));
    var low = min == null ? last.negate().min(max == null ? last : max) : min;
    var high = max == null ? last.max(low) : max;
    return new DecimalRule(rules, places).build(low, high);
  }

  private static int scale(@Nullable BigDecimal bound) {
    return bound == null ? 0 : bound.stripTrailingZeros().scale();
  }

  private @Nullable Built build(BigDecimal low, BigDecimal high) {
    var alternatives = new ArrayList<String>();
    if (high.signum() >= 0 && low.compareTo(high) <= 0) {
      new Branch(low.max(BigDecimal.ZERO), high, false).into(alternatives, "");
    }
    if (low.signum() < 0 && low.compareTo(high) <= 0) {
      new Branch(high.negate().max(BigDecimal.ZERO), low.negate(), true).into(alternatives, "-");
    }
    return alternatives.isEmpty() ? null : new Built(rules.add("num", alternatives), longest);
  }

  /**
   * How far a number was read.
   *
   * @param whole digits before the point that are still to come
   * @param place places after the point that were read; -1 where there was no point yet
   * @param length digits before the point in all; 0 where that does not matter any more
   * @param isLow whether what was read is the lower bound's own
   * @param isHigh whether what was read is the upper bound's own
   * @param isZero whether nothing but zeros was read
   */
  private record State(
      int whole, int place, int length, boolean isLow, boolean isHigh, boolean isZero) {
    State free() {
      return isLow || isHigh || length == whole
          ? this
          : new State(whole, place, 0, false, false, isZero);
    }
  }

  /** What may follow a state. */
  private record Rest(String rule, int longest) {}

  /** The numbers of one sign. */
  private final class Branch {
    private final String lowDigits;
    private final String highDigits;
    private final String lowPlaces;
    private final String highPlaces;

    /** Minus zero is not how anybody writes zero. */
    private final boolean isNegative;

    private final Map<State, @Nullable Rest> known = new HashMap<>();

    Branch(BigDecimal low, BigDecimal high, boolean isNegative) {
      this.isNegative = isNegative;
      lowDigits = digits(low);
      highDigits = digits(high);
      lowPlaces = places(low);
      highPlaces = places(high);
    }

    private String digits(BigDecimal number) {
      return number.setScale(0, RoundingMode.DOWN).toPlainString();
    }

    private String places(BigDecimal number) {
      var written = number.setScale(places, RoundingMode.UNNECESSARY).toPlainString();
      var point = written.indexOf('.');
      return point < 0 ? "" : written.substring(point + 1);
    }

    /** Adds an alternative for each number of digits that there can be. */
    void into(List<String> alternatives, String sign) {
      for (var length = lowDigits.length(); length <= highDigits.length(); length++) {
        var start =
            new State(
                length,
                -1,
                length,
                length == lowDigits.length(),
                length == highDigits.length(),
                true);
        var rest = rest(start);
        if (rest != null) {
          alternatives.add(sign.isEmpty() ? rest.rule() : Rules.literal(sign) + " " + rest.rule());
          longest = Math.max(longest, sign.length() + rest.longest());
        }
      }
    }

    /** The rule for what may follow; null where nothing can make a number of it. */
    private @Nullable Rest rest(State state) {
      if (known.containsKey(state)) {
        return known.get(state);
      }
      var alternatives = new ArrayList<String>();
      var most = 0;
      if (state.whole() == 0 && state.place() < 0 && places > 0) {
        var fraction = rest(new State(0, 0, 0, state.isLow(), state.isHigh(), state.isZero()));
        if (fraction != null) {
          alternatives.add(Rules.literal(".") + " " + fraction.rule());
          most = 1 + fraction.longest();
        }
      } else if (state.whole() > 0 || (state.place() >= 0 && state.place() < places)) {
        most = digits(state, alternatives);
      }
      if (mayEnd(state)) {
        alternatives.add("\"\"");
      }
      var rest = alternatives.isEmpty() ? null : new Rest(rules.add("d", alternatives), most);
      known.put(state, rest);
      return rest;
    }

    /** Adds an alternative for each way in which the next digit can be followed. */
    private int digits(State state, List<String> alternatives) {
      Map<String, StringBuilder> followed = new TreeMap<>();
      var most = 0;
      for (var digit = '0'; digit <= '9'; digit++) {
        if (!mayFollow(state, digit)) {
          continue;
        }
        var rest = rest(after(state, digit));
        if (rest != null) {
          followed.computeIfAbsent(rest.rule(), _ -> new StringBuilder()).append(digit);
          most = Math.max(most, 1 + rest.longest());
        }
      }
      followed.forEach((rule, digits) -> alternatives.add("[" + digits + "] " + rule));
      return most;
    }

    private boolean mayFollow(State state, char digit) {
      var isFirstOfMany = state.whole() == state.length() && state.length() > 1;
      return !(digit == '0' && isFirstOfMany && state.whole() > 0)
          && !(state.isLow() && digit < bound(lowDigits, lowPlaces, state))
          && !(state.isHigh() && digit > bound(highDigits, highPlaces, state));
    }

    private State after(State state, char digit) {
      var isLow = state.isLow() && digit == bound(lowDigits, lowPlaces, state);
      var isHigh = state.isHigh() && digit == bound(highDigits, highPlaces, state);
      var isZero = state.isZero() && digit == '0';
      var next =
          state.whole() > 0
              ? new State(state.whole() - 1, -1, state.length(), isLow, isHigh, isZero)
              : new State(0, state.place() + 1, 0, isLow, isHigh, isZero);
      return next.free();
    }

    private char bound(String digits, String fraction, State state) {
      return state.whole() > 0
          ? digits.charAt(digits.length() - state.whole())
          : fraction.charAt(state.place());
    }

    private boolean mayEnd(State state) {
      if (state.whole() > 0 || state.place() == 0 || (isNegative && state.isZero())) {
        return false;
      }
      var from = Math.max(0, state.place());
      return !state.isLow() || lowPlaces.substring(from).chars().allMatch(digit -> digit == '0');
    }
  }
}
