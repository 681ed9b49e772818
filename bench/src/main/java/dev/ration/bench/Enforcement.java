package dev.ration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How late deadlines are on the wall: what does not end by itself runs under a deadline again and
 * again, beside a bare timer of the same run. Prints the table of docs/benchmarks.md.
 */
public final class Enforcement {
  private static final int WARM_UPS = 4;
  private static final int TIMES = 50;
  private static final int HANGS = 3;
  private static final int HANGING_RUNS = 10;
  private static final long WITHIN_NANOS = 10_000_000;

  private final GuestWork compiled;
  private final GuestWork interpreted;
  private final Overshoots floor = new Overshoots("timer floor: `parkNanos`");
  private final Overshoots fast = new Overshoots("guest loop, compiled");
  private final Overshoots slow = new Overshoots("guest loop, interpreted");
  private final Overshoots sleeping = new Overshoots("sleeping host call");
  private final Overshoots ignoring = new Overshoots("host call that ignores interruption");
  private final Overshoots hanging = new Overshoots("hanging HTTP stream");
  private final List<Overshoots> all = List.of(floor, fast, slow, sleeping, ignoring, hanging);

  private Enforcement(GuestWork compiled, GuestWork interpreted) {
    this.compiled = compiled;
    this.interpreted = interpreted;
  }

  /** Takes how many rounds to count; 40 without, which take about two minutes and a half. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length == 0 ? 40 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("enforcement");
    try (HangingServer server = new HangingServer()) {
      Path policy = write(folder, server.port());
      try (GuestWork compiled = new GuestWork(policy, Map.of());
          GuestWork interpreted = new GuestWork(policy, Map.of("engine.Compilation", "false"))) {
        new Enforcement(compiled, interpreted).measure(rounds);
      }
    } finally {
      delete(folder);
    }
  }

  private static Path write(Path folder, int port) throws IOException {
    Path sites = Files.createDirectory(folder.resolve("sites"));
    String site = Texts.read("enforcement-site.ration").replace("PORT", Integer.toString(port));
    Files.writeString(sites.resolve("bench.ration"), site);
    Files.writeString(folder.resolve("ration.toml"), "site = \"bench\"\n");
    return Files.writeString(
        folder.resolve("enforcement.ration"), Texts.read("enforcement.ration"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              });
    }
  }

  private void measure(int rounds) throws Exception {
    System.out.printf(
        "%s %s; guest code on %s; load %s%n%n",
        System.getProperty("java.vm.name"), Runtime.version(), compiled.engine(), load());
    for (int i = 0; i < WARM_UPS; i++) {
      round();
    }
    all.forEach(Overshoots::clear);
    for (int i = 0; i < rounds; i++) {
      round();
    }
    System.out.println("| | deadlines | p50 | p99 | p99.9 | max | p99 above the floor |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|");
    all.forEach(one -> System.out.println(one.line(floor)));
    System.out.printf(
        "%nload at end: %s; runs left behind because a loop did not come back: %d%n",
        load(), compiled.leftBehind() + interpreted.leftBehind());
  }

  /** All take turns, so that whatever else the machine does hits all of them. */
  private void round() throws Exception {
    park();
    compiled.run("spin", TIMES, "spin", fast);
    interpreted.run("spin", TIMES, "spin", slow);
    HostWork.run(compiled, TIMES, HostWork::sleeping, sleeping);
    HostWork.run(compiled, TIMES, HostWork::ignoring, ignoring);
    for (int i = 0; i < HANGING_RUNS; i++) {
      compiled.run("hang", HANGS, "reply", hanging);
    }
  }

  private void park() {
    for (int i = 0; i < TIMES; i++) {
      long deadline = System.nanoTime() + WITHIN_NANOS;
      long left = WITHIN_NANOS;
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = deadline - System.nanoTime();
      }
      floor.add(-left);
    }
  }

  private static String load() {
    return "%.1f on %d processors"
        .formatted(
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
