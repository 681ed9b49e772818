package dev.ration.runtime.why;

import static dev.ration.runtime.why.Story.text;
import static dev.ration.runtime.why.Story.whole;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.runtime.choose.Candidate;
import dev.ration.runtime.choose.Decision;
import dev.ration.runtime.choose.Thought;
import dev.ration.runtime.clock.Instants;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells in plain lines why something in a run came out as it did. Stateless. */
public final class Why {
  /** How many links of a chain are told before it is cut short. */
  private static final int DEEPEST = 12;

  private final Story story;
  private final List<String> lines = new ArrayList<>();
  private final Set<Long> told = new HashSet<>();

  private Why(Story story) {
    this.story = story;
  }

  /** The run: how it ended and what led to it, then every choice of a model in a line. */
  public static List<String> run(Story story) {
    Why why = new Why(story);
    why.lines.add(
        "`%s` ended %s after %s"
            .formatted(
                story.policy(),
                story.outcome().isEmpty() ? "nowhere: the trace is cut off" : story.outcome(),
                time(story.endNanos())));
    why.stops();
    story.root().ifPresent(root -> why.chain(root, "", 0));
    if (!story.thoughts().isEmpty()) {
      why.lines.add("models:");
      story.thoughts().forEach(why::choice);
    }
    return List.copyOf(why.lines);
  }

  /** One activity, with what led to its end and every model it asked itself. */
  public static List<String> activity(Story story, LoggedActivity one) {
    Why why = new Why(story);
    why.lines.add(why.headline(one));
    why.chain(one, "", 0);
    inside(story, one).forEach(thought -> why.lines.addAll(thought.explain()));
    return List.copyOf(why.lines);
  }

  /** The model calls of an activity and of all inside it. */
  static List<Thought> inside(Story story, LoggedActivity one) {
    return story.thoughts().stream()
        .filter(
            thought -> {
              LoggedActivity asking = story.activity(thought.scopeId());
              return asking != null && asking.isInside(one);
            })
        .toList();
  }

  private void stops() {
    for (Map<String, Object> event : story.beside()) {
      switch (text(event, "type")) {
        case "run.stop" ->
            lines.add("  stopped at " + at(event) + ": " + stop(text(event, "cause")));
        case "safe_stop" ->
            lines.add("  `" + text(event, "resource") + "` was made safe at " + at(event));
        case "quarantine.lifted" ->
            lines.add("  `" + text(event, "resource") + "` was known to be safe at " + at(event));
        default -> {}
      }
    }
  }

  private static String stop(String cause) {
    return switch (cause) {
      case "operator" -> "the operator's stop";
      case "emergency" -> "the emergency stop";
      case "stalled" -> "the machine slept or stalled for longer than a lease";
      case "bug" -> "a bug";
      default -> cause;
    };
  }

  private static String at(Map<String, Object> event) {
    return time(whole(event, "at_ns"));
  }

  private static String time(long nanos) {
    return Quantity.ofGrains(nanos, Dimension.TIME).toString();
  }

  private static String energy(long microjoules) {
    return Quantity.ofGrains(microjoules, Dimension.ENERGY).toString();
  }

  private static String named(LoggedActivity one) {
    String place = one.origin.isEmpty() ? "" : ", " + one.origin;
    return "`" + one.name + "` (" + one.kind + ", scope " + one.id + place + ")";
  }

  private String headline(LoggedActivity one) {
    if (one.outcome.isEmpty()) {
      return named(one) + " had not ended when the trace did";
    }
    return "%s ended %s at %s, after %s"
        .formatted(
            named(one), one.outcome, time(one.closedNanos), time(one.closedNanos - one.startNanos));
  }

