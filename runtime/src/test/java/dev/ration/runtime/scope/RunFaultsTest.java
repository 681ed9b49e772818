package dev.ration.runtime.scope;

import static dev.ration.runtime.scope.Bench.act;
import static dev.ration.runtime.scope.Bench.action;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Code;
import dev.ration.plan.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of a run that no policy can cause: the robot's side or Ration is to blame. */
class RunFaultsTest {
  private final Bench bench = new Bench();

  private static List<String> faults(Receipt receipt) {
    return receipt.faults().stream().map(Receipt.Fault::code).toList();
  }

  @Test
  void rtn0616AnExceptionThatNobodyExpects() {
    RunResult result =
        bench.policy(
            scope -> {
              throw new IllegalStateException("this is ruled out");
            });

    assertThat(result.outcome()).isInstanceOf(Outcome.Broken.class);
    assertThat(((Outcome.Broken) result.outcome()).bug().code()).isEqualTo(Code.DEFECT);
  }

  @Test
  void rtn0616NearAFailure() {
    RunResult result =
        bench.policy(
            scope -> {
              throw Failed.of(Reason.UNMET, "this may well be");
            });

    assertThat(result.outcome().word()).isEqualTo("unmet");
  }

  @Test
  void rtn0621AnEndReportedTwice() {
    bench.robot.twice.add("nod");

    RunResult result = bench.policy(scope -> act(action("nod", 10, 5)));

    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(faults(result.receipt().children().getFirst()))
        .containsExactly(Code.ENDED_TWICE.id());
  }

  @Test
  void rtn0621AFailureReportedBesideASuccess() {
    bench.robot.twice.add("nod");
    bench.robot.fails.put("nod", "slipped");

    RunResult result = bench.policy(scope -> act(action("nod", 10, 5)));

    assertThat(result.outcome().word()).isEqualTo("slipped");
    assertThat(faults(result.receipt().children().getFirst()))
        .containsExactly(Code.ENDED_TWICE.id());
  }

  @Test
  void rtn0621NearAnEndReportedOnce() {
    RunResult result = bench.policy(scope -> act(action("nod", 10, 5)));

    assertThat(faults(result.receipt().children().getFirst())).isEmpty();
  }
}
