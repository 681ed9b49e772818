package dev.ration.connect.llama;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much memory a model could still take on this machine. */
final class FreeMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d{1,15}) kB$");

  private FreeMemory() {}

  /** Bytes; what the system would give up of its caches counts as free where it says how much. */
  static long bytes() {
    try {
      var said = AVAILABLE.matcher(Files.readString(LINUX));
      if (said.find()) {
        return Long.parseLong(said.group(1)) << 10;
      }
    } catch (IOException noLinux) {
      // Asked in another way.
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getFreeMemorySize()
        : Long.MAX_VALUE;
  }
}
