package dev.ration.cli;

import dev.ration.connect.driver.DriverList;
import dev.ration.connect.driver.Operator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration estop}: the emergency stop, past every policy and interpreter (C7). */
@Command(
    name = "estop",
    description = "Stops robots at once: brings their drivers to the safe state.")
final class EstopCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "ADDRESS",
      description = "drivers, as in unix:/run/arm.sock; without, all that your runs have connected")
  private List<String> addresses = List.of();

  @Override
  public Integer call() throws InterruptedException {
    // Who has typed an address knows it; who has not finds it again to arm the robot.
    return new OperatorCall(
            spec, Operator::stop, addresses.isEmpty() ? DriverList::stopped : (_, _) -> {})
        .on(addresses);
  }
}
