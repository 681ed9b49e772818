package dev.ration.runtime.clock;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A short wait, in real time, for an answer that the virtual clock may not overtake. */
final class Glance {
  private static final long POLL_MILLIS = 5;

  private Glance() {}

  static void at(Future<?> answer, Parking parking) {
    parking.park(() -> look(answer));
  }

  private static void look(Future<?> answer) throws InterruptedException {
    try {
      answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CancellationException | TimeoutException _) {
      // How it ended is for the event to find out.
      return;
    }
  }
}
