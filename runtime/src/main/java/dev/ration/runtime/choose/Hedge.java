package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.ScopeCut;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A better answer with others behind it (M8): the better one serves if it is there in time, the
 * next one otherwise. Those behind begin late, so that they cost nothing where the better one is
 * quick. Used by the strand that thinks.
 */
final class Hedge {
  private final List<Runner> runners;
  private final boolean isHurried;
  private final long endNanos;

  /**
   * Puts them together.
   *
   * @param runners the better answer first
   * @param isHurried whether the first good answer serves, whichever it is
   * @param endNanos when the best of those that are there serves
   */
  Hedge(List<Runner> runners, boolean isHurried, long endNanos) {
    this.runners = List.copyOf(runners);
    this.isHurried = isHurried;
    this.endNanos = endNanos;
  }

  /** One that works on the call, or is to. */
  static final class Runner {
    private final Attempt attempt;
    private final long beginsNanos;
    private boolean isOpen = true;

    /**
     * One that has not begun.
     *
     * @param beginsNanos when it does, unless a better one has answered
     */
    Runner(Attempt attempt, long beginsNanos) {
      this.attempt = attempt;
      this.beginsNanos = beginsNanos;
    }

    private boolean isRunning() {
      return isOpen && attempt.isBegun();
    }

    private boolean isWaiting() {
      return isOpen && !attempt.isBegun();
    }
  }

  /** Asks and waits; returns null when another tier is to be tried. */
  @Nullable ThinkAnswer run(Strand strand) {
    try {
      while (true) {
        begin(strand);
        if (runners.stream().noneMatch(Runner::isRunning)) {
          return null;
        }
        ThinkAnswer answer = look(strand);
        if (answer != null) {
          return answer;
        }
      }
    } catch (ScopeCut cut) {
      for (Runner one : runners) {
        if (one.isRunning()) {
          one.attempt.cut(strand, cut);
        }
      }
      throw cut;
    } finally {
      runners.forEach(one -> one.attempt.settle(strand));
    }
  }

  private void begin(Strand strand) {
    for (Runner one : runners) {
      // Where all before it have failed, the choice is made anew instead.
      boolean isDue = one == runners.getFirst() || runners.stream().anyMatch(Runner::isRunning);
      if (one.isWaiting() && isDue && strand.now() >= one.beginsNanos) {
        one.isOpen = one.attempt.begin(strand);
      }
    }
  }

  /** Takes the answer that serves, or lets go of one that cannot, or waits for what comes next. */
  private @Nullable ThinkAnswer look(Strand strand) {
    boolean isAnyBetter = false;
    for (Runner one : runners) {
      if (!one.isRunning()) {
        continue;
      }
      boolean isReady = one.attempt.reply().isDone();
      if (isReady) {
        // It draws nothing any more while its answer is kept in hand.
        one.attempt.settle(strand);
        if (!one.attempt.isGood()) {
          one.isOpen = false;
          boolean unused = one.attempt.take(strand) == null;
          return null;
        }
        if (!isAnyBetter || isHurried || strand.now() >= endNanos) {
          return serve(strand, one);
        }
      }
      isAnyBetter = true;
    }
    await(strand);
    return null;
  }

  private @Nullable ThinkAnswer serve(Strand strand, Runner winner) {
    boolean isOver = strand.now() >= endNanos;
    String why = winner == runners.getFirst() ? null : whyBehind(winner, isOver);
    boolean isBetter = true;
    ThinkAnswer answer = null;
    for (Runner one : runners) {
      if (one == winner) {
        isBetter = false;
        answer = why == null ? one.attempt.take(strand) : one.attempt.takeFor(strand, why);
      } else if (one.isOpen) {
        one.attempt.lose(strand, isBetter && isOver);
      }
      one.isOpen = false;
    }
    return answer;
  }

  /** Why the answer of one that stood behind is the one that counts. */
  private String whyBehind(Runner winner, boolean isOver) {
    List<Runner> better = runners.subList(0, runners.indexOf(winner));
    if (!isOver && better.stream().anyMatch(Runner::isRunning)) {
      return "the first good answer";
    }
    String before =
        better.stream()
            .filter(one -> !one.isWaiting())
            .map(
                one ->
                    one.attempt.tier()
                        + " "
                        + (one.isRunning() ? "not in time" : one.attempt.failedAs()))
            .collect(Collectors.joining(", "));
    return (winner.attempt.isSafe() ? "the safe answer: " : "the answer behind it: ") + before;
  }

  /** Until one of them is there, one has to begin, or the call has to end. */
  private void await(Strand strand) {
    Completion<Object> any = strand.scheduler().completion();
    Runnable wake =
        () -> {
          boolean unused = any.complete(null);
        };
    long until = Instants.NEVER;
    boolean isFirst = true;
    for (Runner one : runners) {
      if (one.isWaiting()) {
        until = earlier(until, one.beginsNanos, strand.now());
      } else if (one.isRunning()) {
        until = isFirst ? until : earlier(until, endNanos, strand.now());
        isFirst = false;
        if (!one.attempt.reply().isDone()) {
          one.attempt.reply().whenDone(wake);
        }
      }
    }
    boolean unused = strand.awaitUntil(any, until, false);
  }

  /** The earlier instant of those that are still to come. */
  private static long earlier(long until, long other, long nowNanos) {
    boolean isToCome = other > nowNanos;
    return isToCome && (until == Instants.NEVER || other < until) ? other : until;
  }
}
