package dev.ration.runtime.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.DecisionLog;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.choose.Thinker;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Run;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.sim.ScriptedBackend;
import dev.ration.runtime.sim.SimConnector;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.spi.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whole runs from a site's profile. */
class AssemblyTest {
  private static final long MS = 1_000_000;
  private static final long W = 1_000_000;
  private static final Figures TWO_SECONDS =
      new Figures(2_000 * MS, 2_000 * MS, 2_000 * MS, 2_000 * MS);
  private static final Figures FIVE_WATTS = new Figures(5 * W, 5 * W, 5 * W, 5 * W);

  private static ModelPool noModels() {
    return new ModelPool(List.of(), _ -> Optional.empty());
  }

  private static RunResult run(Run run, Demands demands, ScopeBody body) {
    return run.execute(ScopeSpec.plain("policy", ScopeSpec.Kind.POLICY), demands, body);
  }

  private static Object nod() {
    CommandContract contract =
        new CommandContract(TWO_SECONDS, Figures.ZERO, FIVE_WATTS, List.of(), List.of(), false);
    CommandSpec spec = new CommandSpec("std.gaze.nod", List.of(), contract, 50 * MS, false);
    Object result = Scopes.command(Objects.requireNonNull(Strand.current()), spec);
    return result == null ? "nodded" : result;
  }

  @Test
  void anActionOfTheSimulatedRobotTakesTimeAndEnergy() throws Exception {
    List<String> seen = new ArrayList<>();
    try (ModelPool pool = noModels();
        Assembly assembly =
            Assembly.builder(new TestSite().build(), pool)
                .virtual(1)
                .onRobot(event -> seen.add(event.phase() + " " + event.text()))
                .build()) {
      RunResult result = run(assembly.run(), Demands.NOTHING, _ -> nod());
      assertThat(result.outcome()).isEqualTo(new Outcome.Ok("nodded"));
      assertThat(result.receipt().endNanos()).isEqualTo(2_000 * MS);
      assertThat(assembly.energy().charged()).isEqualTo(10_000_000);
      assertThat(assembly.energy().idle()).isEqualTo(20_000_000);
      assertThat(seen).hasSize(2).first().asString().startsWith(RobotEvent.Phase.BEGUN.name());
    }
  }

  @Test
  void theMissionHasWhatTheSiteGives() throws Exception {
    Site site = new TestSite().energy(3_000_000).money(70).build();
    try (ModelPool pool = noModels();
        Assembly assembly = Assembly.builder(site, pool).virtual(1).build()) {
      RunResult result = run(assembly.run(), Demands.NOTHING, _ -> nod());
      // A nod takes 2 s at 5 W: with 3 J it does not begin (E2).
      assertThat(result.outcome().word()).isEqualTo("denied(energy)");
      assertThat(assembly.run().accounts().root().freeMicroMoney()).isEqualTo(70);
    }
  }

  @Test
  void withoutAFigureTheBatteryAboveItsReserveBoundsTheMission() throws Exception {
    try (ModelPool pool = noModels();
        Assembly assembly = Assembly.builder(new TestSite().build(), pool).virtual(1).build()) {
      assertThat(assembly.run().accounts().root().freeMicrojoules()).isEqualTo(900_000_000);
      assertThat(assembly.run().accounts().root().freeMicroMoney()).isZero();
    }
  }

  @Test
  void aWholeTakesItsParts() {
    var nodes = SiteFacts.scopes(new TestSite().build()).resources().nodes();
    assertThat(nodes.keySet()).containsExactly("arm", "gripper", "voice");
    assertThat(Objects.requireNonNull(nodes.get("arm")).takes())
        .singleElement()
        .extracting(taken -> taken.resource())
        .isEqualTo("gripper");
  }

  @Test
  void theServicesAreThere() throws Exception {
    try (ModelPool pool = noModels();
        Assembly assembly = Assembly.builder(new TestSite().build(), pool).virtual(1).build()) {
      assertThat(assembly.run().service(Thinker.class)).isPresent();
      assertThat(assembly.run().service(DecisionLog.class)).contains(assembly.decisions());
      assertThat(assembly.sim()).isPresent();
    }
  }

