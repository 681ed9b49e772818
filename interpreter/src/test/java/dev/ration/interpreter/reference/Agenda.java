package dev.ration.interpreter.reference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Time in the reference model: what is due, rank by rank (T4), and the lines that can go on (T10).
 * Everything is a list that is searched anew. Used by one thread.
 */
final class Agenda {
  /** The order of one instant (T4). */
  enum Rank {
    STOP,
    CONDITION,
    COMPLETION,
    DECISION,
    GRANT,
    LIMIT,
    ACCOUNT
  }

  /** Something that happens at an instant. */
  record Due(long at, int rank, long order, long number, Runnable action) {}

  /** One thing that runs: the policy's own statements, or those of a branch. */
  static final class Line {
    final int number;
    @Nullable Frame at;
    @Nullable Wait wait;
    @Nullable Runnable next;

    /** What it looks at as soon as it has its turn. */
    final Deque<Runnable> checks = new ArrayDeque<>();

    /** Whether something woke it and it has not run since. */
    boolean isFresh = true;

    Line(int number) {
      this.number = number;
    }

    void look() {
      while (!checks.isEmpty()) {
        checks.remove().run();
      }
    }
  }

  /** What a line waits for. */
  static final class Wait {
    final Line line;
    final boolean isShielded;
    final Consumer<End> then;
    @Nullable End result;
    boolean isMade;

    /** Whether it waits for nothing but to go on from standing still (C6). */
    boolean isStill;

    boolean isCutFirst;

    Wait(Line line, boolean isShielded, Consumer<End> then) {
      this.line = line;
      this.isShielded = isShielded;
      this.then = then;
    }
  }

  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::at)
          .thenComparingInt(Due::rank)
          .thenComparingLong(Due::order)
          .thenComparingLong(Due::number);

  private final Mutation mutation;
  private final ToLongFunction<Line> place;
  private final List<Due> due = new ArrayList<>();
  private final List<Line> ready = new ArrayList<>();
  private long now;
  private long numbers;
  private int lines;
  private int taken;

  /** {@code place} gives the limit that counts for a line's turn. */
  Agenda(Mutation mutation, ToLongFunction<Line> place) {
    this.mutation = mutation;
    this.place = place;
  }

  long now() {
    return now;
  }

  Due at(long instant, Rank rank, long order, Runnable action) {
    int place =
        mutation == Mutation.T4_LIMITS_BEFORE_COMPLETIONS && rank == Rank.LIMIT
            ? Rank.CONDITION.ordinal()
            : mutation == Mutation.T4_COMPLETIONS_BEFORE_CONDITIONS && rank == Rank.CONDITION
                ? Rank.DECISION.ordinal()
                : rank.ordinal();
    Due made = new Due(Math.max(now, instant), place, order, numbers++, action);
    due.add(made);
    return made;
  }

  void cancel(@Nullable Due event) {
    due.remove(event);
  }

  Line line(@Nullable Frame at, Runnable begin) {
    Line line = new Line(lines++);
    line.at = at;
    line.next = begin;
    ready.add(line);
    return line;
  }

  /** Lets a line wait; a cancellation that is pending is for the caller to look at first. */
  Wait await(Line line, boolean isShielded, Consumer<End> then) {
    Wait wait = new Wait(line, isShielded, then);
    line.wait = wait;
    return wait;
  }

  /** Delivers a result: what an instant causes is taken in the order of the instant (T4). */
  void finish(Wait wait, End result) {
    if (!wait.isMade) {
      wait.isMade = true;
      at(now, Rank.COMPLETION, 0, () -> settle(wait, result));
    }
  }

  /** Delivers a result that is an event of its own: the end of a wait. */
  void finishNow(Wait wait, End result) {
    if (!wait.isMade) {
      wait.isMade = true;
      settle(wait, result);
    }
  }

  private void settle(Wait wait, End result) {
    wait.result = result;
    wake(wait);
  }

  void wake(Wait wait) {
    if (wait.line.wait == wait && !ready.contains(wait.line)) {
      wait.line.isFresh = true;
      ready.add(wait.line);
    }
  }

  boolean isReady(Line line) {
    return ready.contains(line);
  }

  /** Works everything off; {@code resume} lets a line go on. */
  void run(Consumer<Line> resume) {
    while (true) {
      Line line = first();
      if (line != null) {
        ready.remove(line);
        line.isFresh = false;
        resume.accept(line);
      } else if (!due.isEmpty()) {
        takeRank();
      } else {
        return;
      }
    }
  }

  private @Nullable Line first() {
    return ready.stream().min(this::compare).orElse(null);
  }

  /** Who was woken goes first, then the earliest limit, then program order (T10, V4). */
  private int compare(Line left, Line right) {
    if (left.isFresh != right.isFresh) {
      return left.isFresh ? -1 : 1;
    }
    int byLimit = Long.compare(place.applyAsLong(left), place.applyAsLong(right));
    return byLimit == 0 || mutation == Mutation.T10_PROGRAM_ORDER_ONLY
        ? Integer.compare(left.number, right.number)
        : byLimit;
  }

  /** Lets those go first who come before a line that runs, then goes on. */
  void poll(Line line, Runnable then) {
    Line other = first();
    if (other == null || compare(other, line) > 0) {
      then.run();
    } else {
      line.next = () -> poll(line, then);
      ready.add(line);
    }
  }

  /** A call: costs the line so much time, in which what falls due happens (V4). */
  void step(Line line, long nanos, Runnable then) {
    long owed = nanos;
    while (true) {
      Line other = first();
      if (other != null && compare(other, line) < 0) {
        long rest = owed;
        line.next = () -> step(line, rest, then);
        ready.add(line);
        return;
      }
      Due next = due.stream().min(ORDER).orElse(null);
      if (next == null || next.at() > now + owed) {
        now += owed;
        poll(line, then);
        return;
      }
      owed -= Math.max(now, next.at()) - now;
      takeRank();
    }
  }

  /** All that is due at one instant and rank, and what that causes there. */
  private void takeRank() {
    Due first = due.stream().min(ORDER).orElseThrow();
    Due next = first;
    while (next != null && next.at() == first.at() && next.rank() == first.rank()) {
      if (++taken > 100_000) {
        throw new IllegalStateException("the model does not come to an end");
      }
      due.remove(next);
      now = next.at();
      next.action().run();
      next = due.stream().min(ORDER).orElse(null);
    }
  }
}
