package dev.ration.runtime.assembly;

import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.mission.Mission;
import dev.ration.runtime.mission.StateFolder;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A process that runs one policy after the other on a mission until it is killed, and logs what its
 * robot did. Its arguments: the folder of missions, the log, the seed. It begins with the name of
 * the mission on standard input, so that the start of the JVM is over by then.
 */
final class MissionChild {
  /** What an activity with a grant may use, in microjoules. */
  static final long GRANT_MICROJOULES = 300_000_000;

  /** Enough for the ends of all runs that find the budget used up. */
  static final long RESERVE_MICROJOULES = 1_000_000_000_000L;

  static final long MICROWATTS = 5_000_000;

  private static final long MS = 1_000_000;

  private final FileChannel log;
  private final Random lots;
  private final MissionStore store;

  private MissionChild(FileChannel log, Random lots, MissionStore store) {
    this.log = log;
    this.lots = lots;
    this.store = store;
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    Random lots = new Random(Long.parseLong(arguments[2]));
    warmUp(lots);
    System.out.println("ready");
    byte[] line = new byte[64];
    int size = System.in.read(line);
    if (size <= 0) {
      return;
    }
    String mission = new String(line, 0, size, StandardCharsets.UTF_8).strip();
    try (StateFolder folder = StateFolder.open(Path.of(arguments[0]));
        FileChannel log =
            FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      MissionStore store =
          folder.missions().resume(mission, "test", "testbot", RESERVE_MICROJOULES);
      MissionChild child = new MissionChild(log, lots, store);
      while (true) {
        child.policy();
      }
    }
  }

  /** Loads what it needs, on a mission of its own, so that the first kills hit something. */
  private static void warmUp(Random lots) throws Exception {
    Path elsewhere = Files.createTempDirectory("missions");
    Path log = elsewhere.resolve("log");
    try (StateFolder folder = StateFolder.openOrCreate(elsewhere);
        FileChannel lines =
            FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Mission begun = SiteMissions.begin(folder.missions(), "warm", new TestSite().build());
      MissionStore store =
          SiteMissions.resume(folder.missions(), begun.id(), new TestSite().build());
      MissionChild child = new MissionChild(lines, lots, store);
      for (int i = 0; i < 5; i++) {
        child.policy();
      }
    }
    try (var files = Files.list(elsewhere)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(elsewhere);
  }

  private void policy() throws Exception {
    boolean isGranted = lots.nextInt(3) > 0;
    Demands demands =
        isGranted ? Demands.builder().energy(GRANT_MICROJOULES).build() : Demands.NOTHING;
    try (ModelPool pool = new ModelPool(List.of(), _ -> Optional.empty());
        Assembly assembly =
            Assembly.builder(new TestSite().build(), pool)
                .virtual(lots.nextLong())
                .mission(store)
                .onRobot(event -> note(isGranted, event))
                .build()) {
      var unused =
          assembly
              .run()
              .execute(
                  ScopeSpec.plain("round", ScopeSpec.Kind.POLICY),
                  demands,
                  scope -> {
                    for (int i = lots.nextInt(4); i >= 0; i--) {
                      long millis = 1 + lots.nextInt(15_000);
                      write("PLAN " + millis * MS);
                      nod(millis);
                    }
                    return null;
                  });
    }
  }

  private static void nod(long millis) {
    long takes = millis * MS;
    CommandContract contract =
        new CommandContract(
            new Figures(takes, takes, takes, takes),
            Figures.ZERO,
            new Figures(MICROWATTS, MICROWATTS, MICROWATTS, MICROWATTS),
            List.of(),
            List.of(),
            false);
    Object unused =
        Scopes.command(
            Objects.requireNonNull(Strand.current()),
            new CommandSpec("nod", List.of(), contract, 50 * MS, false));
  }

  private void note(boolean isGranted, RobotEvent event) {
    write(event.phase() + " " + event.atNanos() + " " + (isGranted ? "granted" : "plain"));
  }

  /** One line in one write: a process that is killed loses none of them. */
  private void write(String line) {
    try {
      int unused = log.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
