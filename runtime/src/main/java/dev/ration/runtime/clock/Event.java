package dev.ration.runtime.clock;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Something in the scheduler's queue. Guarded by the scheduler's lock. */
final class Event implements Timer {
  final long instantNanos;
  final Rank rank;
  final long order;
  final long sequence;
  final @Nullable Future<?> answer;
  final Runnable action;

  /** How often the run had turned to the world when this was set; kept or played runs only. */
  final long turns;

  /** Whether it was set outside the run: by the robot, a model, or the host. */
  final boolean isOutside;

  int index = -1;
  private final Scheduler scheduler;
  private @Nullable Event moved;

  Event(
      Scheduler scheduler,
      long instantNanos,
      Rank rank,
      long order,
      @Nullable Future<?> answer,
      Runnable action) {
    this.scheduler = scheduler;
    this.instantNanos = instantNanos;
    this.rank = rank;
    this.order = order;
    this.sequence = scheduler.nextSequence();
    this.answer = answer;
    this.action = action;
    Recording kept = scheduler.recording();
    this.turns = kept == null ? 0 : kept.turns();
    this.isOutside = kept != null && kept.isOutside();
  }

  @Override
  public long instantNanos() {
    return instantNanos;
  }

  @Override
  public boolean cancel() {
    Event now = moved;
    return now == null ? scheduler.remove(this) : now.cancel();
  }

  /** The same at another instant, or once more as of now; this one stands for it from now on. */
  Event later(long otherNanos) {
    Event later = new Event(scheduler, otherNanos, rank, order, answer, action);
    moved = later;
    return later;
  }

  boolean isAnswered() {
    return answer == null || answer.isDone();
  }

  boolean isBefore(Event other) {
    if (instantNanos != other.instantNanos) {
      return instantNanos < other.instantNanos;
    }
    if (rank != other.rank) {
      return rank.compareTo(other.rank) < 0;
    }
    return order == other.order ? sequence < other.sequence : order < other.order;
  }
}
