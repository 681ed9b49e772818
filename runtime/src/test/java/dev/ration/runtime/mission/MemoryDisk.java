package dev.ration.runtime.mission;

import java.io.IOException;
import java.util.Arrays;

/** A file in memory that keeps only a part of its next write, as when the power goes. */
final class MemoryDisk implements Disk {
  byte[] bytes = new byte[0];
  private int kept = Integer.MAX_VALUE;

  static MemoryDisk of(byte[] bytes) {
    MemoryDisk disk = new MemoryDisk();
    disk.bytes = bytes.clone();
    return disk;
  }

  /** Keeps so many bytes of the next write, and fails. */
  void tearAt(int size) {
    kept = size;
  }

  @Override
  public byte[] read() {
    return bytes.clone();
  }

  @Override
  public void write(long offset, byte[] more) throws IOException {
    int start = Math.toIntExact(offset);
    int size = Math.min(kept, more.length);
    bytes = Arrays.copyOf(bytes, start + size);
    System.arraycopy(more, 0, bytes, start, size);
    failIfTorn();
  }

  @Override
  public void replace(byte[] whole) throws IOException {
    failIfTorn();
    bytes = whole.clone();
  }

  private void failIfTorn() throws IOException {
    if (kept != Integer.MAX_VALUE) {
      kept = Integer.MAX_VALUE;
      throw new IOException("the power is gone");
    }
  }
}
