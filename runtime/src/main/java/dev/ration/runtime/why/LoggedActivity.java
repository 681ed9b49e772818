package dev.ration.runtime.why;

import dev.ration.runtime.clock.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One activity as its trace tells of it. Filled by {@link Story}, then not changed. */
public final class LoggedActivity {
  final long id;
  final @Nullable LoggedActivity parent;
  final List<LoggedActivity> children = new ArrayList<>();

  /** What the trace says of it between its beginning and its end. */
  final List<Map<String, Object>> events = new ArrayList<>();

  String name = "";
  String kind = "";
  String origin = "";
  String outcome = "";
  String message = "";
  List<String> chain = List.of();
  long startNanos;
  long openedNanos;
  long closedNanos = Instants.NEVER;
  long limitNanos = Instants.NEVER;
  long cutNanos = Instants.NEVER;
  long owner = -1;
  long usedMicrojoules = -1;
  long grantedMicrojoules = -1;
  long keptMicrojoules;

  LoggedActivity(long id, @Nullable LoggedActivity parent) {
    this.id = id;
    this.parent = parent;
  }

  /** The number in the trace. */
  public long id() {
    return id;
  }

  /** The name, as the policy has it. */
  public String name() {
    return name;
  }

  /** Names from the policy to it, as in {@code serve/errand}. */
  public String path() {
    return parent == null ? name : parent.path() + "/" + name;
  }

  /** How it ended; empty when the trace does not tell. */
  public String outcome() {
    return outcome;
  }

  boolean isOk() {
    return outcome.equals("ok") || outcome.equals("skipped");
  }

  boolean isCancelled() {
    return outcome.startsWith("cancelled");
  }

  boolean isInside(LoggedActivity other) {
    for (LoggedActivity one = this; one != null; one = one.parent) {
      if (one == other) {
        return true;
      }
    }
    return false;
  }

  /** Whether it ran at an instant. */
  boolean ranAt(long nanos) {
    return openedNanos <= nanos && (closedNanos == Instants.NEVER || closedNanos >= nanos);
  }
}
