package dev.ration.runtime.choose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model calls of a run, read back from its trace. */
public final class LoggedThoughts {
  private final Map<Long, Open> open = new LinkedHashMap<>();

  private LoggedThoughts() {}

  /** Reads the calls from the parsed lines of one run, in the order in which they began. */
  public static List<Thought> of(List<Map<String, Object>> events) {
    LoggedThoughts thoughts = new LoggedThoughts();
    events.forEach(thoughts::read);
    return thoughts.open.values().stream()
        .filter(one -> !one.call.isEmpty())
        .map(Open::thought)
        .toList();
  }

  private void read(Map<String, Object> event) {
    if (!(event.get("type") instanceof String type)
        || !(event.get("scope") instanceof Number number)) {
      return;
    }
    long scope = number.longValue();
    switch (type) {
      case "think.choose" -> open.computeIfAbsent(scope, Open::new).chosen(event);
      case "think.answer", "think.fail", "think.cancel" -> {
        Open call = open.get(scope);
        if (call != null) {
          call.ended(type, event);
        }
      }
      case "scope.close" -> {
        Open call = open.get(scope);
        if (call != null) {
          call.outcome = text(event.get("outcome"));
        }
      }
      default -> {}
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static long whole(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** One call as far as it was read. */
  private static final class Open {
    private final long scope;
    private final List<Thought.Attempt> attempts = new ArrayList<>();
    private String call = "";
    private long atNanos;
    private String outcome = "not over";
    private @Nullable Decision decision;
    private boolean isTold;

    Open(long scope) {
      this.scope = scope;
    }

    void chosen(Map<String, Object> event) {
      flush();
      if (call.isEmpty()) {
        call = text(event.get("call"));
        atNanos = whole(event.get("at_ns"));
      }
      decision = DecisionJson.read(event);
      isTold = false;
    }

    void ended(String type, Map<String, Object> event) {
      Decision made = decision;
      if (made == null) {
        return;
      }
      String took = " after " + Figures.time(whole(event.get("took_ns")));
      String result =
          switch (type) {
            case "think.answer" -> "answers" + took;
            case "think.fail" -> text(event.get("code")) + took + ": " + text(event.get("message"));
            default -> ("lost".equals(event.get("cause")) ? "is given up" : "is cancelled") + took;
          };
      String who = made.beside().isNobody() ? "" : text(event.get("tier")) + " ";
      add(
          made,
          who + result,
          event,
          event.get("confidence") instanceof Number number ? number.doubleValue() : null);
      isTold = true;
    }

    private void add(
        Decision made, String result, Map<String, Object> event, @Nullable Double confidence) {
      attempts.add(
          new Thought.Attempt(
              made,
              result,
              whole(event.get("took_ns")),
              whole(event.get("used_uj")),
              whole(event.get("micro_money")),
              confidence));
    }

    private void flush() {
      Decision made = decision;
      if (made != null && !isTold) {
        add(made, made.chosen() == null ? "nobody is asked" : "is not asked", Map.of(), null);
      }
      decision = null;
    }

    Thought thought() {
      flush();
      return new Thought(call, scope, atNanos, attempts, outcome);
    }
  }
}
