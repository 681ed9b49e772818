package dev.ration.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.interpreter.Execution;
import dev.ration.interpreter.Finished;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.Assembly;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.sim.SimSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The camera on its mast under faults and stops drawn by lot, judged by who sees the mast and not
 * by what the policy says of itself.
 */
class CameraTest {
  private static final Path ROOT = Path.of(System.getProperty("ration.root", ".."));
  private static final Path CAMERA = ROOT.resolve("policies/camera");
  private static final int SEEDS = 1_000;

  /** The whole policy takes 20 s at most. */
  private static final int LATEST_STOP_MILLIS = 21_000;

  @TempDir private Path directory;

  /** A policy that is ready to run on its site. */
  private record Ready(
      Interpreter interpreter, Program program, Symbol.ActivitySymbol policy, Site site) {
    static Ready of(Interpreter interpreter, Path file) throws IOException {
      CheckedProgram checked =
          Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(List.of(file)));
      assertThat(checked.hasErrors()).isFalse();
      Site site = SiteResolver.resolve(checked, null).site().orElseThrow();
      Symbol.ActivitySymbol policy =
          checked.roots().stream().flatMap(root -> root.policies().stream()).findFirst().get();
      return new Ready(interpreter, interpreter.prepare(checked, site), policy, site);
    }
  }

  /** What was seen of one run, and how it ended. */
  private record Seen(long seed, CameraWitness witness, Finished finished) {}

  private static Seen run(Ready ready, long seed, boolean isTroubled) {
    CameraWitness witness = new CameraWitness();
    SimSettings mast =
        new SimSettings(
            720_000_000_000L,
            1,
            9_000_000,
            Map.of(),
            200_000_000,
            Map.of("mast", 300_000_000L, "camera", 100_000_000L),
            isTroubled ? new CameraFaults(seed) : SimSettings.DEFAULTS.faults());
    try (ModelPool pool = new ModelPool(List.of(), _ -> Optional.empty());
        Assembly assembly =
            Assembly.builder(ready.site(), pool)
                .clock(ready.interpreter().scheduling(SchedulerSettings.defaults()))
                .virtual(seed)
                .sim(mast)
                .onRobot(witness::see)
                .build()) {
      Random lots = new Random(~seed);
      Execution started = start(ready, assembly, isTroubled ? lots : null);
      Finished finished = started.join();
      witness.leave();
      return new Seen(seed, witness, finished);
    } catch (Exception failed) {
      throw new AssertionError("seed " + seed, failed);
    }
  }

  /** With the lock held, so that the clock stands still until the stop is set. */
  private static Execution start(Ready ready, Assembly assembly, @Nullable Random lots) {
    assembly.scheduler().lock();
    try {
      Execution started = ready.program().start(ready.policy(), Map.of(), assembly.run());
      if (lots != null && lots.nextInt(3) == 0) {
        stopAtSomeInstant(assembly, started, lots);
      }
      return started;
    } finally {
      assembly.scheduler().unlock();
    }
  }

  private static void stopAtSomeInstant(Assembly assembly, Execution started, Random lots) {
    long instant = lots.nextInt(LATEST_STOP_MILLIS) * 1_000_000L + lots.nextInt(1_000_000);
    boolean isEmergency = lots.nextInt(4) == 0;
    var unused =
        assembly
            .scheduler()
            .at(instant, Rank.STOP, isEmergency ? started::emergencyStop : started::stop);
  }

  private static List<Seen> troubled(Ready ready) {
    return LongStream.range(0, SEEDS).mapToObj(seed -> run(ready, seed, true)).toList();
  }

  private static List<Seen> wrong(List<Seen> runs) {
    return runs.stream().filter(seen -> !seen.witness().wrongs.isEmpty()).toList();
  }

  private static Set<String> wrongs(List<Seen> runs) {
    Set<String> all = new TreeSet<>();
    runs.forEach(seen -> all.addAll(seen.witness().wrongs));
    return all;
  }

  /** The policy with something of it changed, in a folder of its own. */
  private Path changed(String from, String to) throws IOException {
    String text = Files.readString(CAMERA.resolve("photo.ration"));
    assertThat(text).contains(from);
    Files.createDirectories(directory.resolve("sites"));
    Files.copy(CAMERA.resolve("ration.toml"), directory.resolve("ration.toml"));
    Files.copy(CAMERA.resolve("sites/yard.ration"), directory.resolve("sites/yard.ration"));
    return Files.writeString(directory.resolve("photo.ration"), text.replace(from, to));
  }

  @Test
  void withoutTroubleItTakesOnePicture() throws IOException {
    try (Interpreter interpreter = Interpreter.open()) {
      Ready ready = Ready.of(interpreter, CAMERA.resolve("photo.ration"));
      Seen seen = run(ready, 1, false);

      assertThat(seen.finished().isOk()).isTrue();
      assertThat(seen.witness().pictures).isEqualTo(1);
      assertThat(seen.witness().wrongs).isEmpty();
    }
  }

  @Test
  void whateverGoesWrongTheCameraIsOffAndEveryPictureIsOfItsTarget() throws IOException {
    try (Interpreter interpreter = Interpreter.open()) {
      List<Seen> runs = troubled(Ready.of(interpreter, CAMERA.resolve("photo.ration")));

      assertThat(wrong(runs))
          .as("seeds with something wrong, and their logs")
          .extracting(seen -> seen.seed() + " " + seen.witness().wrongs + seen.witness().log)
          .isEmpty();
      // The trouble was real: many runs failed, many did not, and few ended in one way only.
      assertThat(runs).filteredOn(seen -> seen.finished().isOk()).hasSizeBetween(100, 900);
      assertThat(runs.stream().map(seen -> seen.finished().outcome().word()).distinct())
          .hasSizeGreaterThan(5);
      assertThat(runs).allMatch(seen -> seen.finished().defect().isEmpty());
    }
  }

  @Test
  void withoutItsCleanupTheCameraIsSometimesLeftOn() throws IOException {
    Path broken =
        changed(
            """
            } cleanup within 1500 ms {
                    power_off()  within 500 ms
                }
            """,
            "}\n");
    try (Interpreter interpreter = Interpreter.open()) {
      List<Seen> runs = troubled(Ready.of(interpreter, broken));

      assertThat(wrongs(runs)).containsExactly("the camera is left on");
      assertThat(wrong(runs)).hasSizeGreaterThan(100);
    }
  }

  @Test
  void aPictureBeforeTheCameraIsReadyIsSeen() throws IOException {
    Path broken = changed("        power_on()  within 2 s  energy 16 J\n", "        power_off()\n");
    try (Interpreter interpreter = Interpreter.open()) {
      Seen seen = run(Ready.of(interpreter, broken), 1, false);

      assertThat(seen.witness().wrongs)
          .containsExactly("a picture is taken with a camera that is not on");
    }
  }

  @Test
  void aPictureOfSomethingElseIsSeen() throws IOException {
    Path broken =
        changed(
            "    slew(target)  within 10 s  energy 250 J\n",
            "    slew(target)  within 300 ms  energy 250 J  else none\n");
    try (Interpreter interpreter = Interpreter.open()) {
      Seen seen = run(Ready.of(interpreter, broken), 1, false);

      assertThat(seen.witness().wrongs).contains("a picture is taken of something else");
    }
  }
}