  @Test
  void aDriverThatIsNotThereIsSaidByName() {
    Site site = new TestSite().driver("ros").build();
    try (ModelPool pool = noModels()) {
      assertThatThrownBy(() -> Assembly.builder(site, pool).virtual(1).build())
          .isInstanceOf(RobotException.class)
          .hasMessage("The robot `testbot` is driven by `ros`, and there is no such driver here.");
    }
  }

  @Test
  void theSimulatedRobotIsFoundByItsName() throws Exception {
    RobotConnector sim =
        ServiceLoader.load(RobotConnector.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.id().equals(SimConnector.ID))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> sim.connect(Map.of("seed", "many")))
        .isInstanceOf(RobotException.class);
    sim.connect(Map.of("seed", "3")).close();
  }

  @Test
  void modelsAreOpenedOnceForManyRuns() throws Exception {
    CountingBackend backend = new CountingBackend();
    Site site = new TestSite().small().tiny().build();
    try (ModelPool pool = new ModelPool(List.of(backend), _ -> Optional.empty())) {
      Assembly.builder(site, pool).virtual(1).build().close();
      Assembly.builder(site, pool).virtual(2).build().close();
      assertThat(backend.opened).containsExactlyInAnyOrder("local.small", "local.tiny");
      assertThat(pool.status()).extracting(ModelPool.Status::state).containsOnly("warm");
    }
  }

  @Test
  void aModelThatIsStillOpeningHoldsUpNobody() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountingBackend backend = new CountingBackend();
    backend.gate = gate;
    Site site = new TestSite().small().build();
    try (ModelPool pool = new ModelPool(List.of(backend), _ -> Optional.empty())) {
      pool.prepare(site);
      assertThat(pool.awaitWarm(Duration.ofMillis(1))).isFalse();
      assertThat(pool.status()).extracting(ModelPool.Status::state).containsOnly("cold");
      gate.countDown();
      assertThat(pool.awaitWarm(Duration.ofMinutes(1))).isTrue();
      assertThat(pool.status()).extracting(ModelPool.Status::state).containsOnly("warm");
    }
  }

  @Test
  void aBackendThatIsNotThereOrBreaksIsAReasonAndNoCrash() throws Exception {
    Site site = new TestSite().small().build();
    try (ModelPool pool = noModels()) {
      pool.prepare(site);
      assertThat(pool.awaitWarm(Duration.ofMinutes(1))).isTrue();
      assertThat(pool.status())
          .singleElement()
          .extracting(ModelPool.Status::words)
          .isEqualTo("there is no backend `test` here");
    }
    CountingBackend broken = new CountingBackend();
    broken.isBroken = true;
    try (ModelPool pool = new ModelPool(List.of(broken), _ -> Optional.empty())) {
      pool.prepare(site);
      assertThat(pool.awaitWarm(Duration.ofMinutes(1))).isTrue();
      assertThat(pool.status())
          .singleElement()
          .extracting(ModelPool.Status::words)
          .isEqualTo("its backend `test` broke (a defect)");
    }
  }

  /** Counts what it opens, on the pool's threads. */
  private static final class CountingBackend implements InferenceBackend {
    final List<String> opened = java.util.Collections.synchronizedList(new ArrayList<>());
    CountDownLatch gate = new CountDownLatch(0);
    boolean isBroken;

    @Override
    public String id() {
      return "test";
    }

    @Override
    public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
      if (isBroken) {
        throw new IllegalArgumentException("key=hunter2");
      }
      try {
        gate.await();
      } catch (InterruptedException _) {
        throw new ModelException("interrupted");
      }
      opened.add(spec.tier());
      return new ScriptedBackend("test")
          .on(spec.tier(), ScriptedBackend.choose("meeting", 1))
          .open(spec, secrets);
    }
  }
}