  /** What is to say of an activity, and of what its outcome came from. */
  private void chain(LoggedActivity one, String indent, int depth) {
    if (depth > DEEPEST || !told.add(one.id)) {
      return;
    }
    String more = indent + "  ";
    if (!one.message.isEmpty()) {
      lines.add(more + one.message);
    }
    story
        .line(one.origin)
        .filter(_ -> !one.isOk() || depth == 0)
        .ifPresent(text -> lines.add(more + "| " + text));
    time(one, more);
    energy(one, more);
    one.events.forEach(event -> happened(event, more));
    if (!one.isOk()) {
      cause(one, more, depth);
    } else {
      one.children.stream()
          .filter(child -> !child.isOk() && !child.isCancelled())
          .forEach(child -> led("answered: ", child, more, depth));
    }
  }

  private void led(String word, LoggedActivity to, String indent, int depth) {
    if (!told.contains(to.id)) {
      lines.add(indent + word + headline(to));
      chain(to, indent, depth + 1);
    }
  }

  private void cause(LoggedActivity one, String indent, int depth) {
    Map<String, Object> cut = cutOf(one);
    if (cut != null) {
      cut(one, cut, indent, depth);
      return;
    }
    LoggedActivity from = null;
    for (LoggedActivity child : one.children) {
      boolean isOfIt = !child.isOk() && !child.outcome.isEmpty() && !child.isCancelled();
      if (isOfIt && (from == null || child.closedNanos >= from.closedNanos)) {
        from = child;
      }
    }
    if (one.chain.size() > 1) {
      lines.add(indent + "reasons, the last first: " + String.join(" < ", one.chain));
    }
    if (from != null) {
      led("it came from ", from, indent, depth);
    }
    for (LoggedActivity child : one.children) {
      if (child != from && !child.isOk() && !child.isCancelled() && !child.outcome.isEmpty()) {
        led("before that ", child, indent, depth);
      }
    }
  }

  /** The cancellation that ended an activity: its own, else that of the nearest one around it. */
  private static @org.jspecify.annotations.Nullable Map<String, Object> cutOf(LoggedActivity one) {
    for (LoggedActivity around = one; around != null; around = around.parent) {
      for (Map<String, Object> event : around.events) {
        boolean isOfIt =
            text(event, "type").equals("scope.cut")
                && whole(event, "at_ns") >= one.openedNanos
                && (one.closedNanos == Instants.NEVER || whole(event, "at_ns") <= one.closedNanos);
        if (isOfIt && (around == one || one.isCancelled())) {
          return event;
        }
      }
    }
    return null;
  }

  private void cut(LoggedActivity one, Map<String, Object> cut, String indent, int depth) {
    long at = whole(cut, "at_ns");
    LoggedActivity owner = story.activity(whole(cut, "owner"));
    String detail = text(cut, "detail").isEmpty() ? "" : " (" + text(cut, "detail") + ")";
    lines.add(
        indent + "cut at " + time(at) + ": " + cause(text(cut, "cause"), owner, one) + detail);
    for (LoggedActivity ran : story.activities()) {
      boolean isLeaf = ran.children.stream().noneMatch(child -> child.ranAt(at));
      if (ran != one && ran.isInside(one) && ran.ranAt(at) && isLeaf && ran.openedNanos < at) {
        lines.add(
            indent
                + "  then ran "
                + named(ran)
                + ", for "
                + time(at - ran.openedNanos)
                + " so far");
      }
    }
    if (owner != null && owner != one && depth < DEEPEST && told.add(owner.id)) {
      lines.add(indent + "the limit belongs to " + named(owner));
      story.line(owner.origin).ifPresent(text -> lines.add(indent + "  | " + text));
      time(owner, indent + "  ");
      energy(owner, indent + "  ");
    }
  }

