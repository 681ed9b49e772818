package dev.ration.runtime.report;

import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a run as plain maps and lists, in a fixed order, ready to be written as JSON.
 *
 * <p>Times are nanoseconds since the run began, energy microjoules, money millionths; what has no
 * value is left out.
 */
public final class ReceiptDocument {
  private ReceiptDocument() {}

  /** Returns the document of one activity and all below it. */
  public static Map<String, Object> of(Receipt receipt) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("activity", receipt.name());
    document.put("kind", receipt.kind().name().toLowerCase(Locale.ROOT));
    if (!receipt.origin().isEmpty()) {
      document.put("origin", receipt.origin());
    }
    document.put("outcome", receipt.outcome());
    document.put("start_ns", receipt.startNanos());
    document.put("used_ns", receipt.endNanos() - receipt.startNanos());
    putInstant(document, "allowed_ns", receipt.allowedNanos());
    document.put("used_uj", receipt.usedMicrojoules());
    if (receipt.grantedMicrojoules() != Demands.NONE) {
      document.put("granted_uj", receipt.grantedMicrojoules());
    }
    document.put("grade", receipt.grade().word());
    if (receipt.spentMicroMoney() != 0) {
      document.put("spent_micro", receipt.spentMicroMoney());
    }
    if (receipt.tier() != null) {
      document.put("tier", receipt.tier());
    }
    if (!receipt.why().isEmpty()) {
      document.put("why", receipt.why());
    }
    if (receipt.attempts() != 1) {
      document.put("attempts", receipt.attempts());
    }
    if (receipt.dropped() != 0) {
      document.put("dropped", receipt.dropped());
    }
    putPhases(document, receipt.phases());
    putFaults(document, receipt.faults());
    if (!receipt.children().isEmpty()) {
      document.put("children", receipt.children().stream().map(ReceiptDocument::of).toList());
    }
    return document;
  }

  private static void putPhases(Map<String, Object> document, Receipt.@Nullable Phases phases) {
    if (phases != null) {
      putInstant(document, "accepted_ns", phases.acceptedNanos());
      putInstant(document, "begun_ns", phases.begunNanos());
      putInstant(document, "ended_ns", phases.endedNanos());
    }
  }

  private static void putFaults(Map<String, Object> document, List<Receipt.Fault> faults) {
    if (!faults.isEmpty()) {
      document.put(
          "faults",
          faults.stream()
              .map(fault -> Map.of("code", fault.code(), "message", fault.message()))
              .toList());
    }
  }

  private static void putInstant(Map<String, Object> document, String name, long nanos) {
    if (Instants.isSet(nanos)) {
      document.put(name, nanos);
    }
  }
}
