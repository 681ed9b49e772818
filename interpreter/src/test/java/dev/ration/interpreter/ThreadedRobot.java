package dev.ration.interpreter;

import dev.ration.runtime.spi.Command;
import dev.ration.runtime.spi.CommandListener;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Reading;
import dev.ration.runtime.spi.Robot;
import dev.ration.runtime.spi.RobotConnector;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A robot that answers from threads of its own, whenever it pleases, within milliseconds. */
final class ThreadedRobot implements Robot {
  static final String DRIVER = "threads";

  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
  private volatile ReadingListener listener = (_, _) -> {};
  private volatile @Nullable Reading range;
  private volatile int bumps;

  private ThreadedRobot() {
    ScheduledFuture<?> unused =
        threads.scheduleAtFixedRate(this::sense, 0, 1_700, TimeUnit.MICROSECONDS);
  }

  /** The way to it. */
  static RobotConnector connector() {
    return new RobotConnector() {
      @Override
      public String id() {
        return DRIVER;
      }

      @Override
      public Robot connect(Map<String, String> settings) {
        return new ThreadedRobot();
      }
    };
  }

  private void sense() {
    bumps++;
    listener.onReading("bumps", new Reading((long) bumps, 0));
    Reading next = new Reading(ThreadLocalRandom.current().nextDouble(0.5, 4), 0);
    range = next;
    listener.onReading("range.ahead", next);
  }

  @Override
  public Command start(CommandRequest request, CommandListener heard) {
    AtomicBoolean isOver = new AtomicBoolean();
    later(100, heard::onBegun, isOver, false);
    boolean fails = ThreadLocalRandom.current().nextInt(8) == 0;
    later(
        ThreadLocalRandom.current().nextInt(300, 4_000),
        () -> {
          if (fails && !request.contract().fails().isEmpty()) {
            heard.onFailed(request.contract().fails().getFirst(), "it happens");
          } else {
            heard.onDone(request.action().endsWith("listen") ? "hello" : null);
          }
        },
        isOver,
        true);
    return () -> later(200, heard::onStopped, isOver, true);
  }

  private void later(long micros, Runnable word, AtomicBoolean isOver, boolean isLast) {
    ScheduledFuture<?> unused =
        threads.schedule(
            () -> {
              synchronized (isOver) {
                if (!isOver.get()) {
                  isOver.set(isLast);
                  word.run();
                }
              }
            },
            micros,
            TimeUnit.MICROSECONDS);
  }

  @Override
  public @Nullable Reading read(String sensor) {
    return sensor.equals("range.ahead") ? range : null;
  }

  @Override
  public void onReading(ReadingListener next) {
    listener = next;
  }

  @Override
  public void emergencyStop() {}

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
