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

  /** Stands for {@code later} from now on. */
  void movedTo(Event later) {
    moved = later;
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
