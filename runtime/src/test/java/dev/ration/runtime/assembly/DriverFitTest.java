package dev.ration.runtime.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.Code;
import dev.ration.plan.profile.RobotProfile;
import dev.ration.runtime.spi.RobotException;
import dev.ration.runtime.spi.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The arm of the profile stops within 50 ms. */
class DriverFitTest {
  private static final RobotProfile ROBOT = new TestSite().build().robot();

  private static Standing standing(boolean lapses, String resource, long stopMillis) {
    return new Standing(
        0, lapses, true, Set.of(), Optional.empty(), Map.of(resource, stopMillis * 1_000_000));
  }

  private static void assertRefused(Code code, ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(
            RobotException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void rtn0641ARobotThatDoesNotLapse() {
    Standing forever = standing(false, "arm", 50);

    assertRefused(Code.NO_LEASE, () -> DriverFit.check(ROBOT, forever, false, false));
  }

  @Test
  void rtn0641NearOneThatIsAccepted() {
    Standing forever = standing(false, "arm", 50);
    RobotProfile accepting = ROBOT.drivenBy("external", Map.of("accept_no_lease", "true"));

    assertThatCode(() -> DriverFit.check(ROBOT, forever, true, false)).doesNotThrowAnyException();
    assertThatCode(() -> DriverFit.check(accepting, forever, false, false))
        .doesNotThrowAnyException();
  }

  @Test
  void rtn0649ADriverThatStopsTooSlowly() {
    assertRefused(
        Code.DRIVER_MISFIT, () -> DriverFit.check(ROBOT, standing(true, "arm", 51), false, false));
  }

  @Test
  void rtn0649AResourceThatTheProfileDoesNotHave() {
    assertRefused(
        Code.DRIVER_MISFIT, () -> DriverFit.check(ROBOT, standing(true, "tail", 5), false, false));
  }

  @Test
  void rtn0649ADriverOnTheVirtualClock() {
    assertRefused(
        Code.DRIVER_MISFIT, () -> DriverFit.check(ROBOT, standing(true, "arm", 50), false, true));
  }

  @Test
  void rtn0649NearADriverThatStopsJustInTime() {
    assertThatCode(() -> DriverFit.check(ROBOT, standing(true, "arm", 50), false, false))
        .doesNotThrowAnyException();
  }
}