  private static String cause(
      String word, @org.jspecify.annotations.Nullable LoggedActivity owner, LoggedActivity one) {
    String whose = owner == null ? "" : owner == one ? "its own " : "the ";
    String of = owner == null || owner == one ? "" : " of " + named(owner);
    return switch (word) {
      case "timeout" -> whose + "time" + of + " was over";
      case "overrun" -> whose + "account" + of + " was used up";
      case "invariant" -> whose + "condition" + of + " no longer held";
      case "preempted" -> "a more important activity took what it holds";
      case "sibling" -> "a branch beside it failed, so the construct" + of + " could not succeed";
      case "lost" -> "the construct" + of + " was decided without it";
      case "until" -> "`until`" + of + " came true";
      case "ended" -> "the block" + of + " that declared it ended";
      case "handler" -> "an event handler" + of + " failed";
      case "restarted" -> "a newer event restarted it";
      default -> word;
    };
  }

  private void time(LoggedActivity one, String indent) {
    if (!Instants.isSet(one.limitNanos)) {
      return;
    }
    LoggedActivity owner = story.activity(one.owner);
    String whose = owner == null ? "" : owner == one ? ", its own" : ", that of " + named(owner);
    String used =
        one.closedNanos == Instants.NEVER ? "" : ", used " + time(one.closedNanos - one.startNanos);
    lines.add(
        indent
            + "time: from %s to %s at most%s (%s); body cut at %s, %s kept back%s"
                .formatted(
                    time(one.startNanos),
                    time(one.limitNanos),
                    whose,
                    time(one.limitNanos - one.startNanos),
                    time(one.cutNanos),
                    time(one.limitNanos - one.cutNanos),
                    used));
  }

  private void energy(LoggedActivity one, String indent) {
    if (one.grantedMicrojoules >= 0) {
      lines.add(
          indent
              + "energy: %s granted, %s of it kept back%s"
                  .formatted(
                      energy(one.grantedMicrojoules),
                      energy(one.keptMicrojoules),
                      one.usedMicrojoules < 0 ? "" : ", used " + energy(one.usedMicrojoules)));
    }
  }

  private void happened(Map<String, Object> event, String indent) {
    String what =
        switch (text(event, "type")) {
          case "attempt" -> "attempt " + text(event, "number") + " started";
          case "handler" -> "its handler of " + text(event, "reason") + " answered";
          case "handler.late" ->
              "its handler of " + text(event, "reason") + " did not start, no time was left";
          case "wait.begin" -> "it had to wait for resources or power";
          case "hold.granted" -> "it got " + text(event, "resources");
          case "parallel.decided" ->
              "decided" + (text(event, "by").isEmpty() ? "" : " by `" + text(event, "by") + "`");
          case "account.low" -> "four fifths of its energy were used";
          case "soft.late" -> "its soft deadline passed: " + text(event, "within");
          case "late" -> text(event, "dropped") + " dropped: " + text(event, "what");
          case "branch.freeze" -> "it stood still";
          case "branch.unfreeze" -> "it went on";
          case "scope.tighten" -> "it shortened its own limit";
          case "command.stop" -> "the robot was asked to stop it";
          case "command.ended" -> "the robot ended it: " + text(event, "how");
          case "fault" -> "fault " + text(event, "code") + ": " + text(event, "message");
          default -> "";
        };
    if (!what.isEmpty()) {
      lines.add(indent + at(event) + ": " + what);
    }
  }

  /** The last choice of a call, with what came of everybody whom it had asked. */
  private void choice(Thought thought) {
    List<Decision> made =
        thought.attempts().stream().map(Thought.Attempt::decision).distinct().toList();
    Decision last = made.isEmpty() ? null : made.getLast();
    String results =
        thought.attempts().stream()
            .filter(one -> one.decision().equals(last))
            .map(Thought.Attempt::result)
            .collect(Collectors.joining("; "));
    Candidate chosen = last == null ? null : last.chosen();
    String tier =
        chosen == null || last == null
            ? "nobody: " + (last == null ? "" : last.why())
            : chosen.tier() + ", " + last.why() + "; " + results;
    String more = made.size() > 1 ? " (attempt " + made.size() + ")" : "";
    lines.add(
        "  %s `%s` (scope %d): %s%s"
            .formatted(time(thought.atNanos()), thought.call(), thought.scopeId(), tier, more));
  }
}
