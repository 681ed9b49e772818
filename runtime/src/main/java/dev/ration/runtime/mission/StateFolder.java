package dev.ration.runtime.mission;

import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder that keeps missions, held by one process at a time. The lock goes with its process,
 * however that ends. Opened and closed by one thread; its missions are thread-safe.
 */
public final class StateFolder implements AutoCloseable {
  private static final String LEDGER = "missions.ledger";
  private static final String LOCK = "lock";

  private final FileChannel lock;
  private final FileDisk disk;
  private final Missions missions;

  private StateFolder(FileChannel lock, FileDisk disk, Missions missions) {
    this.lock = lock;
    this.disk = disk;
    this.missions = missions;
  }

  /**
   * Opens a folder that has a ledger.
   *
   * @throws StateException if it has none, another process has it, or the ledger cannot be read
   */
  public static StateFolder open(Path folder) throws IOException, StateException {
    if (!Files.isRegularFile(folder.resolve(LEDGER))) {
      throw none(folder);
    }
    return held(folder, false);
  }

  /** Opens a folder; makes it and its ledger where they are missing. */
  public static StateFolder openOrCreate(Path folder) throws IOException, StateException {
    Files.createDirectories(folder);
    return held(folder, true);
  }

  private static StateFolder held(Path folder, boolean makes) throws IOException, StateException {
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileDisk disk = new FileDisk(folder.resolve(LEDGER));
    boolean isDone = false;
    try {
      if (!take(lock)) {
        throw new StateException(
            Code.STATE_IN_USE, "another process uses the missions in `%s`".formatted(folder));
      }
      boolean isThere = Files.exists(folder.resolve(LEDGER));
      Missions missions = isThere || !makes ? Missions.open(disk) : Missions.create(disk);
      isDone = true;
      return new StateFolder(lock, disk, missions);
    } finally {
      if (!isDone) {
        lock.close();
      }
    }
  }

  private static boolean take(FileChannel lock) throws IOException {
    try {
      @Nullable FileLock taken = lock.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }

  /** Reads the missions of a folder, also while a run has it. */
  public static List<Mission> read(Path folder) throws IOException, StateException {
    if (!Files.isRegularFile(folder.resolve(LEDGER))) {
      throw none(folder);
    }
    return Missions.open(new FileDisk(folder.resolve(LEDGER))).all();
  }

  private static StateException none(Path folder) {
    return new StateException(
        Code.NO_SUCH_MISSION, "there are no missions in `%s`".formatted(folder));
  }

  /** The missions. */
  public Missions missions() {
    return missions;
  }

  @Override
  public void close() throws IOException {
    disk.close();
    lock.close();
  }
}
