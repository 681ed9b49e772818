package dev.ration.runtime.why;

import dev.ration.runtime.choose.LoggedThoughts;
import dev.ration.runtime.choose.Thought;
import dev.ration.runtime.replay.Log.LoggedRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A run as its trace tells of it, activity by activity. Immutable once read. */
public final class Story {
  private final Map<Long, LoggedActivity> activities = new LinkedHashMap<>();
  private final Map<String, List<String>> sources = new HashMap<>();
  private final List<Map<String, Object>> beside = new ArrayList<>();
  private final List<Thought> thoughts;
  private String policy = "";
  private String outcome = "";
  private long endNanos;

  private Story(List<Thought> thoughts) {
    this.thoughts = List.copyOf(thoughts);
  }

  /** Reads a run. */
  public static Story of(LoggedRun run) {
    Story story = new Story(LoggedThoughts.of(run.events()));
    run.events().forEach(story::read);
    return story;
  }

  private void read(Map<String, Object> event) {
    endNanos = whole(event, "at_ns");
    switch (text(event, "type")) {
      case "run.inputs" -> sources(event);
      case "run.begin" -> policy = text(event, "name");
      case "run.end" -> outcome = text(event, "outcome");
      case "scope.open" -> open(event);
      case "scope.close" -> close(event);
      default -> {
        LoggedActivity about = activities.get(whole(event, "scope"));
        if (about == null) {
          beside.add(event);
        } else {
          note(about, event);
        }
      }
    }
  }

  private void sources(Map<String, Object> event) {
    if (event.get("modules") instanceof List<?> modules) {
      for (Object one : modules) {
        if (one instanceof Map<?, ?> module && module.get("text") instanceof String text) {
          sources.put(String.valueOf(module.get("source")), text.lines().toList());
        }
      }
    }
  }

  private void open(Map<String, Object> event) {
    LoggedActivity parent = activities.get(whole(event, "parent"));
    LoggedActivity made = new LoggedActivity(whole(event, "scope"), parent);
    made.name = text(event, "name");
    made.kind = text(event, "kind");
    made.origin = text(event, "origin");
    made.startNanos = whole(event, "start_ns");
    made.openedNanos = whole(event, "at_ns");
    limit(made, event);
    activities.put(made.id, made);
    if (parent != null) {
      parent.children.add(made);
    }
  }

  private static void limit(LoggedActivity one, Map<String, Object> event) {
    if (event.containsKey("limit_ns")) {
      one.limitNanos = whole(event, "limit_ns");
      one.cutNanos = whole(event, "cut_ns");
      one.owner = event.containsKey("owner") ? whole(event, "owner") : -1;
    }
  }

  private void close(Map<String, Object> event) {
    LoggedActivity one = activities.get(whole(event, "scope"));
    if (one != null) {
      one.closedNanos = whole(event, "at_ns");
      one.outcome = text(event, "outcome");
      one.message = text(event, "message");
      one.usedMicrojoules = event.containsKey("used_uj") ? whole(event, "used_uj") : -1;
      if (event.get("chain") instanceof List<?> reasons) {
        one.chain = reasons.stream().map(String::valueOf).toList();
      }
    }
  }

  private static void note(LoggedActivity one, Map<String, Object> event) {
    one.events.add(event);
    switch (text(event, "type")) {
      case "scope.tighten", "respond.met" -> limit(one, event);
      case "account.open" -> {
        one.grantedMicrojoules = event.containsKey("granted_uj") ? whole(event, "granted_uj") : -1;
        one.keptMicrojoules = whole(event, "kept_uj");
      }
      default -> {}
    }
  }

  static long whole(Map<String, Object> event, String name) {
    return event.get(name) instanceof Number number ? number.longValue() : 0;
  }

  static String text(Map<String, Object> event, String name) {
    Object value = event.get(name);
    return value == null ? "" : value.toString();
  }

  /** The name of the policy. */
  public String policy() {
    return policy;
  }

  /** How the run ended; empty when the trace does not tell. */
  public String outcome() {
    return outcome;
  }

  long endNanos() {
    return endNanos;
  }

  /** The activities in the order in which they began. */
  public Collection<LoggedActivity> activities() {
    return List.copyOf(activities.values());
  }

  /** The model calls in the order in which they began. */
  public List<Thought> thoughts() {
    return thoughts;
  }

  /** What the trace tells of no activity: stops, quarantines, inputs. */
  List<Map<String, Object>> beside() {
    return beside;
  }

  @Nullable LoggedActivity activity(long id) {
    return activities.get(id);
  }

  /** The policy itself; empty in a trace that ends before it begins. */
  public Optional<LoggedActivity> root() {
    return activities.values().stream().findFirst();
  }

  /** The line of the policy's text at a place such as {@code a.ration:12:5}; empty if not kept. */
  Optional<String> line(String origin) {
    int column = origin.lastIndexOf(':');
    int row = column < 0 ? -1 : origin.lastIndexOf(':', column - 1);
    if (row < 0) {
      return Optional.empty();
    }
    List<String> lines = sources.getOrDefault(origin.substring(0, row), List.of());
    try {
      int number = Integer.parseInt(origin.substring(row + 1, column));
      return number >= 1 && number <= lines.size()
          ? Optional.of(lines.get(number - 1).strip())
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /**
   * Finds activities by number, by name, or by a path of names that may begin anywhere.
   *
   * @return in the order in which they began
   */
  public List<LoggedActivity> find(String wanted) {
    if (wanted.chars().allMatch(Character::isDigit) && wanted.length() < 18) {
      LoggedActivity one = wanted.isEmpty() ? null : activities.get(Long.parseLong(wanted));
      return one == null ? List.of() : List.of(one);
    }
    List<String> words = List.of(wanted.split("/", -1));
    return activities.values().stream().filter(one -> ends(one, words)).toList();
  }

  private static boolean ends(LoggedActivity one, List<String> words) {
    LoggedActivity at = one;
    for (int i = words.size() - 1; i >= 0; i--) {
      if (at == null || !isCalled(at, words.get(i))) {
        return false;
      }
      at = at.parent;
    }
    return true;
  }

  private static boolean isCalled(LoggedActivity one, String word) {
    return one.name.equals(word) || one.name.endsWith("." + word);
  }

  /** The names that {@link #find} knows, each once, sorted. */
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    activities.values().forEach(one -> names.add(one.name));
    activities
        .values()
        .forEach(one -> names.add(one.name.substring(one.name.lastIndexOf('.') + 1)));
    return List.copyOf(names);
  }
}
