package dev.ration.runtime.scope;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the robot's side, one after the other in their order. On the real clock they are made on
 * a thread of their own, so that one which does not return holds up neither guest code nor the
 * clock, and can be left behind. On the virtual clock they are made at once.
 *
 * <p>Thread-safe.
 */
final class RobotCalls {
  private final boolean isInline;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable Thread worker;
  private boolean isBusy;
  private boolean isClosed;

  RobotCalls(boolean isInline) {
    this.isInline = isInline;
  }

  /** Whether a call is over when {@link #make} returns. */
  boolean isInline() {
    return isInline;
  }

  /** Makes a call that throws nothing, or has it made. */
  void make(Runnable call) {
    if (isInline) {
      call.run();
      return;
    }
    synchronized (this) {
      waiting.add(call);
      if (worker == null) {
        hire();
      }
      notifyAll();
    }
  }

  /** Gives up on the call that is being made: the others go on without it. */
  synchronized void leaveBehind() {
    if (isBusy) {
      isBusy = false;
      hire();
    }
  }

  /** Lets the thread go when nothing waits any more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  private synchronized void hire() {
    Thread thread = Thread.ofPlatform().name("ration-robot").daemon().unstarted(this::work);
    worker = thread;
    thread.start();
  }

  private void work() {
    Runnable call = next(false);
    while (call != null) {
      call.run();
      call = next(true);
    }
  }

  /** The next call; null when there is none any more, or another thread has taken over. */
  private synchronized @Nullable Runnable next(boolean hasWorked) {
    if (worker != Thread.currentThread()) {
      return null;
    }
    if (hasWorked) {
      isBusy = false;
    }
    while (waiting.isEmpty() && !isClosed) {
      try {
        wait();
      } catch (InterruptedException _) {
        // Nobody interrupts this thread on purpose; a driver's code may do so by mistake.
        continue;
      }
    }
    Runnable call = waiting.poll();
    if (call == null) {
      worker = null;
    } else {
      isBusy = true;
    }
    return call;
  }
}
