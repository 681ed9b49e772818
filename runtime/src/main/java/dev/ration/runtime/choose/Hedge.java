package dev.ration.runtime.choose;

import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.ScopeCut;
import org.jspecify.annotations.Nullable;

/**
 * A better answer with a safe one behind it (M8): the better one serves if it is there in time, the
 * safe one otherwise. The safe one begins as late as it may, with as much time again to spare, so
 * that it costs nothing where the better one is quick. Used by the strand that thinks.
 */
final class Hedge {
  private final Attempt better;
  private final Attempt floor;
  private final boolean isHurried;
  private final long floorNanos;
  private final long endNanos;
  private boolean isBetterOpen = true;
  private boolean isFloorOpen = true;

  /**
   * @param isHurried whether the first good answer serves, whichever it is
   * @param safeNanos within which the safe one answers with a probability of 0.99
   * @param endNanos when the safe one serves, if the better one is not there
   */
  Hedge(Attempt better, Attempt floor, boolean isHurried, long safeNanos, long endNanos) {
    this.better = better;
    this.floor = floor;
    this.isHurried = isHurried;
    this.endNanos = endNanos;
    floorNanos = isHurried ? Long.MIN_VALUE : endNanos - 2 * safeNanos;
  }

  /** Asks and waits; returns null when another tier is to be tried. */
  @Nullable ThinkAnswer run(Strand strand) {
    try {
      isBetterOpen = better.begin(strand);
      ThinkAnswer answer = null;
      while (answer == null && (isBetterOpen || isFloorOpen && floor.isAsked())) {
        answer = step(strand);
      }
      return answer;
    } catch (ScopeCut cut) {
      if (isBetterOpen) {
        better.cut(strand, cut);
      }
      if (isFloorOpen && floor.isAsked()) {
        floor.cut(strand, cut);
      }
      throw cut;
    } finally {
      better.settle(strand);
      floor.settle(strand);
    }
  }

  /** Waits for what comes next, and looks at it. */
  private @Nullable ThinkAnswer step(Strand strand) {
    if (isFloorOpen && !floor.isAsked() && strand.now() >= floorNanos) {
      isFloorOpen = floor.begin(strand);
    }
    boolean isFloorAsked = isFloorOpen && floor.isAsked();
    if (isBetterOpen && better.reply().isDone()) {
      isBetterOpen = false;
      return afterBetter(strand);
    }
    boolean isReady = isFloorAsked && floor.reply().isDone();
    if (isReady) {
      // It draws nothing any more while its answer is kept in hand.
      floor.settle(strand);
    }
    if (isReady && !floor.isGood()) {
      isFloorOpen = false;
      boolean unused = floor.take(strand) == null;
      return null;
    }
    if (isReady && (!isBetterOpen || isHurried || strand.now() >= endNanos)) {
      isFloorOpen = false;
      String why = whySafe(strand);
      if (isBetterOpen) {
        isBetterOpen = false;
        better.lose(strand, strand.now() >= endNanos);
      }
      return floor.takeFor(strand, why);
    }
    await(strand, isFloorAsked && !isReady);
    return null;
  }

  /** Why the safe answer is the one that counts. */
  private String whySafe(Strand strand) {
    if (!isBetterOpen) {
      return "the safe answer: " + better.tier() + " " + better.failedAs();
    }
    return strand.now() >= endNanos
        ? "the safe answer: " + better.tier() + " not in time"
        : "the first good answer";
  }

  private @Nullable ThinkAnswer afterBetter(Strand strand) {
    ThinkAnswer answer = better.take(strand);
    if (answer != null && isFloorOpen) {
      isFloorOpen = false;
      floor.lose(strand, false);
    }
    return answer;
  }

  /** Until one of them is there, the safe one has to begin, or the call has to end. */
  private void await(Strand strand, boolean isFloorAwaited) {
    Completion<Object> either = strand.scheduler().completion();
    Runnable wake =
        () -> {
          boolean unused = either.complete(null);
        };
    if (isBetterOpen) {
      better.reply().whenDone(wake);
    }
    if (isFloorAwaited) {
      floor.reply().whenDone(wake);
    }
    long until = Instants.NEVER;
    if (isBetterOpen && isFloorOpen) {
      until = floor.isAsked() ? endNanos : floorNanos;
    }
    if (until != Instants.NEVER && until <= strand.now()) {
      // Past the end with nothing in hand: whatever comes first, the cut at the latest.
      until = Instants.NEVER;
    }
    boolean unused = strand.awaitUntil(either, until, false);
  }
}
