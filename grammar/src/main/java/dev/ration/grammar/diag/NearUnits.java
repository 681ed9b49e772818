package dev.ration.grammar.diag;

import dev.ration.plan.Code;
import dev.ration.plan.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of a unit that is not in the table. */
public final class NearUnits {
  /** What people write for a unit, in small letters. */
  private static final Map<String, String> WRITTEN_OUT =
      Map.ofEntries(
          Map.entry("second", "s"),
          Map.entry("seconds", "s"),
          Map.entry("sec", "s"),
          Map.entry("secs", "s"),
          Map.entry("sek", "s"),
          Map.entry("millisecond", "ms"),
          Map.entry("milliseconds", "ms"),
          Map.entry("msec", "ms"),
          Map.entry("minute", "min"),
          Map.entry("minutes", "min"),
          Map.entry("mins", "min"),
          Map.entry("hour", "h"),
          Map.entry("hours", "h"),
          Map.entry("hr", "h"),
          Map.entry("day", "d"),
          Map.entry("days", "d"),
          Map.entry("joule", "J"),
          Map.entry("joules", "J"),
          Map.entry("watt", "W"),
          Map.entry("watts", "W"),
          Map.entry("volt", "V"),
          Map.entry("volts", "V"),
          Map.entry("ampere", "A"),
          Map.entry("amps", "A"),
          Map.entry("meter", "m"),
          Map.entry("meters", "m"),
          Map.entry("metre", "m"),
          Map.entry("metres", "m"),
          Map.entry("gram", "g"),
          Map.entry("grams", "g"),
          Map.entry("newton", "N"),
          Map.entry("newtons", "N"),
          Map.entry("degree", "deg"),
          Map.entry("degrees", "deg"),
          Map.entry("celsius", "degC"),
          Map.entry("kelvin", "K"),
          Map.entry("hertz", "Hz"),
          Map.entry("percent", "%"),
          Map.entry("token", "tok"),
          Map.entry("tokens", "tok"),
          Map.entry("euro", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("dollar", "USD"),
          Map.entry("dollars", "USD"));

  private NearUnits() {}

  /** The finding for a unit that is unknown, with those that may be meant. */
  public static Diagnostic unknown(String written, Span at) {
    Diagnostic finding = Diagnostic.of(Code.UNKNOWN_UNIT, at, "`" + written + "` is not a unit.");
    List<String> meant = meant(written);
    if (meant.isEmpty()) {
      return finding.hint("`ration explain RTN0103` lists the units");
    }
    Diagnostic hinted = finding.hint("did you mean `" + String.join("` or `", meant) + "`?");
    for (String one : meant) {
      hinted = hinted.fix("write `" + one + "`", at, one);
    }
    return hinted;
  }

  /**
   * Every part of a compound is looked up by itself: of {@code m/sek} only the second half is
   * wrong.
   */
  private static List<String> meant(String written) {
    List<String> whole = List.of("");
    for (String part : written.split("/", -1)) {
      List<String> longer = new ArrayList<>();
      for (String one : whole) {
        for (String near : part(part)) {
          longer.add(one.isEmpty() ? near : one + "/" + near);
        }
      }
      whole = longer;
    }
    return whole.stream().filter(one -> Unit.ofSymbol(one).isPresent()).limit(3).toList();
  }

  private static List<String> part(String part) {
    if (Unit.ofSymbol(part).isPresent()) {
      return List.of(part);
    }
    String full = WRITTEN_OUT.get(part.toLowerCase(Locale.ROOT));
    return full == null ? NearWords.near(part, Unit.symbols()) : List.of(full);
  }
}
