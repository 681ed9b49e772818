package dev.ration.runtime.assembly;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.FakeStore;
import dev.ration.runtime.energy.MissionStore.Use;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.Demands;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.spi.CommandContract;
import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole runs of a mission, with a store that fails where it hurts. */
class MissionRunTest {
  private static final long MS = 1_000_000;
  private static final long J = 1_000_000;

  private final List<String> did = new ArrayList<>();
  private final List<TraceEvent> trace = new ArrayList<>();

  private RunResult run(FakeStore store, Demands demands, ScopeBody body) throws Exception {
    try (ModelPool pool = new ModelPool(List.of(), _ -> Optional.empty());
        Assembly assembly =
            Assembly.builder(new TestSite().build(), pool)
                .virtual(1)
                .mission(store)
                .trace(trace::add)
                .onRobot(this::note)
                .build()) {
      ScopeSpec spec = ScopeSpec.builder("policy", ScopeSpec.Kind.POLICY).cleanup().build();
      return assembly.run().execute(spec, demands, body);
    }
  }

  private void note(RobotEvent event) {
    did.add(event.action() + " " + event.phase());
  }

  private static ScopeBody nods(int times) {
    return new ScopeBody() {
      @Override
      public @Nullable Object run(Scope scope) {
        for (int i = 0; i < times; i++) {
          command("nod", 2_000);
        }
        return null;
      }

      @Override
      public void cleanup(Scope scope) {
        command("rest", 10);
      }
    };
  }

  /** An action of 5 W. */
  private static void command(String name, long millis) {
    long takes = millis * MS;
    long draws = 5 * J;
    CommandContract contract =
        new CommandContract(
            new Figures(takes, takes, takes, takes),
            Figures.ZERO,
            new Figures(draws, draws, draws, draws),
            List.of(),
            List.of(),
            false);
    Object unused =
        Scopes.command(
            Objects.requireNonNull(Strand.current()),
            new CommandSpec(name, List.of(), contract, 50 * MS, false));
  }

  private static Demands energy(long joules) {
    return Demands.within(60_000 * MS).energy(joules * J).build();
  }

  @Test
  void rtn0650NearTheMissionGoesOnWhereItWas() throws Exception {
    FakeStore store = new FakeStore(100 * J, NONE);
    RunResult first = run(store, energy(50), nods(2));
    assertThat(first.outcome()).isInstanceOf(Outcome.Ok.class);
    assertThat(store.last().energy()).isEqualTo(new Use(20_050_000, 0));
    RunResult second = run(store.restarted(), energy(50), nods(2));
    assertThat(second.outcome()).isInstanceOf(Outcome.Ok.class);
    assertThat(store.last().energy()).isEqualTo(new Use(40_100_000, 0));
  }

  @Test
  void aMissionThatIsUsedUpStartsNothing() throws Exception {
    FakeStore store = new FakeStore(12 * J, NONE);
    RunResult first = run(store, Demands.NOTHING, nods(2));
    assertThat(first.outcome().word()).isEqualTo("denied(energy)");
    did.clear();
    RunResult second = run(store.restarted(), energy(50), nods(1));
    assertThat(second.outcome().word()).isEqualTo("denied(energy)");
    assertThat(did).noneMatch(what -> what.startsWith("nod"));
    assertThat(store.balance().energy().used()).isLessThanOrEqualTo(12 * J);
  }

  @Test
  void theTraceSaysWhatIsLeft() throws Exception {
    RunResult unused = run(new FakeStore(100 * J, 70), energy(50), nods(1));
    TraceSchema schema = TraceSchema.read();
    assertThat(trace).extracting(schema::misfit).containsOnlyNulls();
    assertThat(trace)
        .filteredOn(event -> event.type().equals("mission.begin"))
        .extracting(event -> event.fields().get("energy_left_uj"))
        .containsExactly(100 * J);
    assertThat(trace)
        .filteredOn(event -> event.type().equals("mission.end"))
        .extracting(event -> event.fields().get("energy_left_uj"))
        .containsExactly(89_950_000L);
  }

  @Test
  void rtn0650AGrantThatCannotBeWrittenStartsNothing() throws Exception {
    FakeStore store = new FakeStore(100 * J, NONE).failingAfter(0);
    RunResult result = run(store, energy(50), nods(1));
    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            Outcome.Broken.class,
            one -> assertThat(one.bug().code()).isEqualTo(Code.LEDGER_UNWRITTEN));
    assertThat(did).isEmpty();
  }

  @Test
  void aDrawThatCannotBeWrittenDoesNotBeginAndTheCleanupRuns() throws Exception {
    FakeStore store = new FakeStore(100 * J, NONE).failingAfter(0);
    RunResult result = run(store, Demands.NOTHING, nods(1));
    assertThat(result.outcome()).isInstanceOf(Outcome.Broken.class);
    assertThat(did).noneMatch(what -> what.startsWith("nod")).contains("rest DONE");
  }

  @Test
  void aDiskThatFailsOnTheWayEndsTheRunThroughItsCleanup() throws Exception {
    FakeStore store = new FakeStore(NONE, NONE).failingAfter(2);
    RunResult result = run(store, Demands.NOTHING, nods(100));
    Bug bug = ((Outcome.Broken) result.outcome()).bug();
    assertThat(bug.code()).isEqualTo(Code.LEDGER_UNWRITTEN);
    assertThat(did).contains("nod DONE").endsWith("rest DONE");
  }
}
