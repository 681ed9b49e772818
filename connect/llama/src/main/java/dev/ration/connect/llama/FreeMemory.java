package dev.ration.connect.llama;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

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
    try {
      var system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      return ManagementFactory.getPlatformMBeanServer().getAttribute(system, "FreeMemorySize")
              instanceof Long bytes
          ? bytes
          : Long.MAX_VALUE;
    } catch (JMException nobodySays) {
      return Long.MAX_VALUE;
    }
  }
}
