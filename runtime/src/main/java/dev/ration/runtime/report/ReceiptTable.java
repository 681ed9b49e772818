package dev.ration.runtime.report;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.scope.ScopeSpec;
import java.util.ArrayList;
import java.util.List;

/** The receipts of a run as a table for a terminal: one line for each activity, children below. */
public final class ReceiptTable {
  private static final List<String> HEAD =
      List.of("activity", "time used / allowed", "energy used / reserved", "tier", "why");
  private static final int WIDEST_NAME = 44;
  private static final int WIDEST_WHY = 100;

  private ReceiptTable() {}

  /** Returns the lines of the table, its head first. */
  public static List<String> lines(Receipt receipt) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    collect(receipt, 0, rows);
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static void collect(Receipt receipt, int depth, List<List<String>> rows) {
    rows.add(
        List.of(
            shorten("  ".repeat(depth) + receipt.name(), WIDEST_NAME),
            time(receipt),
            energy(receipt),
            receipt.tier() == null ? "" : receipt.tier(),
            shorten(why(receipt), WIDEST_WHY)));
    for (Receipt.Fault fault : receipt.faults()) {
      rows.add(
          List.of(
              "  ".repeat(depth + 1) + "fault " + fault.code(),
              "",
              "",
              "",
              shorten(fault.message(), WIDEST_WHY)));
    }
    for (Receipt child : receipt.children()) {
      collect(child, depth + 1, rows);
    }
  }

  private static String time(Receipt receipt) {
    String used = duration(receipt.endNanos() - receipt.startNanos());
    return Instants.isSet(receipt.allowedNanos())
        ? used + " / " + duration(receipt.allowedNanos())
        : used;
  }

  private static String energy(Receipt receipt) {
    boolean isBounded = receipt.grantedMicrojoules() != Demands.NONE;
    if (receipt.usedMicrojoules() == 0 && !isBounded) {
      return "";
    }
    String used = joules(receipt.usedMicrojoules());
    String figures = isBounded ? used + " / " + joules(receipt.grantedMicrojoules()) : used;
    return figures + " " + receipt.grade().word();
  }

  private static String why(Receipt receipt) {
    List<String> parts = new ArrayList<>();
    boolean isPlain = receipt.outcome().equals("ok") && !isNoted(receipt.kind());
    if (!isPlain) {
      parts.add(receipt.outcome());
    }
    if (!receipt.why().isEmpty()) {
      parts.add(receipt.why());
    }
    if (receipt.attempts() > 1) {
      parts.add(receipt.attempts() + " attempts");
    }
    if (receipt.dropped() > 0) {
      parts.add(receipt.dropped() + " dropped");
    }
    return String.join("; ", parts);
  }

  private static boolean isNoted(ScopeSpec.Kind kind) {
    return kind == ScopeSpec.Kind.POLICY;
  }

  private static String duration(long nanos) {
    return Quantity.ofGrains(nanos, Dimension.TIME).toString();
  }

  private static String joules(long microjoules) {
    return Quantity.ofGrains(microjoules, Dimension.ENERGY).toString();
  }

  private static String shorten(String text, int most) {
    String oneLine = text.replace('\n', ' ');
    return oneLine.length() <= most ? oneLine : oneLine.substring(0, most - 1) + "…";
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
