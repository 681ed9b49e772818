package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run with its trace, told by its model calls. */
record FaultRun(
    Ration ran, List<Think> thinks, List<Scope> scopes, List<FaultProxy.Request> requests) {

  /** An activity that had a limit. */
  record Scope(String name, long limitNanos, long endNanos) {
    long lateNanos() {
      return endNanos - limitNanos;
    }
  }

  /**
   * One call of a model, by the trace and by its receipt.
   *
   * @param asked what became of each tier that was asked, in order: {@code cloud.chat answer}, a
   *     code of a failure, or {@code lost}
   * @param passedOver the first reason against each tier that was never asked
   * @param tier who answered; empty when nobody did
   * @param why what the receipt gives as the reason
   */
  record Think(
      String name,
      long startNanos,
      long endNanos,
      String outcome,
      List<String> asked,
      Map<String, String> passedOver,
      String tier,
      String why) {}

  /** Runs a policy on the real clock and reads what it left. */
  static FaultRun of(Path folder, Path policy, Object... more) throws IOException {
    Path trace = folder.resolve("trace.jsonl");
    List<Object> arguments = new ArrayList<>(List.of("run", policy, "--format", "json"));
    arguments.addAll(List.of("--trace", trace));
    arguments.addAll(List.of(more));
    Ration ran = Ration.run(arguments.toArray());
    if (!Files.exists(trace)) {
      throw new AssertionError(ran.err());
    }
    Reader reader = new Reader();
    for (String line : Files.readAllLines(trace)) {
      reader.take(JSON.std.mapFrom(line));
    }
    List<Map<?, ?>> receipts = new ArrayList<>();
    collect((Map<?, ?>) Objects.requireNonNull(ran.document().get("receipts")), receipts);
    return new FaultRun(ran, reader.thinks(receipts), reader.scopes, List.of());
  }

  /** With what came through the link. */
  FaultRun over(List<FaultProxy.Request> heard) {
    return new FaultRun(ran, thinks, scopes, heard);
  }

  /** What the policy returned. */
  List<String> said() {
    return List.of(String.valueOf(ran.document().get("value")).strip().split(" "));
  }

  /** All calls of that name. */
  List<Think> thinks(String name) {
    return thinks.stream().filter(think -> think.name.equals(name)).toList();
  }

  private static void collect(Map<?, ?> receipt, List<Map<?, ?>> thinks) {
    if ("think".equals(receipt.get("kind"))) {
      thinks.add(receipt);
    }
    if (receipt.get("children") instanceof List<?> children) {
      children.forEach(child -> collect((Map<?, ?>) child, thinks));
    }
  }

  /** Puts the lines of a trace together. */
  private static final class Reader {
    private final Map<Object, Map<String, Object>> open = new LinkedHashMap<>();
    private final Map<Object, List<String>> asked = new LinkedHashMap<>();
    private final Map<Object, Map<String, String>> passedOver = new LinkedHashMap<>();
    private final Map<Object, Map<String, Object>> closed = new LinkedHashMap<>();
    private final List<Scope> scopes = new ArrayList<>();

    void take(Map<String, Object> line) {
      String scope = String.valueOf(line.get("scope"));
      switch (String.valueOf(line.get("type"))) {
        case "scope.open" -> open.put(scope, line);
        case "scope.close" -> close(scope, line);
        case "think.choose" -> choose(scope, line);
        case "think.answer" -> ask(scope, line.get("tier") + " answer");
        case "think.fail" -> ask(scope, line.get("tier") + " " + line.get("code"));
        case "think.cancel" -> ask(scope, line.get("tier") + " " + line.get("cause"));
        default -> {
          return;
        }
      }
    }

    private void ask(Object scope, String what) {
      asked.computeIfAbsent(scope, _ -> new ArrayList<>()).add(what);
    }

    private void choose(Object scope, Map<String, Object> line) {
      for (Object candidate : (List<?>) Objects.requireNonNull(line.get("candidates"))) {
        Map<?, ?> one = (Map<?, ?>) candidate;
        if (one.get("refused") instanceof List<?> refusals) {
          Map<?, ?> first = (Map<?, ?>) refusals.getFirst();
          passedOver
              .computeIfAbsent(scope, _ -> new LinkedHashMap<>())
              .putIfAbsent(String.valueOf(one.get("tier")), String.valueOf(first.get("code")));
        }
      }
    }

    private void close(Object scope, Map<String, Object> line) {
      closed.put(scope, line);
      Map<String, Object> begun = Objects.requireNonNull(open.get(scope));
      if (begun.get("limit_ns") instanceof Number limit) {
        scopes.add(new Scope(String.valueOf(begun.get("name")), limit.longValue(), at(line)));
      }
    }

    private static long at(Map<String, Object> line) {
      return ((Number) Objects.requireNonNull(line.get("at_ns"))).longValue();
    }

    List<Think> thinks(List<Map<?, ?>> receipts) {
      List<Think> thinks = new ArrayList<>();
      for (var entry : open.entrySet()) {
        Map<String, Object> begun = entry.getValue();
        if (!"think".equals(begun.get("kind"))) {
          continue;
        }
        Object scope = entry.getKey();
        Map<?, ?> receipt = receipts.get(thinks.size());
        thinks.add(
            new Think(
                String.valueOf(begun.get("name")),
                at(begun),
                at(Objects.requireNonNull(closed.get(scope))),
                String.valueOf(receipt.get("outcome")),
                asked.getOrDefault(scope, List.of()),
                passedOver.getOrDefault(scope, Map.of()),
                receipt.get("tier") instanceof String tier ? tier : "",
                receipt.get("why") instanceof String why ? why : ""));
      }
      return thinks;
    }
  }
}
