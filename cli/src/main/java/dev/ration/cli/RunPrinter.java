package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.interpreter.Finished;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.runtime.energy.MissionStore.Balance;
import dev.ration.runtime.report.ReceiptDocument;
import dev.ration.runtime.report.ReceiptTable;
import dev.ration.runtime.sim.RobotEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints a run: what the robot does as it happens, then the result and the receipts; as JSON, one
 * document, and of several runs one line for each (JSON Lines). Thread-safe.
 */
final class RunPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Format format;
  private final boolean isStream;
  private final List<Map<String, Object>> events = new ArrayList<>();

  /** {@code isStream}: whether there may be several runs, one after the other. */
  RunPrinter(PrintWriter out, PrintWriter err, Format format, boolean isStream) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.isStream = isStream;
  }

  /** Something about the command itself. */
  synchronized void note(String text) {
    err.println("ration: " + text);
    err.flush();
  }

  /** Something the robot does. */
  synchronized void robot(RobotEvent event) {
    if (format == Format.json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("at_ns", event.atNanos());
      object.put("action", event.action());
      object.put("phase", event.phase().name().toLowerCase(java.util.Locale.ROOT));
      object.put("text", event.text());
      events.add(object);
      return;
    }
    boolean isHeard = event.text().startsWith("hears ");
    if (event.phase() != RobotEvent.Phase.DONE || isHeard) {
      String at =
          Quantity.ofGrains(event.atNanos() / 1_000_000 * 1_000_000, Dimension.TIME).toString();
      out.printf("%10s  %s%n", at, event.text());
      out.flush();
    }
  }

  /** How a run ended. */
  synchronized void finished(String policy, Finished finished, Optional<Balance> mission)
      throws IOException {
    if (format == Format.json) {
      JSON writer = isStream ? JSON.std : JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);
      out.println(writer.asString(document(policy, finished, mission)));
    } else {
      text(policy, finished, mission);
    }
    events.clear();
    out.flush();
  }

  private void text(String policy, Finished finished, Optional<Balance> mission) {
    finished.value().ifPresent(value -> out.println(policy + " = " + value.text()));
    finished.receipt().ifPresent(receipt -> ReceiptTable.lines(receipt).forEach(out::println));
    mission.ifPresent(balance -> out.println(MissionText.line(balance)));
    out.flush();
    if (!finished.isOk()) {
      err.println("ration: `" + policy + "` ended " + finished.reason());
    }
    if (finished.isAbandoned()) {
      err.println("ration: a thread did not come back; the receipts are what was known");
    }
    err.flush();
  }

  private Map<String, Object> document(String policy, Finished finished, Optional<Balance> mission)
      throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("policy", policy);
    document.put("outcome", finished.outcome().word());
    if (finished.value().isPresent()) {
      document.put("value", JSON.std.anyFrom(finished.value().get().json()));
    }
    if (!finished.isOk()) {
      document.put("reason", finished.reason());
    }
    finished.defect().ifPresent(defect -> document.put("code", defect.code().id()));
    document.put("events", List.copyOf(events));
    finished.receipt().ifPresent(one -> document.put("receipts", ReceiptDocument.of(one)));
    mission.ifPresent(balance -> document.put("mission", MissionText.document(balance)));
    return document;
  }
}
