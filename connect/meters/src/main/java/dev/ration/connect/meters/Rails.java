package dev.ration.connect.meters;

import dev.ration.connect.meters.FoundMeter.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rail of a board feeds which: a rail and what it feeds are never added.
 *
 * <p>By the names that NVIDIA's boards give them. A board without an input rail is the sum of the
 * rails that nothing measured feeds.
 */
final class Rails {
  /** Rails through which everything flows, the outermost first. */
  private static final List<String> INPUTS =
      List.of("VIN", "VDD_MUX", "VDD_IN", "POM_5V_IN", "VDD_5V_IN");

  /** What lies behind a rail that is not the whole input. */
  private static final Map<String, Set<String>> FEEDS =
      Map.of("VIN_SYS_5V0", Set.of("VDDQ_VDD2_1V8AO"));

  private Rails() {}

  /** A role and its reason. */
  record Verdict(Role role, String why) {}

  /** How a rail counts beside the others of its board. */
  static Verdict of(String rail, Set<String> all) {
    for (String input : INPUTS) {
      if (all.contains(input)) {
        return rail.equals(input)
            ? new Verdict(Role.TOTAL, "")
            : new Verdict(Role.PART, "fed through " + input);
      }
    }
    for (Map.Entry<String, Set<String>> feed : FEEDS.entrySet()) {
      if (all.contains(feed.getKey()) && feed.getValue().contains(rail)) {
        return new Verdict(Role.PART, "fed through " + feed.getKey());
      }
    }
    return new Verdict(Role.TOTAL, "");
  }
}
