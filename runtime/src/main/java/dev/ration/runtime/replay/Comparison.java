package dev.ration.runtime.replay;

import dev.ration.runtime.replay.Log.LoggedRun;
import dev.ration.runtime.trace.JsonLines;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the trace of a replay with the one it plays, line by line. Thread-safe. */
public final class Comparison implements TraceSink {
  private final LoggedRun run;
  private final Runnable onDifference;
  private int next;
  private boolean isOver;
  private @Nullable Difference difference;

  /**
   * @param onDifference told once, with the scheduler's lock held
   */
  public Comparison(LoggedRun run, Runnable onDifference) {
    this.run = run;
    this.onDifference = onDifference;
  }

  @Override
  public synchronized void write(TraceEvent event) {
    if (isOver) {
      return;
    }
    String is = JsonLines.line(event).stripTrailing();
    String was = next < run.texts().size() ? run.texts().get(next) : null;
    if (is.equals(was)) {
      next++;
    } else {
      differ(new Difference(run.firstLine() + next, was, is, ""));
    }
  }

  private void differ(Difference found) {
    isOver = true;
    difference = found;
    onDifference.run();
  }

  @Override
  public synchronized boolean isOn() {
    return !isOver;
  }

  /** The run cannot go on as the trace does. */
  public synchronized void lost(String why) {
    if (!isOver) {
      String was = next < run.texts().size() ? run.texts().get(next) : null;
      differ(new Difference(run.firstLine() + next, was, null, why));
    }
  }

  /** The run has ended: lines that are left are a difference as well. */
  public synchronized void ended() {
    if (next < run.texts().size()) {
      lost("");
    }
    isOver = true;
  }

  /** How many lines were the same so far. */
  public synchronized int same() {
    return next;
  }

  /** The first difference; empty when there was none. */
  public synchronized Optional<Difference> difference() {
    return Optional.ofNullable(difference);
  }
}
