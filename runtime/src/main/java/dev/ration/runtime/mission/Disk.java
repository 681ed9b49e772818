package dev.ration.runtime.mission;

import java.io.IOException;

/** The one file of a ledger, as a device that can lose what was not forced. Used by one thread. */
interface Disk {
  /** The whole file. */
  byte[] read() throws IOException;

  /** Writes at an offset and forces it to the device; what lies behind is cut off. */
  void write(long offset, byte[] bytes) throws IOException;

  /** Puts a whole new file in the place of the old one, in one step, and forces both. */
  void replace(byte[] bytes) throws IOException;
}
