package dev.ration.connect.driver;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drivers that a user's runs have connected: a file for each robot, so that an emergency stop
 * finds them without being told where they are. Thread-safe.
 *
 * <p>A file that cannot be written keeps nothing from running: then the stop has to be told.
 */
public final class DriverList {
  private static final String OWNER = "rwx------";

  private static final String ENDING = ".drivers";

  /** Of drivers that were stopped and wait to be armed again, when no run has them any more. */
  private static final String STOPPED = "stopped" + ENDING;

  private static final String LOCK = "stopped.lock";

  private static final Object CHANGES = new Object();

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Path directory;

  /** A list in a directory. */
  public DriverList(Path directory) {
    this.directory = directory;
  }

  /**
   * The list of the user that runs this process, in a folder that nobody else may write: whoever
   * could would choose which drivers a stop reaches.
   */
  public static DriverList ofUser() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return new DriverList(
        runtime == null || runtime.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".ration", "drivers")
            : Path.of(runtime, "ration"));
  }

  private void makeDirectory() throws IOException {
    boolean isPosix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isPosix) {
      Files.createDirectories(
          directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER)));
    } else {
      Files.createDirectories(directory);
    }
  }

  /** The addresses that one robot has entered. */
  public record Entry(@Nullable Path file) {
    /** Takes them out again. */
    public void leave() {
      try {
        if (file != null) {
          Files.deleteIfExists(file);
        }
      } catch (IOException _) {
        // A line too many only makes a stop try an address at which nobody answers.
        return;
      }
    }
  }

  /** Enters what others can reach. */
  public Entry enter(List<Address> addresses) {
    List<String> lines =
        addresses.stream()
            .filter(address -> !(address instanceof Address.Exec))
            .map(Address::toString)
            .toList();
    if (lines.isEmpty()) {
      return new Entry(null);
    }
    try {
      makeDirectory();
      long number = NUMBERS.incrementAndGet();
      Path file = directory.resolve(ProcessHandle.current().pid() + "-" + number + ENDING);
      return new Entry(Files.write(file, lines));
    } catch (IOException _) {
      return new Entry(null);
    }
  }

  /** All addresses that runs have entered, those of runs that were killed included. */
  public List<String> addresses() {
    Set<String> found = new LinkedHashSet<>();
    for (Path file : files()) {
      try {
        found.addAll(Files.readAllLines(file));
      } catch (IOException _) {
        // It was taken out in the meantime.
        continue;
      }
    }
    return List.copyOf(found);
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> all = Files.list(directory)) {
        all.filter(file -> file.toString().endsWith(ENDING)).sorted().forEach(files::add);
      } catch (IOException _) {
        return files;
      }
    }
    return files;
  }

  /** Keeps an address that was stopped, until it is armed again. */
  public void stopped(String address) {
    change(lines -> lines.add(address));
  }

  /** Forgets that an address was stopped. */
  public void armed(String address) {
    change(lines -> lines.remove(address));
  }

  /** Two stops may be given at once, by threads or by processes: neither loses the other's line. */
  private void change(Consumer<Set<String>> edit) {
    synchronized (CHANGES) {
      try {
        makeDirectory();
        try (FileChannel lock = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
            FileLock _ = lock.lock()) {
          rewrite(edit);
        }
      } catch (IOException _) {
        // Then the address has to be typed.
        return;
      }
    }
  }

  private void rewrite(Consumer<Set<String>> edit) throws IOException {
    Path file = directory.resolve(STOPPED);
    Set<String> lines = new LinkedHashSet<>();
    if (Files.exists(file)) {
      lines.addAll(Files.readAllLines(file));
    }
    edit.accept(lines);
    if (lines.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      // Whoever reads meanwhile finds the old lines or the new ones.
      Path next = Files.write(directory.resolve(STOPPED + ".new"), lines);
      Files.move(next, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }
  }

  /** Forgets an address at which nobody answers and whose runs are gone. */
  public void forget(String address) {
    armed(address);
    for (Path file : files()) {
      String name = file.getFileName().toString();
      try {
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        boolean isGone = ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        if (isGone && Files.readAllLines(file).contains(address)) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | RuntimeException _) {
        // A file that nobody understands is nobody's.
        continue;
      }
    }
  }
}
