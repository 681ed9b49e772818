package dev.ration.connect.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.RobotException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"unix:/run/arm.sock", "tcp:127.0.0.1:7010", "exec:python3 arm_driver.py --fast"})
  void anAddressReadsAsItIsWritten(String text) throws RobotException {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/run/arm.sock",
        "unix:",
        "tcp:7010",
        "tcp:127.0.0.1:0",
        "tcp:192.0.2.1:80",
        "serial:x"
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOfSatisfying(
            RobotException.class,
            refused -> assertThat(refused.code()).isEqualTo(Code.BAD_ADDRESS));
  }

  @Test
  void aRobotWithoutDriversIsRefused() {
    assertThatThrownBy(() -> new ExternalConnector().connect(Map.of("accept_no_lease", "true")))
        .isInstanceOf(RobotException.class)
        .hasMessageContaining("has no drivers");
  }

  @Test
  void nobodyAtAnAddressIsSaid() {
    assertThatThrownBy(
            () -> new ExternalConnector().connect(Map.of("arm", "unix:/nowhere/arm.sock")))
        .isInstanceOfSatisfying(
            RobotException.class,
            missing -> assertThat(missing.code()).isEqualTo(Code.NO_SUCH_DRIVER));
  }
}
