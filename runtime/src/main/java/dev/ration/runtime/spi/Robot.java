package dev.ration.runtime.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connected robot: the host actions it can do and the sensors it has.
 *
 * <p>Called from one thread at a time; answers may come from any thread.
 */
public interface Robot extends AutoCloseable {
  /**
   * The host action that brings one resource to its safe state; its only argument is {@code
   * resource}, the dotted name. Done or stopped means that the state is confirmed (C3, T11).
   */
  String SAFE_STOP = "std.body.safe_stop";

  /**
   * Starts a host action and returns at once; what becomes of it is told to {@code listener}. Must
   * not throw for anything the robot can refuse: that is a failure with a declared code.
   */
  Command start(CommandRequest request, CommandListener listener);

  /** The last reading of a sensor, or null when there has been none. */
  @Nullable Reading read(String sensor);

  /** Hears every later reading and message; replaces an earlier listener. */
  void onReading(ReadingListener listener);

  /** Brings everything to its safe state at once, without waiting and without the interpreter. */
  void emergencyStop();

  /** What its drivers say of themselves now. */
  default Standing standing() {
    return Standing.AT_REST;
  }

  /** Its own battery; empty where its connector does not reach one. */
  default Optional<BatterySource> battery() {
    return Optional.empty();
  }

  /** Stops everything and lets go of the robot. */
  @Override
  void close();

  /** Hears readings of sensors and messages of topics, from any thread. */
  @FunctionalInterface
  interface ReadingListener {
    /** A new reading of {@code source}, a sensor's or topic's dotted name. */
    void onReading(String source, Reading reading);

    /** Somebody has pressed the robot's emergency stop: it goes to its safe state (C7). */
    default void onEmergencyStop() {}
  }
}
