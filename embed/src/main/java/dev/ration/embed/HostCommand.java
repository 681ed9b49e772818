package dev.ration.embed;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host action that runs on a thread of its own. Thread-safe. */
final class HostCommand implements Command, ActionCall {
  private final HostSession session;
  private final CommandRequest request;
  private final ActionBody body;
  private final CommandListener listener;
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable Future<?> lapse;
  private boolean isStopping;
  private boolean isHeld;
  private boolean hasBegun;

  HostCommand(
      HostSession session, CommandRequest request, ActionBody body, CommandListener listener) {
    this.session = session;
    this.request = request;
    this.body = body;
    this.listener = listener;
  }

  synchronized void start() {
    thread = HostSession.thread("action-" + request.action(), this::live);
    renew(request.leaseNanos());
  }

  private void live() {
    Runnable end = outcome();
    session.robot().ended(this);
    synchronized (this) {
      // Nobody shall interrupt this thread while it reports.
      thread = null;
      endLease();
    }
    ended.countDown();
    end.run();
  }

  /** Does it, and returns how to tell of its end. */
  private Runnable outcome() {
    try {
      Object result = body.run(this);
      return () -> listener.onDone(result);
    } catch (ActionFailed failed) {
      return () -> listener.onFailed(failed.code(), String.valueOf(failed.getMessage()));
    } catch (InterruptedException interrupted) {
      return isStopping() ? stopped() : broken(interrupted);
    } catch (Throwable defect) {
      return broken(defect);
    }
  }

  /**
   * What was stopped is only told as stopped once its resources are safe. Where they are not, it is
   * not told at all: then it is left behind, and they are out of use.
   */
  private Runnable stopped() {
    try {
      for (String resource : request.contract().holds()) {
        session.robot().enterSafeState(resource);
      }
      return listener::onStopped;
    } catch (Exception _) {
      return () -> {};
    }
  }

  private Runnable broken(Throwable defect) {
    String what = defect.getClass().getSimpleName();
    String message = defect.getMessage();
    return () -> listener.onBroken(message == null ? what : what + ": " + message);
  }

  boolean holds(String resource) {
    return request.contract().holds().contains(resource);
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  private synchronized boolean isStopping() {
    return isStopping;
  }

  @Override
  public synchronized void stop() {
    isStopping = true;
    endLease();
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public synchronized void renew(long leaseNanos) {
    endLease();
    if (leaseNanos != CommandRequest.NO_LEASE && !isStopping && ended.getCount() > 0) {
      lapse = session.leases().schedule(this::lapse, leaseNanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void endLease() {
    if (lapse != null) {
      lapse.cancel(false);
      lapse = null;
    }
  }

  private void lapse() {
    listener.onLapsed();
    stop();
  }

  @Override
  public synchronized void hold() {
    isHeld = true;
  }

  @Override
  public synchronized void resume() {
    isHeld = false;
    notifyAll();
  }

  @Override
  public String action() {
    return request.action();
  }

  @Override
  public Object argument(String name) {
    return request
        .argument(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "`%s` has no parameter `%s`".formatted(request.action(), name)))
        .value();
  }

  @Override
  public void begun() {
    synchronized (this) {
      if (hasBegun) {
        return;
      }
      hasBegun = true;
    }
    listener.onBegun();
  }

  @Override
  public synchronized void checkpoint() throws InterruptedException {
    while (isHeld && !isStopping) {
      wait();
    }
    if (isStopping || Thread.interrupted()) {
      throw new InterruptedException("the action is to stop");
    }
  }
}
