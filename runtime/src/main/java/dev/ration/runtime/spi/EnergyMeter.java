package dev.ration.runtime.spi;

/**
 * Something that knows how much energy a part of the machine used.
 *
 * <p>Used by one thread at a time. Reading never throws: what goes wrong is a {@link MeterNotice},
 * and costs figures, never invents them.
 */
public interface EnergyMeter {
  /** The name it has in listings, traces and settings, as {@code package-0}. */
  String name();

  /**
   * Reads the sensor.
   *
   * @param nanoTime the present instant on the caller's monotonic clock; never goes back
   * @return what was used since the last reading that was not {@link MeterReading.State#PENDING}
   */
  MeterReading read(long nanoTime);
}
